package dev.postern.config;

import java.net.InetAddress;

/** Strict readings of literal addresses and small numbers: what the JDK takes besides (signs, other scripts, {@code 10.1}, zones) is refused. */
final class Literals {

    private Literals() {}

    /** @throws IllegalArgumentException when {@code text} is no dotted quad and no IPv6 literal without zone */
    static InetAddress address(String text) {
        boolean v6 = text.indexOf(':') >= 0;
        if (text.isEmpty() || text.indexOf('%') >= 0 || text.indexOf('[') >= 0 || !v6 && !isDottedQuad(text)) {
            throw new IllegalArgumentException("not a literal address");
        }
        try {
            return InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException notAnAddress) {
            throw new IllegalArgumentException("not a literal address");
        }
    }

    /** A decimal number of at most {@code digits} digits, nothing else. */
    static int number(String text, int digits) {
        if (text.isEmpty() || text.length() > digits || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new IllegalArgumentException("not a number");
        }
        return Integer.parseInt(text);
    }

    static boolean isDottedQuad(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4) {
            return false;
        }
        for (String part : parts) {
            boolean digits = !part.isEmpty() && part.length() <= 3 && part.chars().allMatch(c -> c >= '0' && c <= '9');
            if (!digits || part.length() > 1 && part.charAt(0) == '0' || Integer.parseInt(part) > 255) {
                return false;
            }
        }
        return true;
    }
}
