package dev.postern.edge;

import java.time.Duration;

/**
 * Whether a body drips: it is waited for, and what comes over a whole window of waiting is less than a rate allows. Time in which nobody asks for it does not count. One thread.
 */
final class BodyPace {

    private final int rateBytes;
    private final long windowNanos;
    private long brought;
    private long waited;
    private long since;
    private boolean waiting;

    BodyPace(int rateBytes, Duration window) {
        this.rateBytes = rateBytes;
        this.windowNanos = window.toNanos();
    }

    void waits() {
        if (!waiting) {
            waiting = true;
            since = System.nanoTime();
        }
    }

    void waitsNoMore() {
        if (waiting) {
            waiting = false;
            waited += System.nanoTime() - since;
        }
    }

    /** Judges at the end of each window. */
    boolean tooSlow(int bytes) {
        if (rateBytes == 0) {
            return false;
        }
        brought += bytes;
        if (waiting) {
            waitsNoMore();
            waits();
        }
        if (waited < windowNanos) {
            return false;
        }
        boolean slow = brought < rateBytes * (waited / 1e9);
        brought = 0;
        waited = 0;
        return slow;
    }

    @Override
    public String toString() {
        return rateBytes + " octets a second";
    }
}
