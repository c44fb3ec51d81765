package dev.postern.transformation;

/**
 * {@code t:removeNulls}: zero octets go.
 *
 * <p>Example: {@code sel\0ect} becomes {@code select}.
 */
final class RemoveNulls implements Transformation {

    private static final long TOUCHED = Kinds.of("\0");

    @Override
    public long touches() {
        return TOUCHED;
    }

    @Override
    public byte[] apply(byte[] in) {
        int first = Octet.indexOf(in, 0);
        return first < 0 ? in : without(in, first);
    }

    private static byte[] without(byte[] in, int first) {
        Output out = Output.after(in, first);
        for (int at = first; at < in.length; at++) {
            if (in[at] != 0) {
                out.put(in[at]);
            }
        }
        return out.octets();
    }
}
