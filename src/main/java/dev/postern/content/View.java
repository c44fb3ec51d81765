package dev.postern.content;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The text of a document that is in sight: what is decided about now, what stands behind it and a little before it. */
final class View {

    private byte[] octets = new byte[1024];
    private int length;
    private long base;

    byte[] octets() {
        return octets;
    }

    int length() {
        return length;
    }

    /** Where in the whole text the view begins. */
    long base() {
        return base;
    }

    long end() {
        return base + length;
    }

    void append(byte[] from, int at, int count) {
        room(count);
        System.arraycopy(from, at, octets, length, count);
        length += count;
    }

    void append(int octet) {
        room(1);
        octets[length++] = (byte) octet;
    }

    void appendCharacter(int character) {
        room(4);
        length += Utf8.write(character, octets, length);
    }

    /** Forgets what stands before. */
    void drop(long before) {
        int count = (int) (before - base);
        if (count > 0) {
            System.arraycopy(octets, count, octets, 0, length - count);
            length -= count;
            base = before;
        }
    }

    /** What this stretch says, as far as it is in sight, cut to so many octets. */
    String read(long from, long to, int most) {
        long start = Math.max(from, base);
        long stop = Math.min(Math.min(to, end()), start + most);
        return stop <= start ? "" : new String(octets, (int) (start - base), (int) (stop - start), StandardCharsets.UTF_8);
    }

    byte[] slice(long from, long to) {
        return Arrays.copyOfRange(octets, (int) (from - base), (int) (to - base));
    }

    boolean holds(char ascii, long from, long to) {
        int stop = (int) (to - base);
        int at = (int) (from - base);
        while (at < stop && octets[at] != ascii) {
            at++;
        }
        return at < stop;
    }

    void clear() {
        length = 0;
        base = 0;
    }

    int held() {
        return octets.length;
    }

    private void room(int count) {
        if (length + count > octets.length) {
            octets = Arrays.copyOf(octets, Math.min(Math.max(length + count, 2 * octets.length), Math.max(length + count, Weaver.MOST_TEXT)));
        }
    }
}
