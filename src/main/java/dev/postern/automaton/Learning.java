package dev.postern.automaton;

/**
 * How many states an automaton may still work out: so many at once, and one more for each so many ns that pass; {@value #BURST} and {@value #NANOS_EACH} for most. Texts that ask for new states without end, which only hostile
 * ones do, then cost what searching without states costs and not many times that. Under the automaton's lock.
 */
final class Learning {

    static final int BURST = 8_192;
    static final long NANOS_EACH = 400_000;
    /** For steps of {@link Continuations}, which take a microsecond or two. */
    static final int BURST_OF_STEPS = 1 << 16;
    static final long NANOS_EACH_STEP = 20_000;

    private final int burst;
    private final long nanosEach;
    private int left;
    private long since;

    Learning(long now) {
        this(now, BURST, NANOS_EACH);
    }

    /** For an automaton whose states take more or less time than most. */
    Learning(long now, int burst, long nanosEach) {
        this.burst = burst;
        this.nanosEach = nanosEach;
        left = burst;
        since = now;
    }

    /** Takes one, if there is one; {@code now} is a time of {@link System#nanoTime}. */
    boolean take(long now) {
        if (left < burst) {
            long earned = (now - since) / nanosEach;
            left = (int) Math.min(burst, left + earned);
            since += earned * nanosEach;
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
