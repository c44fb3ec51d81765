package dev.postern.automaton;

import java.util.Arrays;

/** Which patterns are found where a state is entered. Immutable, so that threads may hand it on without more ado. */
final class Hits {

    static final Hits NONE = new Hits(new long[0]);

    private final long[] bits;

    private Hits(long[] bits) {
        this.bits = bits;
    }

    static Hits of(long[] bits, int words) {
        return new Hits(Arrays.copyOf(bits, words));
    }

    boolean any() {
        return bits.length > 0;
    }

    void addTo(long[] all) {
        for (int i = 0; i < bits.length; i++) {
            all[i] |= bits[i];
        }
    }

    /** Sixty-four of them. */
    long word(int index) {
        return bits[index];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Hits hits && Arrays.equals(bits, hits.bits);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bits);
    }
}
