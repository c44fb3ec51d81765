package dev.postern.transformation;

/**
 * {@code t:uppercase}: ASCII small letters become capitals; other octets stay.
 *
 * <p>Example: {@code SeLeCt} becomes {@code SELECT}.
 */
final class Uppercase implements Transformation {

    private static final long TOUCHED = Kinds.of("a");

    @Override
    public long touches() {
        return TOUCHED;
    }

    @Override
    public byte[] apply(byte[] in) {
        for (int at = 0; at < in.length; at++) {
            if (Octet.lower(in[at])) {
                return raised(in.clone(), at);
            }
        }
        return in;
    }

    private static byte[] raised(byte[] out, int from) {
        for (int at = from; at < out.length; at++) {
            byte octet = out[at];
            out[at] = octet >= 'a' && octet <= 'z' ? (byte) (octet & ~0x20) : octet;
        }
        return out;
    }
}
