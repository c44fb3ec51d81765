package dev.postern.transformation;

import java.util.Arrays;

/**
 * {@code t:base64Decode} and {@code t:base64DecodeExt}: base64 (RFC 4648 §4) becomes the octets it says; the result is three quarters as long. The first reads up to the
 * first octet that is not of the alphabet, as strict decoders do. The second passes over such octets, as PHP does, so that {@code P.HNj} says what {@code PHNj} says; a
 * padding sign where it cannot stand makes the result empty. ModSecurity's second stops at a zero octet; here that is passed over like the rest.
 *
 * <p>Example: {@code VGVzdA==} becomes {@code Test}.
 */
enum Base64Decode implements Transformation {
    STRICT,
    LENIENT;

    private static final byte[] VALUES = digitValues();
    private static final byte[] EMPTY = new byte[0];

    private static byte[] digitValues() {
        byte[] values = new byte[256];
        Arrays.fill(values, (byte) -1);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        for (int value = 0; value < alphabet.length(); value++) {
            values[alphabet.charAt(value)] = (byte) value;
        }
        return values;
    }

    @Override
    public byte[] apply(byte[] in) {
        byte[] out = new byte[in.length - in.length / 4];
        int digits = 0;
        int size = 0;
        int bits = 0;
        for (int at = 0; at < in.length; at++) {
            int value = VALUES[in[at] & 0xff];
            if (value < 0) {
                if (this == STRICT) {
                    break;
                }
                if (impossiblePadding(in, at, digits)) {
                    return EMPTY;
                }
                continue;
            }
            bits = bits << 6 | value;
            if (digits++ % 4 != 0) {
                out[size++] = (byte) (bits >> (6 - 2 * ((digits - 1) % 4)));
            }
        }
        return in.length == 0 ? in : Arrays.copyOf(out, size);
    }

    private static boolean impossiblePadding(byte[] in, int at, int digits) {
        return in[at] == '=' && digits % 4 == 1 && (at + 1 == in.length || in[at + 1] != '=');
    }
}
