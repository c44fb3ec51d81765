package dev.postern.transformation;

/**
 * {@code t:replaceComments}: each comment of C, from its opening to its closing mark, becomes a space, and so does one that is not closed.
 *
 * <p>Example: {@code union/* x *}{@code /select} becomes {@code union select}.
 */
final class ReplaceComments implements Transformation {

    private static final long TOUCHED = Kinds.of("*");

    @Override
    public long touches() {
        return TOUCHED;
    }

    @Override
    public byte[] apply(byte[] in) {
        for (int at = 0; at + 1 < in.length; at++) {
            if (in[at] == '/' && in[at + 1] == '*') {
                return without(in, at);
            }
        }
        return in;
    }

    private static byte[] without(byte[] in, int first) {
        Output out = Output.after(in, first);
        int at = first;
        while (at < in.length) {
            if (in[at] == '/' && Octet.startsWith(in, at, "/*")) {
                out.put(' ');
                at = afterComment(in, at + 2);
            } else {
                out.put(in[at++]);
            }
        }
        return out.octets();
    }

    private static int afterComment(byte[] in, int from) {
        int at = from;
        while (at < in.length && !(in[at] == '*' && Octet.startsWith(in, at, "*/"))) {
            at++;
        }
        return Math.min(at + 2, in.length);
    }
}
