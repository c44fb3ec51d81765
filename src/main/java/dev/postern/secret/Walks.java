package dev.postern.secret;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The states of a {@link RuleNet} that texts have asked for. Shared between threads: a step that is known is two reads of arrays without a lock, an unknown one is worked out under one.
 *
 * <p>Bound: {@value #CELLS} cells of the table, after which it is begun anew.
 */
final class Walks {

    static final int CELLS = 1 << 20;
    static final int UNKNOWN = 0;
    static final int DEAD = 1;

    private final RuleNet net;
    private final boolean[] insideWords;
    private final int stride;
    private final NetSteps steps;
    private volatile Generation current;

    /** Some nodes, sorted. */
    private record State(int[] nodes) {
        @Override
        public boolean equals(Object other) {
            return other instanceof State state && Arrays.equals(nodes, state.nodes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(nodes);
        }
    }

    /** By state and class of octets the next state as its offset in the table, negative if rules end there. */
    static final class Generation {
        final int[] table = new int[CELLS];
        private final int[][] rules;
        private final int stride;
        private final List<State> states = new ArrayList<>();
        private final Map<State, Integer> offsets = new HashMap<>();
        private int fresh;
        private int freshInWord;

        private Generation(int stride) {
            this.stride = stride;
            rules = new int[CELLS / stride][];
            states.add(new State(new int[0]));
        }

        /** Where a match begins. */
        int start(int octetBefore) {
            return octetBefore >= 0 && Octets.WORD.contains(octetBefore) ? freshInWord : fresh;
        }

        /** The state's offset; {@link #UNKNOWN} if there is no more room. */
        private int enter(State state, NetSteps steps) {
            Integer known = offsets.get(state);
            if (known != null) {
                return known;
            }
            int number = states.size();
            if (number == rules.length) {
                return UNKNOWN;
            }
            states.add(state);
            rules[number] = steps.ended(state.nodes);
            int offset = rules[number].length > 0 ? -number * stride : number * stride;
            offsets.put(state, offset);
            return offset;
        }
    }

    /** Where an octet leads: the generation now, and the state in it. */
    record Step(Generation generation, int state) {}

    /** @param insideWords by rule: whether it may begin behind an octet of a word */
    Walks(RuleNet net, boolean[] insideWords) {
        this.net = net;
        this.insideWords = insideWords.clone();
        stride = Math.max(2, net.examples().length);
        steps = new NetSteps(net, insideWords);
        current = generationAnew();
    }

    Generation generation() {
        return current;
    }

    char[] classes() {
        return net.classes();
    }

    /** For a thread that goes on without states. */
    NetSteps steps() {
        return new NetSteps(net, insideWords);
    }

    private Generation generationAnew() {
        Generation generation = new Generation(stride);
        generation.fresh = Math.abs(generation.enter(new State(steps.begin(' ')), steps));
        generation.freshInWord = Math.abs(generation.enter(new State(steps.begin('a')), steps));
        return generation;
    }

    synchronized Step learn(Generation generation, int state, int octet) {
        int cell = state + net.classes()[octet];
        if (generation.table[cell] != UNKNOWN) {
            return new Step(generation, generation.table[cell]);
        }
        State then = new State(steps.take(generation.states.get(state / stride).nodes, octet));
        if (then.nodes.length == 0) {
            generation.table[cell] = DEAD;
            return new Step(generation, DEAD);
        }
        int offset = generation.enter(then, steps);
        if (offset == UNKNOWN) {
            Generation anew = generationAnew();
            current = anew;
            return new Step(anew, anew.enter(then, steps));
        }
        generation.table[cell] = offset;
        return new Step(generation, offset);
    }

    /** Which rules end in a state. */
    int[] rules(Generation generation, int state) {
        int[] seen = generation.rules[state / stride];
        return seen != null ? seen : rulesLocked(generation, state);
    }

    private synchronized int[] rulesLocked(Generation generation, int state) {
        return generation.rules[state / stride];
    }
}
