package dev.postern.waf;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Octets as SecLang reads them: letters fold in ASCII only, text is ISO-8859-1, numbers are what C's {@code atoi} finds at the front. */
final class Ascii {

    static final byte[] NONE = {};

    private static final int CACHED = 256;
    private static final byte[][] NUMBERS = numbers();

    private Ascii() {}

    private static byte[][] numbers() {
        byte[][] made = new byte[CACHED][];
        Arrays.setAll(made, i -> bytes(Integer.toString(i)));
        return made;
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static String text(byte[] octets) {
        return new String(octets, StandardCharsets.ISO_8859_1);
    }

    static int lower(int octet) {
        return octet >= 'A' && octet <= 'Z' ? octet + 32 : octet;
    }

    static byte[] lower(byte[] in) {
        byte[] out = new byte[in.length];
        for (int i = 0; i < in.length; i++) {
            out[i] = (byte) lower(in[i]);
        }
        return out;
    }

    static String lower(String text) {
        return text(lower(bytes(text)));
    }

    static boolean same(byte[] a, byte[] b) {
        if (a.length != b.length) {
            return false;
        }
        for (int i = 0; i < a.length; i++) {
            if (a[i] != b[i] && lower(a[i]) != lower(b[i])) {
                return false;
            }
        }
        return true;
    }

    static byte[] number(long value) {
        return value >= 0 && value < CACHED ? NUMBERS[(int) value] : bytes(Long.toString(value));
    }

    /** The number at the front, 0 when there is none; what does not fit into a long stays at its end. */
    static long number(byte[] in) {
        int at = 0;
        while (at < in.length && (in[at] == ' ' || in[at] >= 9 && in[at] <= 13)) {
            at++;
        }
        boolean negative = at < in.length && in[at] == '-';
        if (negative || at < in.length && in[at] == '+') {
            at++;
        }
        long value = 0;
        while (at < in.length && in[at] >= '0' && in[at] <= '9' && value < Long.MAX_VALUE / 20) {
            value = value * 10 + in[at++] - '0';
        }
        return negative ? -value : value;
    }

    static byte[] join(byte[] a, byte[] b) {
        byte[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }
}
