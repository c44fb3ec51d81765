package dev.postern.automaton;

import java.util.List;

/**
 * Whether one of some words may begin with some octets, which is asked before an automaton is: by its first three, or, if it has no more than two, by those and that no letter goes on. Says yes too
 * often now and then, never no. Immutable.
 */
final class WordStarts {

    private static final int BITS = 13;
    private static final int SPREAD = 0x9e37_79b1;
    private static final int SMALL = 0x20_2020;
    private static final int TWO = 0xffff;
    private static final int THREE = 0xff_ffff;
    private static final int LONG = 3;
    private static final int BLANK = ' ';

    private final long[] ones = new long[4];
    private final long[] threes = new long[1 << BITS - 6];
    private final long[] twos = new long[1 << BITS - 6];

    private final boolean digits;

    /** @param words a blank in them may be missing or another mark in texts */
    WordStarts(List<byte[]> words) {
        words.forEach(this::add);
        digits = words.stream().anyMatch(word -> word[0] >= '0' && word[0] <= '9');
    }

    /** Whether any word begins with a digit. */
    boolean digits() {
        return digits;
    }

    private void add(byte[] word) {
        int blank = 0;
        while (blank < word.length && blank < LONG && word[blank] != ' ') {
            blank++;
        }
        if (blank == LONG) {
            set(threes, word[0] & 0xff | (word[1] & 0xff) << 8 | (word[2] & 0xff) << 16);
        } else {
            beginning(word, blank);
            if (blank < word.length) {
                byte[] without = new byte[word.length - 1];
                System.arraycopy(word, 0, without, 0, blank);
                System.arraycopy(word, blank + 1, without, blank, without.length - blank);
                add(without);
            }
        }
    }

    /** One or two octets, then no letter. */
    private void beginning(byte[] word, int length) {
        int first = word[0] & 0xff;
        if (length == 1) {
            ones[(first | BLANK) >> 6] |= 1L << (first | BLANK);
        } else {
            set(twos, first | (word[1] & 0xff) << 8);
        }
    }

    private static void set(long[] table, int octets) {
        int place = place(octets | SMALL);
        table[place >> 6] |= 1L << place;
    }

    /** One if a word may begin with these octets, the first one lowest, else nought. A character beyond ASCII may be a word however it goes on. */
    long bit(int octets) {
        int folded = octets | SMALL;
        int first = folded & 0xff;
        int three = place(folded & THREE);
        int two = place(folded & TWO | SMALL & ~TWO);
        return (threes[three >> 6] >>> three | twos[two >> 6] >>> two & ends(folded >>> 16 & 0xff) | ones[first >> 6] >>> first & ends(folded >>> 8 & 0xff) | octets >>> 7) & 1;
    }

    /** One of an octet that is no letter, capitals being small. */
    private static int ends(int octet) {
        return (octet - 'a' | 'z' - octet) >>> 31;
    }

    private static int place(int octets) {
        return octets * SPREAD >>> 32 - BITS;
    }
}
