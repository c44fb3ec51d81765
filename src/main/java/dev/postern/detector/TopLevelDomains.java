package dev.postern.detector;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** The last labels that names on the Internet have (IANA's root zone). */
final class TopLevelDomains {

    private static final Set<String> ALL = read();
    /** Those that end the names of files and of programs' members as well. */
    private static final Set<String> ELSEWHERE = Set.of("ai", "app", "as", "at", "bar", "be", "by", "call", "cat", "cc", "click", "config", "data", "date", "day", "dev", "do", "download", "events",
            "fail", "family", "fm", "foo", "gdn", "gle", "global", "group", "host", "id", "in", "info", "int", "ink", "is", "it", "java", "js", "kim", "link", "live", "map", "md", "me", "mil", "mobi", "mov",
            "my", "name", "network", "new", "next", "no", "now", "nu", "one", "open", "pl", "pm", "post", "prof", "properties", "ps", "py", "re", "read", "red", "report", "rs", "run", "save", "search",
            "select", "services", "sh", "show", "si", "so", "space", "st", "study", "style", "target", "tf", "to", "total", "tools", "trade", "type", "va", "vi", "watch", "work", "works", "ws",
            "zip");

    private TopLevelDomains() {}

    static boolean known(String label) {
        return ALL.contains(label.toLowerCase(Locale.ROOT));
    }

    /** Whether a file or a member of a program may well end so. */
    static boolean ambiguous(String label) {
        return ELSEWHERE.contains(label.toLowerCase(Locale.ROOT));
    }

    private static Set<String> read() {
        try (InputStream in = Objects.requireNonNull(TopLevelDomains.class.getResourceAsStream("/detector/top-level-domains.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().filter(line -> !line.startsWith("#")).collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
