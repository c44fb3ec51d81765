package dev.postern.automaton;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Many patterns that are looked for in one pass over a text. Immutable; states are shared between threads, as those of a {@link BytePattern}.
 *
 * <p>All patterns together are one automaton if they are not too large. A text that asks it for too many states, or for more than it may work out at the time ({@link Learning}), is searched by
 * automata of a few patterns each, and where one of those gives up, for each of its patterns alone, which is linear whatever the text.
 *
 * <p>Bounds: {@value #LARGE} instructions of programs in one automaton, {@value #LARGE_BUDGET_BYTES} octets of the heap, about, for its states; for the smaller ones {@value #SMALL} and
 * {@value #SMALL_BUDGET_BYTES}; and in both no more than {@value Group#BUDGET_BYTES_EACH} for each pattern.
 */
public final class PatternSet {

    static final int LARGE = 1 << 17;
    static final long LARGE_BUDGET_BYTES = 8 << 20;
    static final int SMALL = 2_000;
    static final long SMALL_BUDGET_BYTES = 1 << 20;

    private final List<BytePattern> patterns;
    private final Group[] groups;
    private final long[] all;

    private PatternSet(List<BytePattern> patterns, List<Group> groups) {
        this.patterns = patterns;
        this.groups = groups.toArray(Group[]::new);
        this.all = new long[words()];
        Arrays.fill(all, -1);
    }

    public static PatternSet of(List<BytePattern> patterns) {
        return of(patterns, new Group.Bounds(LARGE, LARGE_BUDGET_BYTES), new Group.Bounds(SMALL, SMALL_BUDGET_BYTES));
    }

    /** @param bounds of groups, and of the groups that stand in for one that gave up, and so on */
    static PatternSet of(List<BytePattern> patterns, Group.Bounds... bounds) {
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < patterns.size(); i++) {
            all.add(i);
        }
        return new PatternSet(List.copyOf(patterns), Group.of(patterns, all, List.of(bounds)));
    }

    public int size() {
        return patterns.size();
    }

    /** Octets, U+0000 to U+00FF, of which a text must have one if anything is to be found in it; all of them, if something may be found in an empty text. */
    public String neededOctets() {
        ByteSet needed = NeededOctets.of(patterns.stream().map(BytePattern::program).toList());
        StringBuilder octets = new StringBuilder();
        for (int octet = 0; octet < 256; octet++) {
            if (needed.contains(octet)) {
                octets.append((char) octet);
            }
        }
        return octets.toString();
    }

    /** How many {@code long}s {@link #find} sets bits in. */
    public int words() {
        return (patterns.size() + 63) / 64;
    }

    /**
     * Sets bit <i>i</i> of {@code hits} ({@code hits[i / 64] >> i % 64}) if pattern <i>i</i> is found; if it is not linear, if it may be found: then {@link BytePattern#find} knows. Other bits
     * stay as they are.
     *
     * @throws IllegalArgumentException if {@code hits} has fewer than {@link #words}
     */
    public void find(byte[] in, long[] hits) {
        find(in, all, hits);
    }

    /**
     * As {@link #find(byte[], long[])}, of the patterns whose bits are set in {@code wanted}. The others are found as well as long as that costs nothing: in a text that no automaton for many
     * patterns can take, they are not looked for.
     *
     * @return false if some were not looked for
     */
    public boolean find(byte[] in, long[] wanted, long[] hits) {
        if (hits.length < words()) {
            throw new IllegalArgumentException(patterns.size() + " patterns need " + words() + " words, not " + hits.length);
        }
        boolean whole = true;
        for (Group group : groups) {
            whole &= group.find(in, wanted, hits);
        }
        return whole;
    }

    /** Looks for each of those wanted alone: for a text of which {@link #find(byte[], long[], long[])} has left out some. */
    public void findEach(byte[] in, long[] wanted, long[] hits) {
        for (int index = 0; index < patterns.size(); index++) {
            if ((wanted[index >> 6] >>> index & 1) != 0 && patterns.get(index).mayMatch(in)) {
                hits[index >> 6] |= 1L << index;
            }
        }
    }

    @Override
    public String toString() {
        return patterns.size() + " patterns in " + List.of(groups);
    }
}
