package dev.postern.transformation;

/**
 * {@code t:hexDecode}: each two hexadecimal digits become the octet they say; an odd one at the end goes. What is no digit is taken by ModSecurity's arithmetic and not
 * refused (a letter counts on past F, so {@code 0z} says 23), since whoever decodes leniently behind the firewall would see something too. The result is half as long.
 *
 * <p>Example: {@code 4131} becomes {@code A1}.
 */
final class HexDecode implements Transformation {

    @Override
    public byte[] apply(byte[] in) {
        byte[] out = new byte[in.length / 2];
        for (int i = 0; i < out.length; i++) {
            out[i] = (byte) ((value(in[2 * i]) << 4) + value(in[2 * i + 1]));
        }
        return in.length == 0 ? in : out;
    }

    private static int value(byte digit) {
        int octet = digit & 0xff;
        return octet >= 'A' ? (octet & 0xdf) - 'A' + 10 : octet - '0';
    }
}
