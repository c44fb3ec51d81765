package dev.postern.automaton;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Many linear patterns, asked which of them match from one place on and where each one's longest match ends. One deterministic automaton for all, built as texts ask for it and shared between
 * threads as {@link Automaton} does it.
 *
 * <p><b>Bounds.</b> States and table take about the budget given; when it is used up all are dropped and begun anew. When texts ask for more states than {@link Learning} grants, which only
 * hostile ones do, the rest of a search steps through the program, at most its size for each octet. So the answer is always the same, and a search is linear in the octets it may look at.
 */
final class AnchoredSet {

    /** Of the heap, about, for states. */
    static final long BUDGET_BYTES = 8 << 20;
    /** Of a cache, in {@code int}s. */
    private static final int LINE = 16;
    private static final int[] STANDING = {0, Assertion.BEGIN, Assertion.IN_WORD, Assertion.NEWLINE};

    /** @param starts state by what {@link #STANDING} before the place, {@link Generation#UNKNOWN} if there is no room for it */
    private record Table(Generation generation, int[] starts) {}

    private record Step(Generation generation, int state) {}

    private final Program program;
    private final Alphabet alphabet;
    private final Restart restart;
    /** More than the highest number of a pattern. */
    private final int size;
    private final int longest;
    private final long budget;
    private final Pending[] starts;
    /** Whatever stands before a place, a search begins the same. */
    private final boolean onlyStart;
    private final Lost lost = new Lost();
    private final Steps steps;
    private final Learning learning = new Learning(System.nanoTime());
    private volatile Table current;

    private AnchoredSet(Program program, int size, int longest, long budget) {
        this.program = program;
        this.size = size;
        this.longest = longest;
        this.budget = budget;
        alphabet = new Alphabet(program);
        restart = Restart.none(program, alphabet);
        steps = steps();
        starts = IntStream.of(STANDING).mapToObj(standing -> {
            steps.begin(standing);
            return steps.pending();
        }).toArray(Pending[]::new);
        onlyStart = Stream.of(starts).distinct().count() == 1;
        current = table();
    }

    static AnchoredSet of(List<BytePattern> patterns, int longest) {
        return of(patterns, longest, BUDGET_BYTES);
    }

    static AnchoredSet of(List<BytePattern> patterns, int longest, long budgetBytes) {
        SortedMap<Integer, BytePattern> numbered = new TreeMap<>();
        patterns.forEach(pattern -> numbered.put(numbered.size(), pattern));
        return of(numbered, longest, budgetBytes);
    }

    /**
     * @param patterns by number; at least one
     * @param longest  octets a match may have; those of a pattern that are longer are not seen
     * @throws IllegalArgumentException if a pattern is not linear, or asks for the last newline ({@code \Z}), which a window of a text does not know
     */
    static AnchoredSet of(SortedMap<Integer, BytePattern> patterns, int longest, long budgetBytes) {
        patterns.values().forEach(AnchoredSet::checked);
        Program union = Union.of(patterns.values().stream().map(BytePattern::program).toList(), patterns.keySet().stream().mapToInt(Integer::intValue).toArray());
        return new AnchoredSet(union, patterns.lastKey() + 1, longest, budgetBytes);
    }

    /** @throws IllegalArgumentException if it is none that can be in a set */
    static BytePattern checked(BytePattern pattern) {
        if (!pattern.linear() || pattern.program().asserts(Assertion.TEXT_OR_LAST_NEWLINE_ENDS)) {
            throw new IllegalArgumentException("cannot be matched from one place on: " + pattern);
        }
        return pattern;
    }

    private Table table() {
        Generation generation = new Generation(stride(), budget, starts[0], List.of());
        return new Table(generation, IntStream.range(0, starts.length).map(i -> Math.abs(generation.offset(starts[i]))).toArray());
    }

    /** Whole cache lines of a state's row. */
    private int stride() {
        return alphabet.size() + LINE - 1 & -LINE;
    }

    Ends ends() {
        return new Ends(size);
    }

    Steps steps() {
        return new Steps(program, alphabet, restart, size, 64 * Ends.words(size));
    }

    /** Where a match is at first, by what stands before it. Not to be changed. */
    Pending[] starts() {
        return starts;
    }

    Alphabet alphabet() {
        return alphabet;
    }

    /** What texts have shown to match nothing. */
    Lost lost() {
        return lost;
    }

    /**
     * @param ends of this set; says afterwards what matches
     * @return octets that were looked at, at most
     */
    int match(Stretch text, int start, Ends ends) {
        ends.begin(start, Math.min(text.length(), start + longest));
        int died = run(text, start, ends);
        if (died == 0) {
            return ends.limit() - start;
        }
        if (!ends.any() && died - start <= OctetMasks.WIDTH && start + OctetMasks.WIDTH <= text.length()) {
            lose(text.octets(), start, died - start);
        }
        return died - start;
    }

    /** The same from a state of a generation on that the octets up to this index have led to. */
    void goOn(Stretch text, int start, int at, Generation generation, int state, Ends ends) {
        if (state == Generation.UNKNOWN) {
            match(text, start, ends);
            return;
        }
        ends.begin(start, Math.min(text.length(), start + longest));
        int died = run(text, at, generation, state, ends);
        if (died > 0 && !ends.any() && died - start <= OctetMasks.WIDTH) {
            lose(text.octets(), start, died - start);
        }
    }

    /** Nothing matches from here, as so many octets show. */
    void lose(byte[] in, int start, int octets) {
        if (onlyStart) {
            lost.add(OctetMasks.eight(in, start), octets);
        }
    }

    /** Gives each place the state that a search begins with there, {@link Generation#UNKNOWN} if it has none, and returns the generation they are of. */
    Generation begin(byte[] in, int[] places, int count, int[] states) {
        Table table = current;
        for (int i = 0; i < count; i++) {
            states[i] = table.starts[onlyStart ? 0 : standing(in, places[i])];
        }
        return table.generation;
    }

    /** Returns the index behind the octet with which nothing can match any more, nought if there is none. */
    private int run(Stretch text, int start, Ends ends) {
        byte[] in = text.octets();
        Table table = current;
        Generation generation = table.generation;
        int standing = standing(in, start);
        int state = table.starts[standing];
        if (state == Generation.UNKNOWN) {
            simulate(starts[standing], text, start, ends);
            return 0;
        }
        return run(text, start, generation, state, ends);
    }

    private int run(Stretch text, int first, Generation known, int begin, Ends ends) {
        byte[] in = text.octets();
        int length = text.length();
        int limit = ends.limit();
        Generation generation = known;
        int state = begin;
        int[] transitions = generation.transitions();
        char[] symbols = alphabet.symbols();
        for (int at = first; at <= limit; at++) {
            int symbol = at < length ? symbols[in[at] & 0xff] : alphabet.end();
            int to = transitions[state + symbol];
            if (to > Generation.DEAD) {
                state = to;
                continue;
            }
            if (to == Generation.DEAD) {
                return at + 1;
            }
            if (to == Generation.UNKNOWN) {
                Step step = step(generation, state, symbol);
                to = step.state;
                if (to == Generation.UNKNOWN) {
                    simulate(pending(generation, state), text, at, ends);
                    return 0;
                }
                if (to == Generation.DEAD) {
                    return at + 1;
                }
                generation = step.generation;
                transitions = generation.transitions();
            }
            state = Math.abs(to);
            if (to < 0) {
                ends.add(hits(generation, state), at);
            }
        }
        return 0;
    }

    private static int standing(byte[] in, int start) {
        if (start == 0) {
            return 1;
        }
        int before = in[start - 1] & 0xff;
        return ByteSet.WORD.contains(before) ? 2 : before == '\n' ? 3 : 0;
    }

    private Hits hits(Generation generation, int state) {
        Hits seen = generation.hits(state);
        return seen.any() ? seen : pending(generation, state).hits();
    }

    /** Works out where a symbol leads and keeps it; {@link Generation#UNKNOWN} if that may not be done now. */
    private synchronized Step step(Generation generation, int state, int symbol) {
        int known = generation.transitions()[state + symbol];
        if (known != Generation.UNKNOWN || !learning.take(System.nanoTime())) {
            return new Step(generation, known);
        }
        Pending from = generation.state(state);
        steps.take(from.instructions(), from.instructions().length, from.before(), symbol);
        if (steps.count() == 0 && !steps.found()) {
            generation.link(state, symbol, Generation.DEAD);
            return new Step(generation, Generation.DEAD);
        }
        Pending to = steps.pending();
        Generation now = current.generation;
        int offset = now.offset(to);
        if (offset == Generation.UNKNOWN) {
            current = table();
            now = current.generation;
            offset = now.offset(to);
        }
        if (now == generation) {
            now.link(state, symbol, offset);
        }
        return new Step(now, offset);
    }

    private synchronized Pending pending(Generation generation, int state) {
        return generation.state(state);
    }

    private void simulate(Pending from, Stretch text, int first, Ends ends) {
        Steps own = ends.steps(this);
        int[] waiting = ends.waiting();
        int count = from.instructions().length;
        System.arraycopy(from.instructions(), 0, waiting, 0, count);
        int before = from.before();
        for (int at = first; at <= ends.limit() && count > 0; at++) {
            own.take(waiting, count, before, at < text.length() ? alphabet.symbols()[text.octets()[at] & 0xff] : alphabet.end());
            if (own.found()) {
                ends.add(own.hits(), at);
            }
            count = own.count();
            before = own.stoodBefore();
            System.arraycopy(own.waiting(), 0, waiting, 0, count);
        }
    }

    @Override
    public String toString() {
        return program.size() + " instructions, " + alphabet.size() + " symbols";
    }
}
