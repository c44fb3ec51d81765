package dev.postern.conformance;

import dev.postern.injection.CrossSiteScripting;
import dev.postern.injection.Printed;
import dev.postern.injection.SqlInjection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** libinjection's own tests: a file for each, with a title, a value and what is expected of it; which of the product's parts is asked is in the file's name. */
final class LibinjectionTests implements Suite {

    private static final Pattern FORM = Pattern.compile("--TEST--\n(?:.*\n)?--INPUT--\n(.*\n)?--EXPECTED--(\n.*)?", Pattern.DOTALL);

    @Override
    public String name() {
        return "libinjection";
    }

    @Override
    public String path() {
        return "libinjection/tests";
    }

    @Override
    public List<Row> rows(Path folder) throws IOException {
        List<Row> rows = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".txt")).sorted().toList()) {
                rows.add(row(file.getFileName().toString(), Files.readString(file, StandardCharsets.ISO_8859_1)));
            }
        }
        return rows;
    }

    private static Row row(String name, String text) {
        Matcher sections = FORM.matcher(text);
        if (!sections.matches()) {
            return new Row(name, () -> "is not of the form --TEST--, --INPUT--, --EXPECTED--");
        }
        byte[] input = trimmed(sections.group(1));
        byte[] expected = trimmed(sections.group(2) == null ? "" : sections.group(2).substring(1));
        return new Row(name + ' ' + Shown.of(input), () -> Row.difference(expected, trimmed(new String(answer(name, input), StandardCharsets.ISO_8859_1))));
    }

    private static byte[] answer(String name, byte[] input) {
        String kind = name.replaceFirst("test-([a-z0-9]+)-.*", "$1");
        return switch (kind) {
            case "tokens" -> Printed.tokens(input);
            case "folding" -> Printed.folded(input);
            case "html5" -> Printed.html(input);
            case "sqli" -> octets(SqlInjection.fingerprint(input).orElse(""));
            case "xss" -> octets(CrossSiteScripting.found(input) ? "1" : "0");
            default -> throw new IllegalArgumentException("no kind of test: " + kind);
        };
    }

    /** Without the blanks at the end. */
    private static byte[] trimmed(String latin) {
        return octets(latin == null ? "" : latin.replaceFirst("[ \t\r\n]+\\z", ""));
    }

    private static byte[] octets(String latin) {
        return latin.getBytes(StandardCharsets.ISO_8859_1);
    }
}
