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
}
