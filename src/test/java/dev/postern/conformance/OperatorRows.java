package dev.postern.conformance;

import dev.postern.automaton.Found;
import dev.postern.operator.DataFiles;
import dev.postern.operator.InvalidOperatorException;
import dev.postern.operator.Macro;
import dev.postern.operator.Operator;
import dev.postern.operator.Operators;
import dev.postern.operator.Subject;
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
 * The tables of SecLang's operators that ModSecurity's and Coraza's tests share: a file for each, rows of argument, input, whether they match, and for some what is captured. Files that
 * arguments name are looked for beside the table and in its folder {@code op}; where there is none, the title says so.
 *
 * <p>Inputs are written as in the tables of transformations; {@code \0} is an octet zero besides, which the rows about words and ends mean by it.
 */
final class OperatorRows implements Suite {

    private static final String ENDING = ".json";
    private static final String MISSING = " without its file";

    @Override
    public String name() {
        return "operators";
    }

    @Override
    public String path() {
        return "seclang-tables/operators";
    }

    @Override
    public List<Row> rows(Path folder) throws IOException {
        List<Row> rows = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(ENDING)).sorted().toList()) {
                JsonArray table = new JsonArray(Files.readString(file));
                for (int i = 0; i < table.size(); i++) {
                    rows.add(row(folder, table.getJsonObject(i)));
                }
            }
        }
        return rows;
    }

    private static Row row(Path folder, JsonObject row) {
        String name = row.getString("name");
        String param = row.getString("param", "");
        byte[] input = TransformationRows.octets(row.getString("input").replace("\\0", "\\x00"));
        boolean missing = name.endsWith("FromFile") && !Files.isRegularFile(found(folder, param));
        String title = name + ' ' + Shown.of(param) + ' ' + Shown.of(row.getString("input")) + (missing ? MISSING : "");
        return new Row(title, () -> failure(row, argument(param), input, folder));
    }

    /** Octets of the argument's UTF-8, as characters. */
    private static String argument(String param) {
        return new String(param.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static Path found(Path folder, String name) {
        Path inner = folder.resolve("op").resolve(name);
        return Files.isRegularFile(inner) ? inner : folder.resolve(name);
    }

    private static String failure(JsonObject row, String argument, byte[] input, Path folder) throws Exception {
        DataFiles files = name -> DataFiles.beside(found(folder, name)).read(Path.of(name).getFileName().toString());
        Operator operator;
        try {
            operator = Operators.make(row.getString("name"), argument, files);
        } catch (InvalidOperatorException refused) {
            return refused.getMessage();
        }
        Captures captures = new Captures();
        Found expected = row.getInteger("ret") == 1 ? Found.YES : Found.NO;
        Found found = operator.test(input, captures);
        if (found != expected) {
            return "expected " + expected + ", got " + found;
        }
        List<String> groups = row.getJsonArray("re_groups", new JsonArray()).stream().map(Object::toString).toList();
        return groups.isEmpty() || groups.equals(captures.groups) ? "" : "expected groups " + groups + ", got " + captures.groups;
    }

    /** Remembers what is captured. */
    private static final class Captures implements Subject {

        private final List<String> groups = new ArrayList<>();

        @Override
        public byte[] expand(Macro macro) {
            throw new IllegalStateException("the tables have no macros");
        }

        @Override
        public boolean capturing() {
            return true;
        }

        @Override
        public void captured(int group, byte[] text) {
            groups.add(group, new String(text, StandardCharsets.ISO_8859_1));
        }

        @Override
        public void cleared(int group) {
            groups.subList(Math.min(group, groups.size()), groups.size()).clear();
        }
    }
}
