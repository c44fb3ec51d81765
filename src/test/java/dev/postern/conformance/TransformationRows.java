package dev.postern.conformance;

import dev.postern.transformation.Transformation;
import dev.postern.transformation.Transformations;
import dev.postern.transformation.UnicodeMap;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The tables of SecLang's transformations that ModSecurity's and Coraza's tests share: a file for each, rows of input and output. A transformation is named by its file,
 * since some rows have titles of their own. {@code urlDecodeUni} is measured with the map of US-ASCII, which the rows about {@code %uHHHH} take for granted.
 */
final class TransformationRows implements Suite {

    private static final String ENDING = ".json";

    @Override
    public String name() {
        return "transformations";
    }

    @Override
    public String path() {
        return "seclang-tables/transformations";
    }

    @Override
    public List<Row> rows(Path folder) throws IOException {
        List<Row> rows = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(ENDING)).sorted().toList()) {
                String name = file.getFileName().toString().replace(ENDING, "");
                JsonArray table = new JsonArray(Files.readString(file));
                for (int i = 0; i < table.size(); i++) {
                    rows.add(row(name, table.getJsonObject(i)));
                }
            }
        }
        return rows;
    }

    private static Row row(String name, JsonObject row) {
        byte[] input = octets(row.getString("input"));
        byte[] output = octets(row.getString("output"));
        return new Row(name + ' ' + Shown.of(row.getString("input")), () -> {
            byte[] kept = input.clone();
            String difference = Row.difference(output, named(name).apply(input));
            return difference.isEmpty() ? Row.difference(kept, input) : difference;
        });
    }

    private static Transformation named(String name) {
        return name.equalsIgnoreCase("urlDecodeUni") ? Transformations.urlDecodeUni(UnicodeMap.usAscii())
                : Transformations.named(name).orElseThrow(() -> new IllegalArgumentException("no transformation " + name));
    }

    /**
     * What the tables mean: JSON's text in UTF-8, in which {@code \xHH} and then {@code \}{@code uHHHH} (its low octet) are octets once more. Of two letters after
     * {@code \x} that are not both hexadecimal, the digits before the first other letter count; that is how ModSecurity's test program reads them.
     */
    static byte[] octets(String text) {
        String latin = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        return unescaped(unescaped(latin, "\\x", 2), "\\u", 4).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String unescaped(String text, String mark, int digits) {
        StringBuilder out = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            int from = at + mark.length();
            int to = from + digits;
            if (text.startsWith(mark, at) && to <= text.length() && text.substring(from, to).matches("[a-zA-Z0-9]*")) {
                String number = "0" + text.substring(from, to).replaceFirst("[^0-9a-fA-F].*", "");
                out.append((char) (Integer.parseInt(number, 16) & 0xff));
                at = to;
            } else {
                out.append(text.charAt(at++));
            }
        }
        return out.toString();
    }
}
