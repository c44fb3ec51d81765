package dev.postern.automaton;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What may become of one match from where it has begun: a deterministic automaton, built as texts ask for it, whose states keep Perl's order of preference. It has few states where that of a
 * whole search, which knows of all matches under way at once, has a new one at nearly each octet. Its states are shared between threads as those of {@link Automaton} are.
 *
 * <p><b>Bounds.</b> States and table take about {@value #BUDGET_BYTES} octets of the heap; when that is used up all are dropped and begun anew. As many steps may be worked out as {@link Learning}
 * grants: a burst of {@value #BURST}, and one more for each {@value #NANOS_EACH} ns.
 */
final class Continuations {

    static final long BUDGET_BYTES = 4 << 20;
    /** A step takes a microsecond or two. */
    private static final int BURST = 1 << 16;
    private static final long NANOS_EACH = 20_000;

    /**
     * Where a match has not begun.
     *
     * @param first  state at the beginning of a text
     * @param behind state by the symbol before
     */
    record Table(Generation generation, int first, int[] behind) {}

    private final Followers followers;
    private final Alphabet alphabet;
    private final Learning learning = new Learning(System.nanoTime(), BURST, NANOS_EACH);
    private final Followers.Scratch scratch;
    private volatile Table current;

    Continuations(Followers followers) {
        this.followers = followers;
        alphabet = followers.alphabet();
        scratch = followers.scratch();
        current = anew();
    }

    Followers followers() {
        return followers;
    }

    Table table() {
        return current;
    }

    private Table anew() {
        Generation generation = new Generation(alphabet.size(), BUDGET_BYTES, start(Assertion.BEGIN), List.of());
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
        Pending to = scratch.after(from, symbol);
        int offset = to.instructions().length == 0 && !to.hits().any() ? Generation.DEAD : generation.offset(to);
        if (offset == Generation.UNKNOWN) {
            current = table == current ? anew() : current;
        } else {
            generation.link(state, symbol, offset);
        }
        return offset;
    }

    /** The state of one that waits at instructions, those of several matches perhaps; {@link Generation#UNKNOWN} if there is no room for it. */
    synchronized int state(Table table, Pending of) {
        return Math.abs(table.generation.offset(of));
    }

    /** What takes a symbol where a whole search waits. */
    synchronized Pending take(Pending waiting, int symbol) {
        return scratch.take(waiting, symbol);
    }

    synchronized Pending pending(Table table, int state) {
        return table.generation.state(state);
    }
}
