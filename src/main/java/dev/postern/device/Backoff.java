package dev.postern.device;

import java.time.Duration;
import java.time.Instant;

/** When to try again after failures: a second, then twice as long each time, up to a bound. Not safe for threads. */
final class Backoff {

    private static final int MAX_DOUBLINGS = 16;

    private final Duration longest;
    private int failures;
    private Instant until = Instant.MIN;

    Backoff(Duration longest) {
        this.longest = longest;
    }

    boolean pauses(Instant now) {
        return now.isBefore(until);
    }

    void failed(Instant now) {
        Duration pause = Duration.ofSeconds(1L << Math.min(failures++, MAX_DOUBLINGS));
        until = now.plus(pause.compareTo(longest) < 0 ? pause : longest);
    }

    void succeeded() {
        failures = 0;
        until = Instant.MIN;
    }

    /** The first of a row: the one to log. */
    boolean isFirst() {
        return failures == 1;
    }
}
