package dev.postern.seclang;

import dev.postern.config.Nearest;
import dev.postern.config.Shown;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** How a text from a rule file is shown in a message; where it is UTF-8, as that. */
final class Seen {

    private static final int MAX = 256;

    /** Shorter words resemble too many. */
    private static final int TELLING = 3;

    private Seen() {}

    /** A hint at the name that was probably meant; empty when none is near. */
    static String near(String word, List<String> names) {
        return word.length() < TELLING ? "" : Nearest.to(word, names).map(near -> "perhaps " + near).orElse("");
    }

    static String of(Written text) {
        return of(text.text());
    }

    static String of(String octets) {
        String some = octets.length() > MAX ? octets.substring(0, MAX) : octets;
        return Shown.of(new String(some.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
    }
}
