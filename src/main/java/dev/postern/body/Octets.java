package dev.postern.body;

/** What the parsers ask of octets. */
final class Octets {

    static final byte[] NONE = {};

    private Octets() {}

    /** Where the octet is, or {@code to}. */
    static int indexOf(byte[] in, byte octet, int from, int to) {
        for (int at = from; at < to; at++) {
            if (in[at] == octet) {
                return at;
            }
        }
        return to;
    }

    static boolean startsWith(byte[] in, int at, String ascii) {
        if (at < 0 || in.length - at < ascii.length()) {
            return false;
        }
        for (int i = 0; i < ascii.length(); i++) {
            if ((char) (in[at + i] & 0xff) != ascii.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    static boolean startsWith(byte[] in, int at, byte[] prefix) {
        if (in.length - at < prefix.length) {
            return false;
        }
        for (int i = 0; i < prefix.length; i++) {
            if (in[at + i] != prefix[i]) {
                return false;
            }
        }
        return true;
    }

    /** Whether the octets end before the text does, and are it so far. */
    static boolean isCut(byte[] in, int at, String ascii) {
        return in.length - at < ascii.length() && startsWith(in, at, ascii.substring(0, in.length - at));
    }

    /** The text is in lower case. */
    static boolean startsWithIgnoringCase(byte[] in, int at, String ascii) {
        if (in.length - at < ascii.length()) {
            return false;
        }
        for (int i = 0; i < ascii.length(); i++) {
            if (lower(in[at + i]) != ascii.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    static int lower(byte octet) {
        return octet >= 'A' && octet <= 'Z' ? octet + 32 : octet;
    }

    /** C's {@code isspace}. */
    static boolean isSpace(byte octet) {
        return octet == ' ' || octet >= '\t' && octet <= '\r';
    }

    /** The digit's worth, or −1. */
    static int hex(byte digit) {
        return digit >= '0' && digit <= '9' ? digit - '0' : lower(digit) >= 'a' && lower(digit) <= 'f' ? lower(digit) - 'a' + 10 : -1;
    }
}
