package dev.postern.device;

import java.time.Duration;
import java.time.Instant;

/** When something is to be fetched again. */
final class Due {

    private Due() {}

    /** After {@code refresh}, or when nine tenths of what it is good for are over; not sooner than {@code shortest}, unless the operator wants it so. */
    static Instant after(Instant now, Duration refresh, Instant goodUntil, Duration shortest) {
        Duration most = Duration.between(now, goodUntil).multipliedBy(9).dividedBy(10);
        Duration least = refresh.compareTo(shortest) < 0 ? refresh : shortest;
        Duration wait = most.compareTo(refresh) < 0 ? most : refresh;
        return now.plus(wait.compareTo(least) < 0 ? least : wait);
    }
}
