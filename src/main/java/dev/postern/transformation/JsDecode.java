package dev.postern.transformation;

/**
 * {@code t:jsDecode}: escapes of JavaScript strings become octets. {@code \}{@code uHHHH} says its low octet, full-width forms (FF01 to FF5E) the ASCII they stand for;
 * {@code \xHH}; {@code \OOO} up to 377; {@code \a \b \f \n \r \t \v}; any other backslash goes and what it stands before stays. One at the very end stays.
 *
 * <p>Example: {@code \x61l\145rt\(} becomes {@code alert(}.
 */
final class JsDecode implements Transformation {

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
        if (in[at] == 'u' && Octet.hexAt(in, at + 1, 4)) {
            out.put(Octet.lowOfFour(in, at + 1));
            return at + 5;
        }
        if (in[at] == 'x' && Octet.hexAt(in, at + 1, 2)) {
            out.put(Octet.pair(in, at + 1));
            return at + 3;
        }
        int octal = Octet.octalDigits(in, at);
        if (octal > 0) {
            int digits = octal == 3 && in[at] > '3' ? 2 : octal;
            out.put(Octet.octalValue(in, at, digits));
            return at + digits;
        }
        out.put(Octet.escape(in[at]));
        return at + 1;
    }
}
