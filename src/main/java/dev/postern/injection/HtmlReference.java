package dev.postern.injection;

/** Reads a reference as a browser would before it follows it: character references taken off, blanks before it and line feeds and zero octets in it passed over. */
final class HtmlReference {

    private static final String[] ACTIVE = {"DATA", "VIEW-SOURCE", "JAVA", "VBSCRIPT"};
    private static final int LARGEST = 0x1000ff;

    private final byte[] in;
    private final int end;
    private int at;

    private HtmlReference(byte[] in, int from, int end) {
        this.in = in;
        this.at = from;
        this.end = end;
    }

    /** Whether the value from {@code from} to before {@code to} names a scheme that runs or carries a script. */
    static boolean isActive(byte[] in, int from, int to) {
        int start = from;
        while (start < to && (in[start] <= ' ' || in[start] == 127)) {
            start++;
        }
        for (String scheme : ACTIVE) {
            if (new HtmlReference(in, start, to).startsWith(scheme)) {
                return true;
            }
        }
        return false;
    }

    private boolean startsWith(String scheme) {
        int matched = 0;
        boolean begun = false;
        while (matched < scheme.length() && at < end) {
            int character = character();
            if (!begun && character <= ' ' || character == 0 || character == '\n') {
                continue;
            }
            begun = true;
            if (SqlToken.upper((byte) character) != scheme.charAt(matched)) {
                return false;
            }
            matched++;
        }
        return matched == scheme.length();
    }

    /** The next character; a reference that is none, or beyond Unicode, is an ampersand. */
    private int character() {
        byte octet = in[at++];
        if (octet != '&' || at >= end || in[at] != '#') {
            return octet & 0xff;
        }
        boolean hexadecimal = at + 1 < end && (in[at + 1] | 0x20) == 'x';
        int from = at + (hexadecimal ? 2 : 1);
        int radix = hexadecimal ? 16 : 10;
        int value = 0;
        int digit = from;
        while (digit < end && Character.digit(in[digit], radix) >= 0) {
            value = value * radix + Character.digit(in[digit], radix);
            if (value > LARGEST) {
                return '&';
            }
            digit++;
        }
        if (digit > from) {
            at = digit < end && in[digit] == ';' ? digit + 1 : digit;
            return value;
        }
        return '&';
    }
}
