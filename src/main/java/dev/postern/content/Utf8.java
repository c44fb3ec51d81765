package dev.postern.content;

/** Characters as octets (RFC 3629). */
final class Utf8 {

    /** Stands for half a surrogate pair. */
    static final int REPLACEMENT = 0xfffd;

    private Utf8() {}

    static int length(int character) {
        return character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
    }

    /** @return how many octets were written */
    static int write(int character, byte[] into, int at) {
        int length = length(character);
        if (length == 1) {
            into[at] = (byte) character;
            return 1;
        }
        int rest = character;
        for (int i = length - 1; i > 0; i--) {
            into[at + i] = (byte) (0x80 | rest & 0x3f);
            rest >>= 6;
        }
        into[at] = (byte) (0xf00 >> length | rest);
        return length;
    }

    /** How long the sequence is that this octet begins, as far as it tells. */
    static int sequence(byte lead) {
        int c = lead & 0xff;
        return c >= 0xf8 ? 1 : c >= 0xf0 ? 4 : c >= 0xe0 ? 3 : c >= 0xc0 ? 2 : 1;
    }

    /** Of a sequence of this length. */
    static int character(byte[] text, int at, int length) {
        int character = length == 1 ? text[at] : text[at] & 0xff >> length + 1;
        for (int i = at + 1; i < at + length; i++) {
            character = character << 6 | text[i] & 0x3f;
        }
        return Math.min(character, Character.MAX_CODE_POINT);
    }
}
