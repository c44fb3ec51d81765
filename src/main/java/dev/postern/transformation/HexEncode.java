package dev.postern.transformation;

/**
 * {@code t:hexEncode}: each octet as two hexadecimal digits, small letters. The result is twice as long.
 *
 * <p>Example: {@code A1} becomes {@code 4131}.
 */
final class HexEncode implements Transformation {

    private static final String DIGITS = "0123456789abcdef";

    @Override
    public byte[] apply(byte[] in) {
        byte[] out = new byte[Math.multiplyExact(in.length, 2)];
        for (int at = 0; at < in.length; at++) {
            out[2 * at] = (byte) DIGITS.charAt((in[at] & 0xff) >> 4);
            out[2 * at + 1] = (byte) DIGITS.charAt(in[at] & 15);
        }
        return in.length == 0 ? in : out;
    }
}
