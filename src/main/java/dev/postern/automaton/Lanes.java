package dev.postern.automaton;

import java.util.Optional;

/**
 * Places that wait to be tried, tried side by side: the first two octets of each, then octet by octet all of them at once, until each is lost or promises a match. So no step waits for the one before it to come out of memory, and
 * the processor need not guess where each search ends. For one thread.
 */
final class Lanes {

    /** Octets of text that a place has from itself on. */
    static final int AHEAD = OctetMasks.WIDTH;
    /** Added at once at most. */
    static final int BLOCK = 64;
    private static final int FULL = 64;
    private static final int FEW = 2;
    /** Most places are lost within so many octets; what is left goes on by itself. */
    private static final int STEPS = 6;
    /** Octets that are taken at once. */
    private static final int BEGINNING = 2;

    private final int[] places;
    private final int[] states;
    private final int[] lost;
    private final int[] promising;
    private final int[] reached;
    private final int[] from;
    private Generation generation;
    private int count;
    private int promised;

    /** @param set what is tried; without one nothing is ever added */
    Lanes(Optional<AnchoredSet> set) {
        int size = set.isPresent() ? FULL + BLOCK : 0;
        places = new int[size];
        states = new int[size];
        lost = new int[size];
        promising = new int[size];
        reached = new int[size];
        from = new int[size];
    }

    /** To be written to behind the {@link #count} places that wait. */
    int[] places() {
        return places;
    }

    int count() {
        return count;
    }

    void waiting(int places) {
        count = places;
    }

    boolean full() {
        return count >= FULL;
    }

    /** Places at which something may match, the first {@link #promised} of this. */
    int[] promising() {
        return promising;
    }

    int promised() {
        return promised;
    }

    /** How many octets of it were taken. */
    int[] reached() {
        return reached;
    }

    /** What they have led to. */
    int[] from() {
        return from;
    }

    Generation generation() {
        return generation;
    }

    /** Sifts what waits; nothing waits afterwards. */
    void run(AnchoredSet set, byte[] in) {
        promised = 0;
        generation = set.begin(in, places, count, states);
        int[] transitions = generation.transitions();
        char[] symbols = set.alphabet().symbols();
        int alive = begun(transitions, symbols, in);
        int ahead = BEGINNING;
        for (; ahead < STEPS && alive > FEW; ahead++) {
            int next = 0;
            int dead = 0;
            int more = promised;
            for (int i = 0; i < alive; i++) {
                int place = places[i];
                int to = transitions[states[i] + symbols[in[place + ahead] & 0xff]];
                promising[more] = place;
                from[more] = states[i];
                reached[more] = ahead;
                more += to - Generation.DEAD >>> 31;
                places[next] = place;
                states[next] = to;
                next += Generation.DEAD - to >>> 31;
                lost[dead] = place;
                dead += (to - Generation.DEAD | Generation.DEAD - to) >= 0 ? 1 : 0;
            }
            alive = next;
            promised = more;
            forget(set, in, dead, ahead + 1);
        }
        for (int i = 0; i < alive; i++) {
            promising[promised] = places[i];
            from[promised] = states[i];
            reached[promised++] = ahead;
        }
        count = 0;
    }

    /**
     * Takes two octets at once: nearly every place that waits is one where {@link Beginnings} says that a match may begin with them. The few that are lost already are
     * tried again with those that promise something, which is when it is remembered. Returns how many are left.
     */
    private int begun(int[] transitions, char[] symbols, byte[] in) {
        int alive = 0;
        for (int i = 0; i < count; i++) {
            int place = places[i];
            int state = states[i];
            int one = transitions[state + symbols[in[place] & 0xff]];
            int two = one > Generation.DEAD ? transitions[one + symbols[in[place + 1] & 0xff]] : one;
            if (two > Generation.DEAD) {
                places[alive] = place;
                states[alive++] = two;
            } else {
                promising[promised] = place;
                from[promised] = state;
                reached[promised++] = 0;
            }
        }
        return alive;
    }

    private void forget(AnchoredSet set, byte[] in, int dead, int octets) {
        for (int i = 0; octets <= OctetMasks.WIDTH && i < dead; i++) {
            set.lose(in, lost[i], octets);
        }
    }
}
