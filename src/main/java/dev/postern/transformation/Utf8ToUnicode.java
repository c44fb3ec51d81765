package dev.postern.transformation;

/**
 * {@code t:utf8toUnicode}: characters beyond ASCII, written in UTF-8, become {@code %uHHHH} (five or six digits beyond U+FFFF), so that {@code t:urlDecodeUni} after it can
 * bring look-alikes down to ASCII. Overlong forms are read for what they say, and they and surrogates leave their first octet behind as a mark. An octet that begins a
 * character which then does not follow goes; one that cannot begin a character stays. Zero octets go. The result is seven halves as long at most.
 *
 * <p>Example: {@code \xef\xbc\x9cb} becomes {@code %uff1cb}.
 */
final class Utf8ToUnicode implements Transformation {

    private static final long TOUCHED = Kinds.of("\0\u0080\u00a0");

    private static final String DIGITS = "0123456789abcdef";

    /** The smallest character that needs so many octets. */
    private static final int[] SMALLEST = {0, 0, 0x80, 0x800, 0x10000};

    @Override
    public long touches() {
        return TOUCHED;
    }

    @Override
    public byte[] apply(byte[] in) {
        for (int at = 0; at < in.length; at++) {
            if (in[at] <= 0) {
                return written(in, at);
            }
        }
        return in;
    }

    private static byte[] written(byte[] in, int first) {
        Output out = Output.after(in, first);
        int at = first;
        while (at < in.length) {
            byte octet = in[at];
            int length = length(octet);
            if (length == 1) {
                if (octet != 0) {
                    out.put(octet);
                }
                at++;
            } else if (follows(in, at, length)) {
                character(in, at, length, out);
                at += length;
            } else {
                if ((octet & 0xff) >= 0xf5) {
                    out.put(octet);
                }
                at++;
            }
        }
        return out.octets();
    }

    /** How long the character is that an octet begins; 1 also for those that begin none. */
    private static int length(byte octet) {
        int value = octet & 0xff;
        if (value < 0xc0 || value >= 0xf8) {
            return 1;
        }
        return value < 0xe0 ? 2 : value < 0xf0 ? 3 : 4;
    }

    private static boolean follows(byte[] in, int at, int length) {
        for (int i = 1; i < length; i++) {
            if (at + i >= in.length || (in[at + i] & 0xc0) != 0x80) {
                return false;
            }
        }
        return true;
    }

    private static void character(byte[] in, int at, int length, Output out) {
        int value = in[at] & 0x7f >> length;
        for (int i = 1; i < length; i++) {
            value = value << 6 | in[at + i] & 0x3f;
        }
        if ((in[at] & 0xff) >= 0xf5) {
            out.put(in[at]);
        }
        hexadecimal(value, out);
        if (value < SMALLEST[length] || value >= 0xd800 && value <= 0xdfff) {
            out.put(in[at]);
        }
    }

    private static void hexadecimal(int value, Output out) {
        out.put("%u");
        int shift = value > 0xfffff ? 20 : value > 0xffff ? 16 : 12;
        for (; shift >= 0; shift -= 4) {
            out.put(DIGITS.charAt(value >> shift & 15));
        }
    }
}
