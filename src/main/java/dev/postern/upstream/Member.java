package dev.postern.upstream;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** One endpoint of an upstream: how much it has to do, and whether it is resting after a failed connect. Safe from any thread. */
final class Member {

    private final Origin origin;
    private final InstantSource clock;
    private final AtomicInteger open = new AtomicInteger();
    private final LongAdder requests = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private volatile Instant restsUntil = Instant.MIN;

    Member(Origin origin, InstantSource clock) {
        this.origin = origin;
        this.clock = clock;
    }

    Origin origin() {
        return origin;
    }

    void begin() {
        open.incrementAndGet();
        requests.increment();
    }

    void end() {
        open.decrementAndGet();
    }

    int open() {
        return open.get();
    }

    boolean resting() {
        return clock.instant().isBefore(restsUntil);
    }

    void connectFailed() {
        failures.increment();
        restsUntil = clock.instant().plus(Bounds.REST_AFTER_CONNECT_FAILURE);
    }

    void connected() {
        if (restsUntil != Instant.MIN) {
            restsUntil = Instant.MIN;
        }
    }

    void exchangeFailed() {
        failures.increment();
    }

    UpstreamStatus.EndpointStatus status(int connections) {
        return new UpstreamStatus.EndpointStatus(origin.toString(), open.get(), connections, requests.sum(), failures.sum(), resting());
    }
}
