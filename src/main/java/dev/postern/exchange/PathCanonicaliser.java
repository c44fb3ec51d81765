package dev.postern.exchange;

/** One pass over a raw path: decodes what is safe to decode, refuses what is ambiguous. */
final class PathCanonicaliser {

    private static final String HEX = "0123456789ABCDEF";

    private final String raw;
    private final StringBuilder out;

    private PathCanonicaliser(String raw) {
        this.raw = raw;
        this.out = new StringBuilder(raw.length());
    }

    static String canonical(String raw) {
        return new PathCanonicaliser(raw).run();
    }

    private String run() {
        if (raw.isEmpty() || raw.charAt(0) != '/') {
            throw new RefusedException(Reason.REQUEST_MALFORMED, "path does not begin with a slash");
        }
        int at = 0;
        while (at < raw.length()) {
            char c = raw.charAt(at);
            if (c == '%') {
                decoded(octet(at), at);
                at += 3;
            } else {
                literal(c);
                at++;
            }
        }
        refuseDotAndEmptySegments();
        return out.toString();
    }

    private void literal(char c) {
        if (c <= 0x20 || c >= 0x7f) {
            throw new RefusedException(Reason.REQUEST_MALFORMED, "path holds an octet outside visible ASCII");
        }
        if (c == '\\' || c == ';' || c == '#' || c == '?') {
            throw ambiguous("path holds " + (c == '\\' ? "a backslash" : "'" + c + "'"));
        }
        out.append(c);
    }

    private void decoded(int octet, int at) {
        if (isUnreserved(octet)) {
            out.append((char) octet);
            return;
        }
        if (octet < 0x20 || octet == 0x7f) {
            throw ambiguous("path holds an encoded control octet");
        }
        if (octet == '/' || octet == '\\' || octet == ';' || octet == '#' || octet == '?') {
            throw ambiguous("path holds an encoded '" + (char) octet + "'");
        }
        if (octet == '%' && doublyEncodesSpecial(at + 3)) {
            throw ambiguous("path is encoded twice");
        }
        out.append('%').append(HEX.charAt(octet >> 4)).append(HEX.charAt(octet & 0xf));
    }

    /** Whether what follows an encoded percent sign would, decoded once more, be a character that changes the path's meaning. */
    private boolean doublyEncodesSpecial(int at) {
        if (at + 2 > raw.length()) {
            return false;
        }
        int high = Character.digit(raw.charAt(at), 16);
        int low = Character.digit(raw.charAt(at + 1), 16);
        if (high < 0 || low < 0) {
            return false;
        }
        int octet = high << 4 | low;
        return octet == '.' || octet == '/' || octet == '\\' || octet == ';' || octet == '%' || octet == '#' || octet == '?' || octet < 0x20;
    }

    private int octet(int at) {
        int high = at + 2 < raw.length() ? Character.digit(raw.charAt(at + 1), 16) : -1;
        int low = at + 2 < raw.length() ? Character.digit(raw.charAt(at + 2), 16) : -1;
        if (high < 0 || low < 0) {
            throw new RefusedException(Reason.REQUEST_MALFORMED, "path holds a broken percent-encoding");
        }
        return high << 4 | low;
    }

    private void refuseDotAndEmptySegments() {
        int length = out.length();
        int start = 1;
        while (start <= length) {
            int end = out.indexOf("/", start);
            if (end < 0) {
                end = length;
            }
            int size = end - start;
            if (size == 0 && end < length) {
                throw ambiguous("path holds an empty segment");
            }
            if (size == 1 && out.charAt(start) == '.' || size == 2 && out.charAt(start) == '.' && out.charAt(start + 1) == '.') {
                throw ambiguous("path holds a dot segment");
            }
            start = end + 1;
        }
    }

    /** RFC 3986 §2.3. */
    private static boolean isUnreserved(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '.' || c == '_' || c == '~';
    }

    private static RefusedException ambiguous(String detail) {
        return new RefusedException(Reason.REQUEST_PATH_AMBIGUOUS, detail);
    }
}
