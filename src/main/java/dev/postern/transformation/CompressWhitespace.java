package dev.postern.transformation;

/**
 * {@code t:compressWhitespace}: each run of white space (space, tab, line feed, vertical tab, form feed, carriage return, octet A0) becomes one space.
 *
 * <p>Example: {@code union} newline, tab, {@code select} becomes {@code union select}.
 */
final class CompressWhitespace implements Transformation {

    private static final long TOUCHED = Kinds.of(" \t\n\u000b\f\r\u00a0");

    @Override
    public long touches() {
        return TOUCHED;
    }

    @Override
    public byte[] apply(byte[] in) {
        for (int at = 0; at < in.length; at++) {
            if (Octet.spaceOrNoBreak(in[at]) && (in[at] != ' ' || at + 1 < in.length && Octet.spaceOrNoBreak(in[at + 1]))) {
                return compressed(in, at);
            }
        }
        return in;
    }

    private static byte[] compressed(byte[] in, int first) {
        Output out = Output.after(in, first);
        int at = first;
        while (at < in.length) {
            if (Octet.spaceOrNoBreak(in[at])) {
                out.put(' ');
                at = afterSpaces(in, at);
            } else {
                out.put(in[at++]);
            }
        }
        return out.octets();
    }

    private static int afterSpaces(byte[] in, int from) {
        int at = from;
        while (at < in.length && Octet.spaceOrNoBreak(in[at])) {
            at++;
        }
        return at;
    }
}
