package dev.postern.transformation;

/**
 * {@code t:lowercase}: ASCII capitals become small letters; other octets stay.
 *
 * <p>Example: {@code SeLeCt} becomes {@code select}.
 */
final class Lowercase implements Transformation {

    private static final long TOUCHED = Kinds.of("A");

    @Override
    public long touches() {
        return TOUCHED;
    }

    @Override
    public byte[] apply(byte[] in) {
        for (int at = 0; at < in.length; at++) {
            if (Octet.upper(in[at])) {
                return lowered(in.clone(), at);
            }
        }
        return in;
    }

    private static byte[] lowered(byte[] out, int from) {
        for (int at = from; at < out.length; at++) {
            byte octet = out[at];
            out[at] = octet >= 'A' && octet <= 'Z' ? (byte) (octet | 0x20) : octet;
        }
        return out;
    }
}
