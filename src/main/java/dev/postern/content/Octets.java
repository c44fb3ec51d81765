package dev.postern.content;

import java.util.Arrays;

/** Octets that gather. */
final class Octets {

    static final byte[] NONE = {};

    private final int expected;
    private byte[] octets = NONE;
    private int length;

    /** @param expected room that is made with the first of them */
    Octets(int expected) {
        this.expected = expected;
    }

    void write(int octet) {
        room(1);
        octets[length++] = (byte) octet;
    }

    void write(byte[] from, int at, int count) {
        room(count);
        System.arraycopy(from, at, octets, length, count);
        length += count;
    }

    void write(byte[] all) {
        write(all, 0, all.length);
    }

    void writeCharacter(int character) {
        room(4);
        length += Utf8.write(character, octets, length);
    }

    private void room(int count) {
        if (length + count > octets.length) {
            octets = Arrays.copyOf(octets, Math.max(length + count, length == 0 ? expected : 2 * octets.length));
        }
    }

    int length() {
        return length;
    }

    /** All of them; it is not used again. */
    byte[] toArray() {
        return length == octets.length ? octets : length == 0 ? NONE : Arrays.copyOf(octets, length);
    }
}
