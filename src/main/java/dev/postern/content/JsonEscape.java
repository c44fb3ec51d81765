package dev.postern.content;

/** Escapes in strings of JSON (RFC 8259 §7). Half a surrogate pair is shown as U+FFFD. */
final class JsonEscape {

    static final long INCOMPLETE = 0;
    static final long NONE = -1;

    private static final int UNIT = 6;

    private JsonEscape() {}

    /** @return what stands at this backslash: {@link #length} and {@link #character} of it, {@link #NONE}, or {@link #INCOMPLETE} when more has to be seen */
    static long read(byte[] in, int at, int limit, boolean last) {
        if (at + 1 >= limit) {
            return last ? NONE : INCOMPLETE;
        }
        return switch (in[at + 1]) {
            case '"', '\\', '/' -> of(2, in[at + 1]);
            case 'b' -> of(2, '\b');
            case 'f' -> of(2, '\f');
            case 'n' -> of(2, '\n');
            case 'r' -> of(2, '\r');
            case 't' -> of(2, '\t');
            case 'u' -> unicode(in, at, limit, last);
            default -> NONE;
        };
    }

    /** As in text that may be a string: white space and quotes stay as they are written. */
    static long readLoosely(byte[] in, int at, int limit, boolean last) {
        boolean other = at + 1 < limit && in[at + 1] != 'u' && in[at + 1] != '/';
        return other ? NONE : read(in, at, limit, last);
    }

    private static long unicode(byte[] in, int at, int limit, boolean last) {
        int unit = hex(in, at, limit);
        if (unit < 0) {
            return unit == -1 || last ? NONE : INCOMPLETE;
        }
        if (unit < 0xd800 || unit > 0xdfff) {
            return of(UNIT, unit);
        }
        int next = unit > 0xdbff ? -1 : followed(in, at + UNIT, limit);
        if (next == -2 && !last) {
            return INCOMPLETE;
        }
        return next >= 0xdc00 && next <= 0xdfff ? of(2 * UNIT, Character.toCodePoint((char) unit, (char) next)) : of(UNIT, Utf8.REPLACEMENT);
    }

    private static int followed(byte[] in, int at, int limit) {
        if (at < limit && in[at] != '\\' || at + 1 < limit && in[at + 1] != 'u') {
            return -1;
        }
        return hex(in, at, limit);
    }

    /** @return the four digits' value, −1 when they are none, −2 when there may be more to come */
    private static int hex(byte[] in, int at, int limit) {
        int value = 0;
        for (int i = at + 2; i < at + UNIT; i++) {
            if (i >= limit) {
                return -2;
            }
            int digit = Hex.digit(in[i]);
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }

    static long of(int length, int character) {
        return (long) length << 32 | character;
    }

    static int length(long escape) {
        return (int) (escape >> 32);
    }

    static int character(long escape) {
        return (int) escape;
    }
}
