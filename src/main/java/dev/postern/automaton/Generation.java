package dev.postern.automaton;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The states an automaton has at one time, and where each symbol leads from them. Written under the automaton's lock, read without: an entry of the table is nought until it is known, an
 * {@code int} is read whole, and a table is never written to again once a larger one took its place, so that a reader that is behind sees only entries that fit the table it has, or
 * nought, which sends it to the lock.
 *
 * <p>A state is the offset of its row; negative, if patterns are found on entering it.
 */
final class Generation {

    static final int UNKNOWN = 0;
    /** Nothing can be found any more. */
    static final int DEAD = 1;

    private static final int ROWS_AT_FIRST = 8;
    private static final int FIRST_ROW = 1;
    /** There is room for so many, whatever the budget. */
    private static final int FIRST_ROWS = 5;

    private final int stride;
    private final int lastQuiet;
    private final int start;
    /** 2³² by the stride, rounded up. */
    private final long perOffset;
    private final long budget;
    private final List<Pending> states = new ArrayList<>();
    private final Map<Pending, Integer> offsets = new HashMap<>();
    private long bytes;
    private volatile int[] transitions;
    private volatile Hits[] hits;

    /**
     * @param budget about how many octets of the heap the states and the table may take
     * @param quiet  states in which no match is under way
     */
    Generation(int stride, long budget, Pending start, List<Pending> quiet) {
        this.stride = stride;
        perOffset = (1L << 32) / stride + 1;
        this.budget = budget;
        transitions = new int[ROWS_AT_FIRST * stride];
        hits = new Hits[ROWS_AT_FIRST];
        for (int unused = 0; unused < FIRST_ROW; unused++) {
            states.add(start);
        }
        quiet.forEach(this::add);
        lastQuiet = quiet.size() * stride;
        this.start = Math.abs(offset(start));
    }

    int start() {
        return start;
    }

    boolean quiet(int state) {
        return state <= lastQuiet;
    }

    int[] transitions() {
        return transitions;
    }

    /** Without a division, which takes as long as several steps of a search: exact, because an offset is a multiple of the stride and less than 2³¹. */
    private int row(int offset) {
        return (int) (offset * perOffset >>> 32);
    }

    /** What is found on entering a state that was negative; under the lock. */
    Pending state(int offset) {
        return states.get(row(offset));
    }

    /** The same without the lock: nothing, if this thread cannot know yet. */
    Hits hits(int offset) {
        Hits[] known = hits;
        int row = row(offset);
        return row < known.length && known[row] != null ? known[row] : Hits.NONE;
    }

    /** The state's offset, negative if something is found there; {@link #UNKNOWN} if it has none and there is no room. */
    int offset(Pending state) {
        Integer known = offsets.get(state);
        if (known != null) {
            return known;
        }
        return states.size() > FIRST_ROWS && bytes + state.bytes() + 4L * stride > budget ? UNKNOWN : add(state);
    }

    private int add(Pending state) {
        int row = states.size();
        if (row == hits.length) {
            transitions = Arrays.copyOf(transitions, 2 * row * stride);
            hits = Arrays.copyOf(hits, 2 * row);
        }
        states.add(state);
        hits[row] = state.hits();
        bytes += state.bytes() + 4L * stride;
        int offset = state.hits().any() ? -row * stride : row * stride;
        offsets.put(state, offset);
        return offset;
    }

    void link(int from, int symbol, int to) {
        transitions[from + symbol] = to;
    }
}
