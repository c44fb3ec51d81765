package dev.postern.limit;

import dev.postern.limit.RateStore.Balance;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.local.SynchronizationStrategy;
import java.time.Duration;

/** A bucket that knows when it will be full again. Guarded by whoever holds it. */
final class TimedBucket {

    private final Bucket bucket;
    private final TimeMeter meter;
    private long fullAt;

    TimedBucket(RateLimit limit, TimeMeter meter) {
        this.meter = meter;
        this.fullAt = meter.currentTimeNanos();
        this.bucket = Bucket.builder()
                .addLimit(bandwidth -> bandwidth.capacity(limit.burst()).refillGreedy(limit.requests(), limit.period()))
                .withCustomTimePrecision(meter)
                .withSynchronizationStrategy(SynchronizationStrategy.NONE)
                .build();
    }

    Balance take() {
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        fullAt = meter.currentTimeNanos() + probe.getNanosToWaitForReset();
        Duration wait = probe.isConsumed() ? Duration.ZERO : Duration.ofNanos(Math.max(1, probe.getNanosToWaitForRefill()));
        return new Balance(probe.getRemainingTokens(), Duration.ofNanos(probe.getNanosToWaitForReset()), wait);
    }

    /** The bucket never holds more than its burst, whatever is given back. */
    void giveBack() {
        bucket.addTokens(1);
    }

    long nanosUntilFull() {
        return fullAt - meter.currentTimeNanos();
    }
}
