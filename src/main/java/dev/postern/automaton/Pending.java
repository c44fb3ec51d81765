package dev.postern.automaton;

import java.util.Arrays;

/**
 * Where a search stands between two octets: the instructions it waits at, other than those that every search waits at because a match may begin anywhere, what stood before, and the
 * patterns that are found here. Immutable.
 */
final class Pending {

    private final int[] instructions;
    private final int before;
    private final Hits hits;
    private final int hash;

    Pending(int[] instructions, int before, Hits hits) {
        this.instructions = instructions;
        this.before = before;
        this.hits = hits;
        hash = 31 * (31 * Arrays.hashCode(instructions) + before) + hits.hashCode();
    }

    /** Not to be changed. */
    int[] instructions() {
        return instructions;
    }

    int before() {
        return before;
    }

    Hits hits() {
        return hits;
    }

    /** About what it takes of the heap with its place in a map. */
    int bytes() {
        return 4 * instructions.length + 144;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Pending pending && hash == pending.hash && before == pending.before && Arrays.equals(instructions, pending.instructions)
                && hits.equals(pending.hits);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
