package dev.postern.automaton;

/**
 * A deterministic automaton that is built as texts ask for it, over the symbols of an {@link Alphabet}. Its states are shared between threads: a step that is known takes two reads of arrays and
 * no lock, one that is not is worked out under the automaton's lock and kept.
 *
 * <p><b>Bounds.</b> States and table take about the budget given; when it is used up all are dropped and begun anew. A search may build one state for each {@value #OCTETS_PER_STEP} octets
 * of its text and {@value #STEPS_FREE} more, and all searches together as many as {@link Learning} grants. In the rest of a text that asks for more, which is hostile or very rare, each match
 * that is under way is followed by itself ({@link MatchSearch}), which takes at most the size of the program for each octet. So a search is linear in the text, whatever the text.
 */
final class Automaton {

    static final int OCTETS_PER_STEP = 8;
    static final int STEPS_FREE = 64;

    private final Program program;
    private final Alphabet alphabet;
    private final Restart restart;
    private final long budget;
    private final int patterns;
    private final Pending start;
    private final Steps steps;
    private final Learning continued = new Learning(System.nanoTime(), Learning.BURST_OF_STEPS, Learning.NANOS_EACH_STEP);
    /** Those that could not be remembered have gone, see {@link Remembered}. */
    private volatile Continuations continuations;
    private volatile ByteSet comesBackWith;
    private final Learning learning = new Learning(System.nanoTime());
    private volatile Generation current;

    /** @param patterns how many the program's matches tell apart */
    Automaton(Program program, int patterns, long budget) {
        this.program = program;
        this.budget = budget;
        this.patterns = patterns;
        alphabet = new Alphabet(program);
        restart = Restart.of(program, alphabet, patterns);
        steps = new Steps(program, alphabet, restart, patterns);
        steps.begin();
        start = steps.pending();
        current = anew();
    }

    Alphabet alphabet() {
        return alphabet;
    }

    Generation generation() {
        return current;
    }

    private Generation anew() {
        return new Generation(alphabet.size(), budget, start, restart.quiet());
    }

    /** For the rest of a text that asks for too many states, and for where a long match ends. */
    Continuations continuations() {
        Continuations known = continuations;
        return known == null ? continued() : known;
    }

    private synchronized Continuations continued() {
        if (continuations == null) {
            continuations = new Continuations(new Followers(program, alphabet, new Takers(program, alphabet), restart.looksBehindFor()), continued, Continuations.BUDGET_BYTES);
            Remembered.ALL.add(this);
        }
        return continuations;
    }

    /** Gives up what only few texts ask for. */
    void forget() {
        continuations = null;
    }

    /** A place at which no match is under way, before the leftmost match or where it begins, as near as states that are known tell; if nothing is found, somewhere. */
    int quiet(byte[] in) {
        if (start.hits().any()) {
            return 0;
        }
        Generation generation = current;
        if (comesBackWith == null) {
            comesBackWith = restart.comesBackWith(program);
        }
        return new Search(this, in, new Search.Place(generation, generation.start(), 0)).quiet(comesBackWith);
    }

    /** Whether any pattern is found. */
    boolean find(byte[] in) {
        if (start.hits().any()) {
            return true;
        }
        Generation generation = current;
        int[] transitions = generation.transitions();
        char[] symbols = alphabet.symbols();
        int state = generation.start();
        int last = in.length - 1;
        for (int i = 0; i < last; i++) {
            int to = transitions[state + symbols[in[i] & 0xff]];
            if (to <= Generation.DEAD) {
                return to < 0 || to == Generation.UNKNOWN && new Search(this, in, new Search.Place(generation, state, i)).any();
            }
            state = to;
        }
        for (int i = Math.max(0, last); i <= in.length; i++) {
            int to = transitions[state + alphabet.symbol(in, i)];
            if (to <= Generation.DEAD) {
                return to < 0 || to == Generation.UNKNOWN && new Search(this, in, new Search.Place(generation, state, i)).any();
            }
            state = to;
        }
        return false;
    }

    /** Sets the bits of all patterns that are found. False if the text asked for too many states: then some may be missing. */
    boolean findAll(byte[] in, long[] hits) {
        start.hits().addTo(hits);
        Generation generation = current;
        int[] transitions = generation.transitions();
        char[] symbols = alphabet.symbols();
        int state = generation.start();
        int last = in.length - 1;
        for (int i = 0; i <= in.length; i++) {
            int to = transitions[state + (i < last ? symbols[in[i] & 0xff] : alphabet.symbol(in, i))];
            if (to <= Generation.DEAD) {
                if (to == Generation.DEAD) {
                    return true;
                }
                Hits entered = to < 0 ? generation.hits(-to) : Hits.NONE;
                if (!entered.any()) {
                    return new Search(this, in, new Search.Place(generation, state, i)).all(hits);
                }
                entered.addTo(hits);
                to = -to;
            }
            state = to;
        }
        return true;
    }

    /** Works out where a symbol leads and keeps it; {@link Generation#UNKNOWN} if that may not be done now. */
    synchronized Search.Step step(Generation generation, int state, int symbol) {
        int known = generation.transitions()[state + symbol];
        if (known != Generation.UNKNOWN || !learning.take(System.nanoTime())) {
            return new Search.Step(generation, known);
        }
        Pending from = generation.state(state);
        steps.take(from.instructions(), from.instructions().length, from.before(), symbol);
        Pending to = steps.pending();
        if (to.instructions().length == 0 && restart.none() && !to.hits().any()) {
            generation.link(state, symbol, Generation.DEAD);
            return new Search.Step(generation, Generation.DEAD);
        }
        Generation now = current;
        int offset = now.offset(to);
        if (offset == Generation.UNKNOWN) {
            now = anew();
            current = now;
            offset = now.offset(to);
        }
        if (now == generation) {
            now.link(state, symbol, offset);
        }
        return new Search.Step(now, offset);
    }

    /** What is found on entering a state, when a thread could not see it. */
    synchronized Hits hits(Generation generation, int state) {
        return generation.state(state).hits();
    }

    synchronized Pending pending(Generation generation, int state) {
        return generation.state(state);
    }
}
