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
            int to = next();
            if (to == Generation.UNKNOWN) {
                return simulated();
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

    /** The rest without states. */
    private boolean simulated() {
        Steps steps = automaton.steps();
        Pending from = automaton.pending(generation, state);
        int[] waiting = new int[steps.waiting().length];
        int count = from.instructions().length;
        System.arraycopy(from.instructions(), 0, waiting, 0, count);
        int before = from.before();
        for (; at <= in.length; at++) {
            steps.take(waiting, count, before, alphabet.symbol(in, at));
            if (steps.found()) {
                return true;
            }
            count = steps.count();
            before = steps.stoodBefore();
            System.arraycopy(steps.waiting(), 0, waiting, 0, count);
        }
        return false;
    }
}
