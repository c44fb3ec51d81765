package dev.postern.waf;

import java.util.Arrays;

/**
 * The request line as it was received; octets that nobody changes.
 *
 * @param target as sent: path and query, or with scheme and authority before them
 */
public record RequestLine(byte[] method, byte[] target, byte[] protocol) {

    static final RequestLine NONE = new RequestLine(Ascii.NONE, Ascii.NONE, Ascii.NONE);
    private static final byte[] SPACE = {' '};

    /** For people and tests: octets as ISO-8859-1. */
    @Override
    public String toString() {
        return Ascii.text(whole());
    }

    byte[] whole() {
        byte[] start = Ascii.join(Ascii.join(method, SPACE), target);
        return protocol.length == 0 ? start : Ascii.join(Ascii.join(start, SPACE), protocol);
    }

    /** The target without scheme, authority and fragment. */
    byte[] uri() {
        return Arrays.copyOfRange(target, pathAt(), indexOf('#', pathAt(), target.length));
    }

    byte[] path() {
        return Arrays.copyOfRange(target, pathAt(), queryMark());
    }

    byte[] query() {
        int end = indexOf('#', pathAt(), target.length);
        return Arrays.copyOfRange(target, Math.min(queryMark() + 1, end), end);
    }

    boolean hasQuery() {
        return queryMark() < target.length && target[queryMark()] == '?';
    }

    /** What follows the last slash or backslash of a path. */
    static byte[] basename(byte[] path) {
        int at = path.length;
        while (at > 0 && path[at - 1] != '/' && path[at - 1] != '\\') {
            at--;
        }
        return Arrays.copyOfRange(path, at, path.length);
    }

    private int queryMark() {
        return Math.min(indexOf('?', pathAt(), target.length), indexOf('#', pathAt(), target.length));
    }

    /** Where the path begins: past scheme and authority of an absolute target. */
    private int pathAt() {
        if (target.length == 0 || target[0] == '/') {
            return 0;
        }
        int colon = indexOf(':', 0, target.length);
        boolean absolute = colon + 2 < target.length && target[colon + 1] == '/' && target[colon + 2] == '/' && schemeEndsAt(colon);
        if (!absolute) {
            return 0;
        }
        int at = colon + 3;
        while (at < target.length && target[at] != '/' && target[at] != '?' && target[at] != '#') {
            at++;
        }
        return at;
    }

    private boolean schemeEndsAt(int colon) {
        for (int i = 0; i < colon; i++) {
            int letter = Ascii.lower(target[i]);
            if (!(letter >= 'a' && letter <= 'z' || letter >= '0' && letter <= '9' || letter == '+' || letter == '-' || letter == '.')) {
                return false;
            }
        }
        return colon > 0;
    }

    private int indexOf(char octet, int from, int to) {
        for (int at = from; at < to; at++) {
            if (target[at] == octet) {
                return at;
            }
        }
        return to;
    }
}
