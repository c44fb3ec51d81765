package dev.postern.transformation;

/**
 * {@code t:urlEncode}: ASCII letters, digits and {@code *} stay, a space becomes {@code +}, every other octet {@code %hh}. The result is three times as long at most.
 *
 * <p>Example: {@code a b/c} becomes {@code a+b%2fc}.
 */
final class UrlEncode implements Transformation {

    private static final String DIGITS = "0123456789abcdef";

    @Override
    public byte[] apply(byte[] in) {
        for (int at = 0; at < in.length; at++) {
            if (!stays(in[at])) {
                return encoded(in, at);
            }
        }
        return in;
    }

    private static boolean stays(byte octet) {
        return octet == '*' || Octet.alphanumeric(octet);
    }

    private static byte[] encoded(byte[] in, int first) {
        Output out = Output.after(in, first);
        for (int at = first; at < in.length; at++) {
            byte octet = in[at];
            if (stays(octet)) {
                out.put(octet);
            } else if (octet == ' ') {
                out.put('+');
            } else {
                out.put('%');
                out.put(DIGITS.charAt((octet & 0xff) >> 4));
                out.put(DIGITS.charAt(octet & 15));
            }
        }
        return out.octets();
    }
}
