package dev.postern.automaton;

/**
 * Beginnings from which nothing matches, as texts have shown them: the next four or eight octets, where the automaton came to its end within them. Words and names come again and again, numbers of
 * more than a few digits do not. Shared between threads without a lock: an entry holds the octets themselves, is read and written whole, and says nothing about others.
 */
final class Lost {

    private static final int BITS = 11;
    /** What spreads octets over the table: odd, of no pattern (2⁶⁴ by the golden ratio). */
    private static final long SPREAD = 0x9e37_79b9_7f4a_7c15L;
    private static final long FOUR = 0xffff_ffffL;
    private static final int WIDTH = OctetMasks.WIDTH;

    private final long[] fours = new long[1 << BITS];
    private final long[] eights = new long[1 << BITS];

    Lost() {
        fours[0] = 1;
        eights[0] = 1;
    }

    /** One, or nought if nothing matches that begins with these octets. */
    long kept(long eight) {
        long four = eight & FOUR;
        long differs = fours[place(four)] ^ four;
        long differsToo = eights[place(eight)] ^ eight;
        return (differs | -differs) >>> 63 & (differsToo | -differsToo) >>> 63;
    }

    /** @param octets how many of these the automaton has looked at */
    void add(long eight, int octets) {
        if (octets <= 4) {
            long four = eight & FOUR;
            fours[place(four)] = four == 0 ? 1 : four;
        } else if (octets <= WIDTH && (eight & 0xff) >= 'A') {
            eights[place(eight)] = eight;
        }
    }

    private static int place(long octets) {
        return (int) (octets * SPREAD >>> 64 - BITS);
    }
}
