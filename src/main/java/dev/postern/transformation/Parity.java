package dev.postern.transformation;

/**
 * {@code t:parityEven7bit}, {@code t:parityOdd7bit}, {@code t:parityZero7bit}: the eighth bit of each octet is set when the number of its bits is odd, when that is even,
 * or never, and cleared otherwise, so that ASCII comes out with even, odd or no parity. As in ModSecurity an eighth bit that was set counts.
 *
 * <p>Example: {@code parityEven7bit} makes {@code a} into {@code \xe1}; {@code parityZero7bit} makes that into {@code a} again.
 */
enum Parity implements Transformation {
    EVEN,
    ODD,
    ZERO;

    @Override
    public byte[] apply(byte[] in) {
        for (int at = 0; at < in.length; at++) {
            if (set(in[at]) != in[at]) {
                return allSet(in.clone(), at);
            }
        }
        return in;
    }

    private byte[] allSet(byte[] out, int from) {
        for (int at = from; at < out.length; at++) {
            out[at] = set(out[at]);
        }
        return out;
    }

    private byte set(byte octet) {
        boolean odd = (Integer.bitCount(octet & 0xff) & 1) == 1;
        return switch (this) {
            case EVEN -> with(octet, odd);
            case ODD -> with(octet, !odd);
            case ZERO -> with(octet, false);
        };
    }

    private static byte with(byte octet, boolean eighthBit) {
        return (byte) (eighthBit ? octet | 0x80 : octet & 0x7f);
    }
}
