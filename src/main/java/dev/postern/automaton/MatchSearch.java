package dev.postern.automaton;

/**
 * A search that follows each match that is under way by its own state of {@link Continuations}; if there are too many of them, or states may not be built now, it steps through the program
 * ({@link Walk}). For one thread.
 */
final class MatchSearch {

    static final int MOST_UNDER_WAY = 32;

    private final Continuations continuations;
    private final Continuations.Table table;
    private final Alphabet alphabet;
    private int[] transitions;
    private final byte[] in;
    /** Of matches under way, those that have begun first in front: where they are and where they have begun. */
    private int[] states = new int[MOST_UNDER_WAY];
    private int[] begun = new int[MOST_UNDER_WAY];
    private int count;
    private int[] nextStates = new int[MOST_UNDER_WAY];
    private int[] nextBegun = new int[MOST_UNDER_WAY];
    private int next;
    private int begin = Walk.NOWHERE;
    private int end = Walk.NOWHERE;

    MatchSearch(Continuations continuations, byte[] in) {
        this.continuations = continuations;
        this.in = in;
        table = continuations.table();
        transitions = table.generation().transitions();
        alphabet = continuations.alphabet();
    }

    /** Whether anything is found from a state of a whole search on, before the octet at this index. */
    boolean any(Pending from, int at) {
        int symbol = alphabet.symbol(in, at);
        Pending first = continuations.take(from, symbol);
        if (first.hits().any()) {
            return true;
        }
        int state = continuations.state(table, first);
        if (state != Generation.UNKNOWN) {
            states[count++] = state;
            transitions = table.generation().transitions();
            return goOn(at + 1, true);
        }
        Walk walk = walk();
        walk.add(first.instructions(), at);
        return walk.goOn(at + 1, true);
    }

    /** Looks for the match that begins leftmost of those that begin here or later, and of those for the one Perl prefers: {@link #begin} and {@link #end}. */
    boolean match(int from) {
        return goOn(from, false);
    }

    int begin() {
        return begin;
    }

    int end() {
        return end;
    }

    private boolean goOn(int from, boolean any) {
        for (int at = from; at <= in.length; at++) {
            at = count == 0 ? nothingBegun(at) : at;
            int symbol = alphabet.symbol(in, at);
            if (!move(at, symbol)) {
                return walked(at, any);
            }
            if (begin != Walk.NOWHERE && (any || count == 0)) {
                return true;
            }
        }
        return begin != Walk.NOWHERE;
    }

    /** Passes over octets with which no match begins while none is under way. */
    private int nothingBegun(int from) {
        if (from == 0) {
            return from;
        }
        char[] symbols = alphabet.symbols();
        int[] behind = table.behind();
        int at = from;
        int start = behind[symbols[in[at - 1] & 0xff]];
        while (at < in.length - 1) {
            int symbol = symbols[in[at] & 0xff];
            if (transitions[start + symbol] != Generation.DEAD) {
                return at;
            }
            start = behind[symbol];
            at++;
        }
        return at;
    }

    /** Moves all on by a symbol, and begins another if none is found yet; false if that cannot be done with states: nothing has been moved then. */
    private boolean move(int at, int symbol) {
        next = 0;
        for (int i = 0; i < count; i++) {
            int to = step(states[i], symbol);
            if (to == Generation.UNKNOWN || !add(to, begun[i])) {
                return false;
            }
            if (to < 0) {
                return found(begun[i], at);
            }
        }
        if (begin == Walk.NOWHERE) {
            int to = step(at == 0 ? table.first() : table.behind()[alphabet.symbol(in, at - 1)], symbol);
            if (to == Generation.UNKNOWN || !add(to, at)) {
                return false;
            }
            if (to < 0) {
                return found(at, at);
            }
        }
        turn();
        return true;
    }

    private int step(int state, int symbol) {
        int known = transitions[state + symbol];
        if (known != Generation.UNKNOWN) {
            return known;
        }
        int to = continuations.step(table, state, symbol);
        transitions = table.generation().transitions();
        return to;
    }

    /** One that is where another is already can become nothing better. False if there are too many. */
    private boolean add(int to, int began) {
        int state = Math.abs(to);
        if (state == Generation.DEAD) {
            return true;
        }
        for (int i = 0; i < next; i++) {
            if (nextStates[i] == state) {
                return true;
            }
        }
        if (next == MOST_UNDER_WAY) {
            return false;
        }
        nextStates[next] = state;
        nextBegun[next++] = began;
        return true;
    }

    private boolean found(int from, int to) {
        begin = from;
        end = to;
        turn();
        return true;
    }

    private void turn() {
        int[] spent = states;
        states = nextStates;
        nextStates = spent;
        spent = begun;
        begun = nextBegun;
        nextBegun = spent;
        count = next;
    }

    private Walk walk() {
        return new Walk(continuations.followers(), in, begin, end);
    }

    private boolean walked(int at, boolean any) {
        Walk walk = walk();
        for (int i = 0; i < count; i++) {
            walk.add(continuations.pending(table, states[i]).instructions(), begun[i]);
        }
        boolean found = walk.goOn(at, any);
        begin = walk.begin();
        end = walk.end();
        return found;
    }
}
