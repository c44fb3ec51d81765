package dev.postern.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The rows the product is known not to do as they say, and why: {@code conformance/declared}, one on each line, suite, tab, title of the row, tab, reason. A line that
 * begins with {@code #} is a comment. A title that ends in a blank and {@code *} stands for all that begin with what is before the asterisk; some of those may pass all the same.
 */
final class Declared {

    private final Map<String, Reason> reasons = new HashMap<>();
    private final Map<String, Reason> beginnings = new HashMap<>();

    static Declared read() throws IOException {
        Declared declared = new Declared();
        try (InputStream in = Declared.class.getResourceAsStream("/conformance/declared")) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    declared.add(line.split("\t"));
                }
            }
        }
        return declared;
    }

    private void add(String[] fields) {
        if (fields.length != 3 || fields[2].isBlank()) {
            throw new IllegalStateException("a declaration is suite, title, reason: " + String.join(" | ", fields));
        }
        String key = fields[0] + '\t' + fields[1];
        boolean ofMany = key.endsWith(" *");
        (ofMany ? beginnings : reasons).put(ofMany ? key.substring(0, key.length() - 1) : key, new Reason(fields[2], ofMany));
    }

    /** All of a suite. */
    List<Reason> of(String suite) {
        return Stream.concat(reasons.entrySet().stream(), beginnings.entrySet().stream()).filter(each -> each.getKey().startsWith(suite + '\t')).map(Map.Entry::getValue).toList();
    }

    Optional<Reason> reason(String suite, String title) {
        String key = suite + '\t' + title;
        return Optional.ofNullable(reasons.get(key)).or(() -> beginnings.entrySet().stream().filter(each -> key.startsWith(each.getKey())).map(Map.Entry::getValue).findFirst());
    }

    /** @param ofMany it was given for a kind of rows, not for this one */
    record Reason(String text, boolean ofMany) {}
}
