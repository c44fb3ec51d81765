package dev.postern.automaton;

/**
 * How many states an automaton may still work out: {@value #BURST} at once, and one more for each {@value #NANOS_EACH} ns that pass. Texts that ask for new states without end, which only hostile
 * ones do, then cost what searching without states costs and not many times that. Under the automaton's lock.
 */
final class Learning {

    static final int BURST = 8_192;
    static final long NANOS_EACH = 100_000;

    private int left;
    private long since;

    Learning(long now) {
        left = BURST;
        since = now;
    }

    /** Takes one, if there is one; {@code now} is a time of {@link System#nanoTime}. */
    boolean take(long now) {
        if (left < BURST) {
            long earned = (now - since) / NANOS_EACH;
            left = (int) Math.min(BURST, left + earned);
            since += earned * NANOS_EACH;
        } else {
            since = now;
        }
        if (left == 0) {
            return false;
        }
        left--;
        return true;
    }
}
