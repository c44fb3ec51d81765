package dev.postern.automaton;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What may become of one match from where it has begun: a deterministic automaton, built as texts ask for it, whose states keep Perl's order of preference. It has few states where that of a
 * whole search, which knows of all matches under way at once, has a new one at nearly each octet. Its states are shared between threads as those of {@link Automaton} are.
 *
 * <p><b>Bounds.</b> States and table take about the budget given; when that is used up all are dropped and begun anew. As many steps may be worked out as {@link Learning} grants, each of which
 * takes at most the size of the program.
 */
final class Continuations {

    static final long BUDGET_BYTES = 4 << 20;

    /**
     * Where a match has not begun.
     *
     * @param first  state at the beginning of a text
     * @param behind state by the symbol before
     */
    record Table(Generation generation, int first, int[] behind) {}

    private final Followers followers;
    private final Alphabet alphabet;
    private final Learning learning;
    private final long budget;
    private volatile Table current;

    Continuations(Followers followers, Learning learning, long budget) {
        this.followers = followers;
        this.learning = learning;
        this.budget = budget;
        alphabet = followers.alphabet();
        current = anew();
    }

    /** For one thread. */
    Followers followers() {
        return followers.copy();
    }

    Alphabet alphabet() {
        return alphabet;
    }

    Table table() {
        return current;
    }

    private Table anew() {
        Generation generation = new Generation(alphabet.size(), budget, start(Assertion.BEGIN), List.of());
        return new Table(generation, generation.start(), IntStream.range(0, alphabet.size()).map(symbol -> generation.offset(start(alphabet.after(symbol)))).toArray());
    }

    private Pending start(int standing) {
        return new Pending(new int[] {followers.start()}, followers.lookedAt(standing), Hits.NONE);
    }

    /**
     * Works out where a symbol leads and keeps it: to {@link Generation#DEAD} if nothing goes on and no match has ended before the symbol, to a negative state if one has.
     *
     * @return {@link Generation#UNKNOWN} if that may not be done now
     */
    synchronized int step(Table table, int state, int symbol) {
        Generation generation = table.generation;
        int known = generation.transitions()[state + symbol];
        if (known != Generation.UNKNOWN || !learning.take(System.nanoTime())) {
            return known;
        }
        Pending from = generation.state(state);
        Pending to = followers.behind(from, symbol);
        int offset = to.instructions().length == 0 && !to.hits().any() ? Generation.DEAD : offset(table, to);
        if (offset != Generation.UNKNOWN) {
            generation.link(state, symbol, offset);
        }
        return offset;
    }

    private int offset(Table table, Pending state) {
        int offset = table.generation.offset(state);
        if (offset == Generation.UNKNOWN && table == current) {
            current = anew();
        }
        return offset;
    }

    /** The state of several matches together that no match is preferred to; {@link Generation#UNKNOWN} if it may not be had. */
    synchronized int state(Table table, Pending of) {
        return learning.take(System.nanoTime()) ? Math.abs(offset(table, of)) : Generation.UNKNOWN;
    }

    /** What takes a symbol where a whole search waits. */
    synchronized Pending take(Pending waiting, int symbol) {
        return followers.from(waiting, symbol);
    }

    synchronized Pending pending(Table table, int state) {
        return table.generation.state(state);
    }
}
