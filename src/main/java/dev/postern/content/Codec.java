package dev.postern.content;

/** A character set, read as UTF-8 and written back so that what is not altered is the same octets again. What it cannot read is read as characters that stand for octets. Without state. */
interface Codec {

    /** The first of 256 private characters, beyond which nothing is ever written, that stand for octets. */
    int OCTETS = 0x10fe00;

    /** @return how many octets were read; the rest is the beginning of a character */
    int read(byte[] in, int limit, boolean last, Octets into);

    /** From UTF-8. @return how many octets were read; the rest is the beginning of a character */
    int write(byte[] utf8, int limit, boolean last, Octets into);

    /** Whether it has this character. */
    boolean knows(int character);
}
