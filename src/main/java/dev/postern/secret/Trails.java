package dev.postern.secret;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Where long walks of one text went. A walk that comes to a place in the state in which another was there goes on as that one did: so it jumps to where the other ended. Without this a text that
 * begins many walks, none of which ends soon, would cost the longest walk for each of its octets. For one thread.
 */
final class Trails {

    /** Every so many octets a walk looks for others. */
    static final int STRIDE = 64;

    private final Map<Long, Trail> trails = new HashMap<>();

    /** What is known of how walks went on; states are those of one generation. */
    static final class Trail {
        /** Index of the octet that was not taken. */
        int end;
        /** The state there; 0 if the octet led nowhere. */
        int state;
        /** By number of a noted rule the index of the last octet at which it was. */
        private int[] rules = new int[4];
        private int[] places = new int[4];
        private int count;

        void note(int[] noted, int at) {
            for (int rule : noted) {
                int i = 0;
                while (i < count && rules[i] != rule) {
                    i++;
                }
                if (i == count) {
                    if (count == rules.length) {
                        rules = Arrays.copyOf(rules, 2 * count);
                        places = Arrays.copyOf(places, 2 * count);
                    }
                    rules[count] = rule;
                    count++;
                }
                places[i] = at;
            }
        }

        /** The rules that were noted at this place or behind it. */
        int[] notedFrom(int at) {
            int[] noted = new int[count];
            int size = 0;
            for (int i = 0; i < count; i++) {
                if (places[i] >= at) {
                    noted[size++] = rules[i];
                }
            }
            return Arrays.copyOf(noted, size);
        }
    }

    Trail at(int place, int state) {
        return trails.get((long) place << 32 | state);
    }

    void put(int place, int state, Trail trail) {
        trails.put((long) place << 32 | state, trail);
    }

    void clear() {
        if (!trails.isEmpty()) {
            trails.clear();
        }
    }
}
