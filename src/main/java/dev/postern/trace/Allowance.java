package dev.postern.trace;

import java.util.concurrent.atomic.AtomicLong;

/** So many a second and no more. One word, exchanged atomically: the second above, what was given in it below. Safe from any thread. */
final class Allowance {

    private static final int COUNT_BITS = 24;
    private static final long COUNT = (1L << COUNT_BITS) - 1;

    private final int perSecond;
    private final AtomicLong given = new AtomicLong();

    /** @param perSecond below 2^24 */
    Allowance(int perSecond) {
        this.perSecond = perSecond;
    }

    boolean take(long second) {
        while (true) {
            long before = given.get();
            long count = before >> COUNT_BITS == second ? before & COUNT : 0;
            if (count >= perSecond) {
                return false;
            }
            if (given.compareAndSet(before, second << COUNT_BITS | count + 1)) {
                return true;
            }
        }
    }
}
