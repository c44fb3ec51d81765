package dev.postern.trace;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** Lower-case hexadecimal digits, which are all that ids are made of. */
final class Hex {

    private static final HexFormat DIGITS = HexFormat.of();

    private Hex() {}

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'f';
    }

    /** Whether there is an id: digits alone, and not all of them zero. */
    static boolean isId(String text, int from, int until) {
        boolean something = false;
        for (int at = from; at < until; at++) {
            char c = text.charAt(at);
            if (!isDigit(c)) {
                return false;
            }
            something |= c != '0';
        }
        return something;
    }

    /** An id for a span: it has to be different from others, not secret. */
    static String spanId() {
        long bits = ThreadLocalRandom.current().nextLong();
        return DIGITS.toHexDigits(bits == 0 ? 1 : bits);
    }
}
