package dev.postern.injection;

/** Numbers of several databases. Each method returns where the text goes on, and {@code at} itself, with the token untouched, when no number begins there. */
final class SqlNumbers {

    private static final OctetSet DIGITS = OctetSet.of("0123456789");
    private static final OctetSet HEXADECIMAL = OctetSet.of("0123456789abcdefABCDEF\0");
    private static final OctetSet BINARY = OctetSet.of("01\0");

    private SqlNumbers() {}

    /** {@code b'0101'}. */
    static int binary(byte[] in, int at, SqlToken token) {
        return quoted(in, at, BINARY, token);
    }

    /** {@code x'0fab'}. */
    static int hexadecimal(byte[] in, int at, SqlToken token) {
        return quoted(in, at, HEXADECIMAL, token);
    }

    private static int quoted(byte[] in, int at, OctetSet digits, SqlToken token) {
        if (at + 2 >= in.length || in[at + 1] != '\'') {
            return at;
        }
        int end = digits.end(in, at + 2);
        if (end == in.length || in[end] != '\'') {
            return at;
        }
        token.set('1', in, at, end + 1 - at);
        return end + 1;
    }

    /** Digits, {@code 0x}, {@code 0b}, fractions, exponents, Oracle's endings; a dot alone; {@code 1e}, which is a word. */
    static int number(byte[] in, int at, SqlToken token) {
        if (in[at] == '0' && at + 1 < in.length) {
            int radix = in[at + 1] | 0x20;
            if (radix == 'x' || radix == 'b') {
                int end = (radix == 'x' ? HEXADECIMAL : BINARY).end(in, at + 2);
                token.set(end == at + 2 ? 'n' : '1', in, at, end - at);
                return end;
            }
        }
        int end = DIGITS.end(in, at);
        if (end < in.length && in[end] == '.') {
            end = DIGITS.end(in, end + 1);
            if (end - at == 1) {
                token.set('.', in, at, 1);
                return end;
            }
        }
        int mantissa = end;
        end = exponent(in, end);
        boolean word = end > mantissa && !DIGITS.has(in[end - 1]);
        end = ending(in, end);
        token.set(word ? 'n' : '1', in, at, end - at);
        return end;
    }

    private static int exponent(byte[] in, int at) {
        if (at == in.length || (in[at] | 0x20) != 'e') {
            return at;
        }
        boolean signed = at + 1 < in.length && (in[at + 1] == '+' || in[at + 1] == '-');
        return DIGITS.end(in, at + (signed ? 2 : 1));
    }

    /** Oracle's {@code 1.5f} and {@code 1.5d}, at the end, before a blank or semicolon, and in {@code 1fUNION}. */
    private static int ending(byte[] in, int at) {
        if (at == in.length || (in[at] | 0x20) != 'd' && (in[at] | 0x20) != 'f') {
            return at;
        }
        boolean ends = at + 1 == in.length || SqlWords.isWhite(in[at + 1]) || in[at + 1] == ';' || (in[at + 1] | 0x20) == 'u';
        return ends ? at + 1 : at;
    }
}
