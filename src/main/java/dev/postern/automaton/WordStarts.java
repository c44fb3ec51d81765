package dev.postern.automaton;

import java.util.List;

/**
 * Whether one of some words may begin with eight octets, which is asked before an automaton is: by its first four, or, if it is shorter, by all of it and that no small letter goes on. Says yes too
 * often now and then, never no. Immutable.
 */
final class WordStarts {

    private static final int BITS = 13;
    private static final int SPREAD = 0x9e37_79b1;
    private static final int SMALL = 0x2020_2020;
    private static final int WHOLE = 4;
    private static final int[] MASKS = {0, 0xff, 0xffff, 0xff_ffff, -1};

    private final long[][] tables = new long[WHOLE + 1][1 << BITS - 6];

    /** @param words a blank in them may be missing or another mark in texts */
    WordStarts(List<byte[]> words) {
        for (byte[] word : words) {
            add(word, 0);
        }
    }

    /** Also as it is if its blanks are missing from this index on. */
    private void add(byte[] word, int from) {
        int blank = from;
        while (blank < word.length && word[blank] != ' ') {
            blank++;
        }
        if (blank == word.length || blank >= WHOLE) {
            put(word, Math.min(word.length, WHOLE));
            return;
        }
        put(word, blank);
        byte[] without = new byte[word.length - 1];
        System.arraycopy(word, 0, without, 0, blank);
        System.arraycopy(word, blank + 1, without, blank, without.length - blank);
        add(without, blank);
    }

    private void put(byte[] word, int length) {
        int four = 0;
        for (int i = 0; i < length; i++) {
            four |= (word[i] & 0xff) << 8 * i;
        }
        int place = place(four, length);
        tables[length][place >> 6] |= 1L << place;
    }

    /** @param eight the octets from the place on, the first one lowest */
    boolean any(long eight) {
        int four = (int) eight;
        long goesOn = OctetMasks.small(eight);
        return bit(four, WHOLE) != 0 || ((bit(four, 1) & ~goesOn >>> 1) | (bit(four, 2) & ~goesOn >>> 2) | (bit(four, 3) & ~goesOn >>> 3)) != 0;
    }

    private long bit(int four, int length) {
        int place = place(four, length);
        return tables[length][place >> 6] >>> place & 1;
    }

    private static int place(int four, int length) {
        return ((four | SMALL) & MASKS[length]) * SPREAD >>> 32 - BITS;
    }
}
