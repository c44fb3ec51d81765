package dev.postern.content;

import java.util.Arrays;

/** The octets of a document that are not yet passed on. */
final class Tape {

    /** Two stretches, the one that is decided and the one behind it, as long as their escapes may make them, and room for more to come. */
    static final int MOST = 2 * Weaver.MOST_STRETCH_BYTES + (8 << 10);

    private byte[] octets = new byte[1024];
    private int length;
    private long base;

    byte[] octets() {
        return octets;
    }

    int length() {
        return length;
    }

    long base() {
        return base;
    }

    /** Takes what there is room for. @return how many octets */
    int take(byte[] piece, int from, long needed) {
        if (length == octets.length || octets.length < MOST && length + piece.length - from > octets.length) {
            drop(needed);
        }
        int wanted = length + piece.length - from;
        if (wanted > octets.length && octets.length < MOST) {
            octets = Arrays.copyOf(octets, Math.min(MOST, Math.max(wanted, 2 * octets.length)));
        }
        int count = Math.min(piece.length - from, octets.length - length);
        System.arraycopy(piece, from, octets, length, count);
        length += count;
        return count;
    }

    private void drop(long before) {
        int count = (int) (before - base);
        System.arraycopy(octets, count, octets, 0, length - count);
        length -= count;
        base = before;
    }

    void clear() {
        length = 0;
        base = 0;
    }

    int held() {
        return octets.length;
    }
}
