package dev.postern.transformation;

/**
 * {@code t:removeWhitespace}: space, tab, line feed, vertical tab, form feed, carriage return and the octet A0 (a no-break space in ISO 8859-1) go.
 *
 * <p>Example: {@code "al ert ( 1 )"} becomes {@code "alert(1)"}.
 */
final class RemoveWhitespace implements Transformation {

    private static final long TOUCHED = Kinds.of(" \t\n\u000b\f\r\u00a0");

    @Override
    public long touches() {
        return TOUCHED;
    }

    @Override
    public byte[] apply(byte[] in) {
        for (int at = 0; at < in.length; at++) {
            if (Octet.spaceOrNoBreak(in[at])) {
                return without(in, at);
            }
        }
        return in;
    }

    private static byte[] without(byte[] in, int first) {
        Output out = Output.after(in, first);
        for (int at = first; at < in.length; at++) {
            if (!Octet.spaceOrNoBreak(in[at])) {
                out.put(in[at]);
            }
        }
        return out.octets();
    }
}
