package dev.postern.secret;

import dev.postern.detect.Window;
import java.util.Arrays;

/**
 * Walks through one text after another: which rules may match from a place on, and how far at most. For one thread.
 *
 * <p>Bound: a text may have one state made for each {@value #OCTETS_PER_STEP} of its octets and {@value #STEPS_FREE} more; then it goes on without states, which is slower and as exact.
 */
final class Walker {

    private static final int OCTETS_PER_STEP = 8;
    private static final int STEPS_FREE = 1024;

    private final Walks walks;
    private final char[] classes;
    private byte[] text = {};
    private int length;
    private final long[] found;
    private final Trails trails = new Trails();
    private Walks.Generation generation;
    private int allowance;
    private NetSteps without;
    private boolean any;

    Walker(Walks walks, int rules) {
        this.walks = walks;
        classes = walks.classes();
        generation = walks.generation();
        found = new long[(rules + 63) / 64];
    }

    /** The text from now on. */
    void on(byte[] another, int itsLength) {
        text = another;
        length = itsLength;
        generation = walks.generation();
        allowance = STEPS_FREE + length / OCTETS_PER_STEP;
        trails.clear();
    }

    /** Index behind the last octet that a match from here may take. */
    int walk(int from) {
        if (any) {
            Arrays.fill(found, 0);
            any = false;
        }
        int limit = Math.min(length, from + Window.MOST_HIT_BYTES);
        int near = Math.min(limit, from + Trails.STRIDE);
        int[] table = generation.table;
        int state = generation.start(from == 0 ? -1 : text[from - 1] & 0xff);
        for (int at = from; at < near; at++) {
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
        return near == limit ? limit : farther(from, near, state, limit);
    }

    /** Goes on along the trail of another walk where there is one. */
    private int farther(int from, int near, int begun, int limit) {
        Trails.Trail trail = new Trails.Trail();
        int state = begun;
        int at = near;
        int joined = 0;
        while (state != 0 && at < limit) {
            if (at % Trails.STRIDE == 0 && at >= joined) {
                Trails.Trail other = trails.at(at, state);
                if (other != null && other != trail) {
                    note(other.notedFrom(at));
                    trail.end = at;
                    trail.state = state;
                    trail = other;
                    state = other.state;
                    at = other.end;
                    joined = at;
                    continue;
                }
                trails.put(at, state, trail);
            }
            int to = step(state, at);
            if (to == Walks.UNKNOWN) {
                trails.clear();
                return withoutStates(from, limit);
            }
            state = to == Walks.DEAD ? 0 : Math.abs(to);
            at += to == Walks.DEAD ? 0 : 1;
            if (to < 0) {
                int[] rules = walks.rules(generation, state);
                note(rules);
                trail.note(rules, at);
            }
        }
        trail.end = at;
        trail.state = state;
        return Math.min(at, limit);
    }

    /** {@link Walks#UNKNOWN} if no more may be learned. */
    private int step(int state, int at) {
        int to = generation.table[state + classes[text[at] & 0xff]];
        return to != Walks.UNKNOWN || allowance == 0 ? to : learn(state, at);
    }

    private int learn(int state, int at) {
        allowance--;
        Walks.Step step = walks.learn(generation, state, text[at] & 0xff);
        if (step.generation() != generation) {
            trails.clear();
            generation = step.generation();
        }
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
