package dev.postern.transformation;

/**
 * {@code t:replaceNulls}: each zero octet becomes a space.
 *
 * <p>Example: {@code sel\0ect} becomes {@code sel ect}.
 */
final class ReplaceNulls implements Transformation {

    private static final long TOUCHED = Kinds.of("\0");

    @Override
    public long touches() {
        return TOUCHED;
    }

    @Override
    public byte[] apply(byte[] in) {
        int first = Octet.indexOf(in, 0);
        return first < 0 ? in : spaced(in.clone(), first);
    }

    private static byte[] spaced(byte[] out, int first) {
        for (int at = first; at < out.length; at++) {
            if (out[at] == 0) {
                out[at] = ' ';
            }
        }
        return out;
    }
}
