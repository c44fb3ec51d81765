package dev.postern.body;

/** UTF-8 as RFC 3629 has it: nothing overlong, no surrogates, nothing beyond U+10FFFF. */
final class Utf8 {

    private Utf8() {}

    /** How many octets the well-formed character at this place has, or 0. */
    static int length(byte[] in, int at) {
        int length = told(in[at] & 0xff);
        return length > 0 && in.length - at >= length && goesOn(in, at, length) ? length : 0;
    }

    /** Whether the octets end within a character that is well-formed as far as it goes. */
    static boolean isCut(byte[] in, int at) {
        int there = in.length - at;
        return there < told(in[at] & 0xff) && goesOn(in, at, there);
    }

    /** How many octets a character has that begins with this one, or 0. */
    private static int told(int lead) {
        if (lead < 0x80) {
            return 1;
        }
        return lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
    }

    /** Whether so many octets are a character or the front of one. */
    private static boolean goesOn(byte[] in, int at, int length) {
        for (int i = 1; i < length; i++) {
            if ((in[at + i] & 0xc0) != 0x80) {
                return false;
            }
        }
        if (length < 2) {
            return true;
        }
        int second = in[at + 1] & 0xff;
        return switch (in[at] & 0xff) {
            case 0xe0 -> second >= 0xa0;
            case 0xed -> second < 0xa0;
            case 0xf0 -> second >= 0x90;
            case 0xf4 -> second < 0x90;
            default -> true;
        };
    }

    /** The character of so many well-formed octets. */
    static int character(byte[] in, int at, int length) {
        int lead = in[at] & 0xff;
        int character = length == 1 ? lead : lead & 0xff >> length + 1;
        for (int i = 1; i < length; i++) {
            character = character << 6 | in[at + i] & 0x3f;
        }
        return character;
    }

    /** Writes the character, a lone surrogate as if it were one, and tells where it ends. */
    static int write(int character, byte[] out, int at) {
        int to = at;
        if (character < 0x80) {
            out[to++] = (byte) character;
            return to;
        }
        if (character < 0x800) {
            out[to++] = (byte) (0xc0 | character >> 6);
        } else {
            if (character < 0x10000) {
                out[to++] = (byte) (0xe0 | character >> 12);
            } else {
                out[to++] = (byte) (0xf0 | character >> 18);
                out[to++] = (byte) (0x80 | character >> 12 & 0x3f);
            }
            out[to++] = (byte) (0x80 | character >> 6 & 0x3f);
        }
        out[to++] = (byte) (0x80 | character & 0x3f);
        return to;
    }
}
