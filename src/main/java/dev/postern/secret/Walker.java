package dev.postern.secret;

import dev.postern.detect.Window;
import java.util.Arrays;

/**
 * Walks through one text: which rules may match from a place on, and how far at most. For one thread.
 *
 * <p>Bound: a text may have one state made for each {@value #OCTETS_PER_STEP} of its octets and {@value #STEPS_FREE} more; then it goes on without states, which is slower and as exact.
 */
final class Walker {

    private static final int OCTETS_PER_STEP = 8;
    private static final int STEPS_FREE = 1024;

    private final Walks walks;
    private final char[] classes;
    private final byte[] text;
    private final int length;
    private final long[] found;
    private Walks.Generation generation;
    private int allowance;
    private NetSteps without;
    private boolean any;

    Walker(Walks walks, int rules, byte[] text, int length) {
        this.walks = walks;
        this.text = text;
        this.length = length;
        classes = walks.classes();
        generation = walks.generation();
        found = new long[(rules + 63) / 64];
        allowance = STEPS_FREE + length / OCTETS_PER_STEP;
    }

    /** Index behind the last octet that a match from here may take. */
    int walk(int from) {
        if (any) {
            Arrays.fill(found, 0);
            any = false;
        }
        int limit = Math.min(length, from + Window.MOST_HIT_BYTES);
        int[] table = generation.table;
        int state = generation.start(from == 0 ? -1 : text[from - 1] & 0xff);
        for (int at = from; at < limit; at++) {
            int to = table[state + classes[text[at] & 0xff]];
            if (to <= Walks.DEAD) {
                if (to == Walks.UNKNOWN) {
                    if (allowance == 0) {
                        return withoutStates(from, limit);
                    }
                    to = learn(state, at);
                    table = generation.table;
                }
                if (to == Walks.DEAD) {
                    return at;
                }
                if (to < 0) {
                    to = -to;
                    note(walks.rules(generation, to));
                }
            }
            state = to;
        }
        return limit;
    }

    private int learn(int state, int at) {
        allowance--;
        Walks.Step step = walks.learn(generation, state, text[at] & 0xff);
        generation = step.generation();
        return step.state();
    }

    private int withoutStates(int from, int limit) {
        if (without == null) {
            without = walks.steps();
        }
        int[] nodes = without.begin(from == 0 ? -1 : text[from - 1] & 0xff);
        for (int at = from; at < limit; at++) {
            nodes = without.take(nodes, text[at] & 0xff);
            if (nodes.length == 0) {
                return at;
            }
            note(without.ended(nodes));
        }
        return limit;
    }

    private void note(int[] rules) {
        for (int rule : rules) {
            found[rule >> 6] |= 1L << rule;
            any = true;
        }
    }

    /** Whether the walk came to the end of some rule. */
    boolean any() {
        return any;
    }

    /** By rule, a bit: whether the walk came to its end, so that it may match. */
    long[] found() {
        return found;
    }
}
