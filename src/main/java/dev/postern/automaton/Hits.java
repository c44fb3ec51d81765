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

    /** Those that end before an octet, and in the second half of the bits those that end behind it, if it may be looked at for more than that. */
    void addTo(Ends ends, int at) {
        int half = ends.words();
        for (int i = 0; i < bits.length && (i < half || at < ends.limit()); i++) {
            if (bits[i] != 0) {
                ends.add(i < half ? i : i - half, bits[i], i < half ? at : at + 1);
            }
        }
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
