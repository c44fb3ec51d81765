package dev.postern.automaton;

import java.util.Arrays;

/** Which patterns of an {@link AnchoredSet} match from one place, and where each one's longest match ends. To be used again for the next place; for one thread. */
final class Ends {

    private final int[] ends;
    private final long[] matched;
    private int begin;
    private int limit;
    private boolean any;
    private Steps steps;
    private int[] waiting;

    Ends(int patterns) {
        ends = new int[patterns];
        matched = new long[(patterns + 63) / 64];
    }

    /** For the octets of a text between these. */
    void begin(int start, int end) {
        begin = start;
        limit = end;
        if (any) {
            Arrays.fill(matched, 0);
            any = false;
        }
    }

    /** No match ends behind it. */
    int limit() {
        return limit;
    }

    int words() {
        return matched.length;
    }

    /** Patterns that end here, and not earlier than what was added before. A match that takes nothing is none. */
    void add(int word, long bits, int end) {
        if (end == begin) {
            return;
        }
        any = true;
        matched[word] |= bits;
        for (long rest = bits; rest != 0; rest &= rest - 1) {
            ends[(word << 6) + Long.numberOfTrailingZeros(rest)] = end;
        }
    }

    boolean any() {
        return any;
    }

    /** The first pattern of this number or a higher one that matches, −1 if there is none. */
    int next(int from) {
        int word = from >> 6;
        if (word >= matched.length) {
            return -1;
        }
        long rest = matched[word] & -1L << from;
        while (rest == 0) {
            if (++word == matched.length) {
                return -1;
            }
            rest = matched[word];
        }
        return (word << 6) + Long.numberOfTrailingZeros(rest);
    }

    int end(int pattern) {
        return ends[pattern];
    }

    /** What a search without states goes on with. */
    Steps steps(AnchoredSet set) {
        if (steps == null) {
            steps = set.steps();
            waiting = new int[steps.waiting().length];
        }
        return steps;
    }

    /** Room for what {@link #steps} waits at. */
    int[] waiting() {
        return waiting;
    }
}
