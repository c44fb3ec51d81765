package dev.postern.automaton;

import java.util.Arrays;

/** Which patterns match from one place, and where each one's longest match ends. Valid until the next place is tried; for one thread. */
public final class Ends {

    private static final int FOUND_AT_FIRST = 16;

    private final long[] patterns;
    private int begin;
    private int limit;
    /** What was found on the way, and before which octet it was. */
    private Hits[] found = new Hits[FOUND_AT_FIRST];
    private int[] places = new int[FOUND_AT_FIRST];
    private int count;
    private Steps steps;
    private int[] waiting;

    /** @param size more than the highest number of a pattern */
    Ends(int size) {
        patterns = new long[words(size)];
    }

    static int words(int size) {
        return (size + 63) / 64;
    }

    /** For the octets of a text between these. */
    void begin(int start, int end) {
        begin = start;
        limit = end;
        if (count > 0) {
            Arrays.fill(patterns, 0);
            count = 0;
        }
    }

    /** No match ends behind it. */
    int limit() {
        return limit;
    }

    /** Adds what ends before an octet, and in the second half of its bits what ends behind it; not earlier than what was added before. A match that takes nothing is none. */
    void add(Hits hits, int at) {
        if (count == places.length) {
            found = Arrays.copyOf(found, 2 * count);
            places = Arrays.copyOf(places, 2 * count);
        }
        found[count] = hits;
        places[count++] = at;
        for (int word = 0; word < patterns.length; word++) {
            patterns[word] |= (at > begin ? hits.word(word) : 0) | (at < limit ? hits.word(word + patterns.length) : 0);
        }
    }

    boolean any() {
        return count > 0;
    }

    /** Those that match: bit <i>i</i> is that of pattern <i>i</i>. Not to be changed. */
    public long[] patterns() {
        return patterns;
    }

    /** Where the longest match of a pattern that matches ends. */
    public int end(int pattern) {
        int word = pattern >> 6;
        long bit = 1L << pattern;
        for (int i = count - 1; i > 0; i--) {
            if (places[i] < limit && (found[i].word(word + patterns.length) & bit) != 0) {
                return places[i] + 1;
            }
            if ((found[i].word(word) & bit) != 0) {
                return places[i];
            }
        }
        return places[0] < limit && (found[0].word(word + patterns.length) & bit) != 0 ? places[0] + 1 : places[0];
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
