package dev.postern.automaton;

/** One search of a text where it leaves the states that are known, finds something, or comes to its end. For one thread. */
final class Search {

    /** @param at index of the octet that was not taken yet */
    record Place(Generation generation, int state, int at) {}

    /** @param state as {@link Generation} writes it, negative if something is found there */
    record Step(Generation generation, int state) {}

    private final Automaton automaton;
    private final Alphabet alphabet;
    private final byte[] in;
    private Generation generation;
    private int[] transitions;
    private int state;
    private int at;
    private int allowance;

    Search(Automaton automaton, byte[] in, Place from) {
        this.automaton = automaton;
        this.in = in;
        alphabet = automaton.alphabet();
        generation = from.generation();
        transitions = generation.transitions();
        state = from.state();
        at = from.at();
        allowance = Automaton.STEPS_FREE + in.length / Automaton.OCTETS_PER_STEP;
    }

    boolean any() {
        while (at <= in.length) {
            skim();
            int to = next();
            if (to == Generation.UNKNOWN) {
                return new MatchSearch(automaton.continuations(), in).any(automaton.pending(generation, state), at);
            }
            if (to <= Generation.DEAD) {
                return to < 0;
            }
            state = to;
            at++;
        }
        return false;
    }

    /** False if it was given up. */
    boolean all(long[] hits) {
        while (at <= in.length) {
            skim();
            int to = next();
            if (to == Generation.UNKNOWN) {
                return false;
            }
            if (to == Generation.DEAD) {
                return true;
            }
            state = Math.abs(to);
            if (to < 0) {
                entered().addTo(hits);
            }
            at++;
        }
        return true;
    }

    /** Goes on as far as states are known and nothing is found; at least the last octet is left. */
    private void skim() {
        char[] symbols = alphabet.symbols();
        int last = in.length - 1;
        while (at < last) {
            int to = transitions[state + symbols[in[at] & 0xff]];
            if (to <= Generation.DEAD) {
                return;
            }
            state = to;
            at++;
        }
    }

    private Hits entered() {
        Hits seen = generation.hits(state);
        return seen.any() ? seen : automaton.hits(generation, state);
    }

    private int next() {
        int symbol = alphabet.symbol(in, at);
        int to = transitions[state + symbol];
        if (to != Generation.UNKNOWN || allowance == 0) {
            return to;
        }
        allowance--;
        Step step = automaton.step(generation, state, symbol);
        generation = step.generation();
        transitions = generation.transitions();
        return step.state();
    }

    /**
     * The last place before something is found, or the search leaves the states that may be known, where no match is under way: none that is found begins before.
     *
     * @param hiding behind these octets a match may be under way in a state that tells of none
     */
    int quiet(ByteSet hiding) {
        int quiet = at;
        while (at <= in.length) {
            quiet = generation.quiet(state) && !(at > 0 && hiding.contains(in[at - 1] & 0xff)) ? at : quiet;
            int to = next();
            if (to <= Generation.DEAD) {
                return quiet;
            }
            state = to;
            at++;
        }
        return quiet;
    }
}
