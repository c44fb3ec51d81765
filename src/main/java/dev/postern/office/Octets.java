package dev.postern.office;

/** Little-endian numbers and needles in octets. */
final class Octets {

    private Octets() {}

    static int half(byte[] in, int at) {
        return in[at] & 0xff | (in[at + 1] & 0xff) << 8;
    }

    static long word(byte[] in, int at) {
        return half(in, at) | (long) half(in, at + 2) << 16;
    }

    static boolean startsWith(byte[] in, int at, String latin) {
        if (at < 0 || in.length - at < latin.length()) {
            return false;
        }
        for (int i = 0; i < latin.length(); i++) {
            if ((in[at + i] & 0xff) != latin.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    static int indexOf(byte[] in, int from, int to, String latin) {
        for (int at = from; at <= Math.min(to, in.length) - latin.length(); at++) {
            if (startsWith(in, at, latin)) {
                return at;
            }
        }
        return -1;
    }
}
