package dev.postern.transformation;

/**
 * {@code t:escapeSeqDecode}: escapes of ANSI C become octets. {@code \a \b \f \n \r \t \v \\ \? \' \"}, {@code \xHH}, {@code \OOO} (the low octet of what it says); any
 * other backslash goes and what it stands before stays. One at the very end stays.
 *
 * <p>Example: {@code \143at\x20x} becomes {@code cat x}.
 */
final class EscapeSeqDecode implements Transformation {

    private static final long TOUCHED = Kinds.of("\\");

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
            if (in[at] == '\\' && at + 1 < in.length) {
                at = escape(in, at + 1, out);
            } else {
                out.put(in[at++]);
            }
        }
        return out.octets();
    }

    private static int escape(byte[] in, int at, Output out) {
        if ((in[at] == 'x' || in[at] == 'X') && Octet.hexAt(in, at + 1, 2)) {
            out.put(Octet.pair(in, at + 1));
            return at + 3;
        }
        int octal = Octet.octalDigits(in, at);
        if (octal > 0) {
            out.put(Octet.octalValue(in, at, octal));
            return at + octal;
        }
        out.put(Octet.escape(in[at]));
        return at + 1;
    }
}
