package dev.postern.upstream;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Keeps the gateway's own cookies to itself, in both directions; all others pass as they are (RFC 6265 §4.1, §4.2). */
final class Cookies {

    private static final CharSequence SET_COOKIE = HttpHeaders.SET_COOKIE;

    private Cookies() {
    }

    /** What is not ours of all {@code Cookie} lines, joined to one line, as HTTP/1.1 wants it (RFC 9113 §8.2.3); empty when nothing is left. */
    static Optional<String> forUpstream(List<String> lines, Predicate<String> own) {
        List<String> kept = new ArrayList<>();
        for (String line : lines) {
            for (String pair : line.split(";")) {
                if (!pair.isBlank() && !own.test(name(pair))) {
                    kept.add(pair.strip());
                }
            }
        }
        return kept.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", kept));
    }

    /** Removes {@code Set-Cookie} lines by which an upstream would set or clear one of ours. */
    static void keepFromClient(MultiMap headers, Predicate<String> own) {
        List<String> lines = headers.getAll(SET_COOKIE);
        if (!lines.isEmpty() && lines.stream().anyMatch(line -> own.test(name(line)))) {
            List<String> kept = lines.stream().filter(line -> !own.test(name(line))).toList();
            headers.remove(SET_COOKIE);
            kept.forEach(line -> headers.add(SET_COOKIE, line));
        }
    }

    /** Without a name before the sign, or without the sign, a browser sends the value alone, and that may read as a cookie of ours (RFC 6265bis §5.7). Old readers pass over commas. */
    private static String name(String text) {
        String pair = text.strip();
        while (pair.startsWith("=") || pair.startsWith(",")) {
            pair = pair.substring(1).strip();
        }
        int end = pair.indexOf('=');
        int semicolon = pair.indexOf(';');
        if (end < 0 || semicolon >= 0 && semicolon < end) {
            end = semicolon < 0 ? pair.length() : semicolon;
        }
        return pair.substring(0, end).strip();
    }
}
