package dev.postern.transformation;

/**
 * {@code t:cssDecode}: escapes of CSS 2 (§4.1.3) become octets. A backslash and one to six hexadecimal digits say the octet of the last two digits, full-width forms
 * (FF01 to FF5E) the ASCII they stand for, and one white space after them goes; a backslash before a line feed goes with it; any other backslash goes and what it stands
 * before stays.
 *
 * <p>Example: {@code ja\76 as\cript} becomes {@code javas\fript}: {@code \c} is an escape too.
 */
final class CssDecode implements Transformation {

    private static final long TOUCHED = Kinds.of("\\");

    private static final int MOST_DIGITS = 6;

    @Override
    public long touches() {
        return TOUCHED;
    }

    @Override
    public byte[] apply(byte[] in) {
        int first = Octet.indexOf(in, '\\');
        return first < 0 ? in : decoded(in, first);
    }

    private static byte[] decoded(byte[] in, int first) {
        Output out = Output.after(in, first);
        int at = first;
        while (at < in.length) {
            at = in[at] == '\\' ? escape(in, at + 1, out) : plain(in, at, out);
        }
        return out.octets();
    }

    private static int plain(byte[] in, int at, Output out) {
        out.put(in[at]);
        return at + 1;
    }

    private static int escape(byte[] in, int at, Output out) {
        if (at == in.length) {
            return at;
        }
        int digits = digitsAt(in, at);
        if (digits == 0) {
            return in[at] == '\n' ? at + 1 : plain(in, at, out);
        }
        out.put(value(in, at, digits));
        int after = at + digits;
        return after < in.length && Octet.space(in[after]) ? after + 1 : after;
    }

    private static int digitsAt(byte[] in, int at) {
        int digits = 0;
        while (digits < MOST_DIGITS && at + digits < in.length && Octet.hex(in[at + digits]) >= 0) {
            digits++;
        }
        return digits;
    }

    private static int value(byte[] in, int at, int digits) {
        if (digits == 1) {
            return Octet.hex(in[at]);
        }
        boolean inPlane = digits == 4 || digits == 5 && in[at] == '0' || digits == 6 && in[at] == '0' && in[at + 1] == '0';
        return inPlane ? Octet.lowOfFour(in, at + digits - 4) : Octet.pair(in, at + digits - 2);
    }
}
