package dev.postern.injection;

/** Where things stand in octets; -1 where they do not. */
final class Find {

    private Find() {}

    static int octet(byte[] in, int from, int octet) {
        return octet(in, from, in.length, octet);
    }

    static int octet(byte[] in, int from, int to, int octet) {
        for (int at = from; at < to; at++) {
            if (in[at] == (byte) octet) {
                return at;
            }
        }
        return -1;
    }

    static int pair(byte[] in, int from, int to, int first, int second) {
        for (int at = from; at + 1 < to; at++) {
            if (in[at] == (byte) first && in[at + 1] == (byte) second) {
                return at;
            }
        }
        return -1;
    }

    /** Where the octets from {@code wanted} to before {@code wantedEnd} stand once more, from {@code from} on. */
    static int again(byte[] in, int from, int wanted, int wantedEnd) {
        int length = wantedEnd - wanted;
        for (int at = from; at + length <= in.length; at++) {
            if (in[at] == in[wanted] && java.util.Arrays.equals(in, at, at + length, in, wanted, wantedEnd)) {
                return at;
            }
        }
        return -1;
    }

    /** Whether the ASCII text stands somewhere. */
    static boolean text(byte[] in, String text) {
        for (int at = 0; at + text.length() <= in.length; at++) {
            if (startsWith(in, at, text)) {
                return true;
            }
        }
        return false;
    }

    static boolean startsWith(byte[] in, int at, String text) {
        for (int i = 0; i < text.length(); i++) {
            if (at + i >= in.length || in[at + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
