package dev.postern.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The rows the product is known not to do as they say, and why: {@code conformance/declared}, one on each line, suite, tab, title of the row, tab, reason. A line that
 * begins with {@code #} is a comment.
 */
final class Declared {

    private final Map<String, String> reasons = new HashMap<>();

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
        reasons.put(fields[0] + '\t' + fields[1], fields[2]);
    }

    Optional<String> reason(String suite, String title) {
        return Optional.ofNullable(reasons.get(suite + '\t' + title));
    }
}
