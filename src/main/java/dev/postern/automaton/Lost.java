package dev.postern.automaton;

/**
 * Beginnings from which nothing matches, as texts have shown them: the next four or eight octets, where the automaton came to its end within them. Words and names come again and again. Shared
 * between threads without a lock: an entry holds the octets themselves, is read and written whole, and says nothing about others.
 */
final class Lost {

    private static final int BITS = 11;
    /** What spreads octets over the table: odd, of no pattern (2⁶⁴ by the golden ratio). */
    private static final long SPREAD = 0x9e37_79b9_7f4a_7c15L;
    private static final long FOUR = 0xffff_ffffL;
    static final int WIDTH = OctetMasks.WIDTH;

    private final int[] fours = new int[1 << BITS];
    private final long[] eights = new long[1 << BITS];

    /** Whether nothing matches that begins with these octets. */
    boolean contains(long eight) {
        int four = (int) eight;
        return four != 0 && fours[place(eight & FOUR)] == four || eight != 0 && eights[place(eight)] == eight;
    }

    /** @param octets how many of these the automaton has looked at */
    void add(long eight, int octets) {
        if (octets <= 4) {
            fours[place(eight & FOUR)] = (int) eight;
        } else if (octets <= WIDTH) {
            eights[place(eight)] = eight;
        }
    }

    private static int place(long octets) {
        return (int) (octets * SPREAD >>> 64 - BITS);
    }
}
