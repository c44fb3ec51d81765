package dev.postern.audit;

import dev.postern.config.AuditConfig;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;

/**
 * How a trail is kept.
 *
 * @param onFull     what {@link AuditTrail#accepting} says when the record cannot keep up
 * @param queue      events that may wait, 1 or more
 * @param forceEvery how long a line may be in the operating system's hands alone, 1 ms or more, 1 s by default
 * @param version    of the product, written in each line
 * @param clock      for the records of the trail itself; events carry their own time
 */
public record TrailSettings(AuditConfig.OnFull onFull, int queue, Duration forceEvery, String version, InstantSource clock) {

    public TrailSettings {
        Objects.requireNonNull(onFull, "onFull");
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(clock, "clock");
        if (queue < 1 || queue > 10_000_000) {
            throw new IllegalArgumentException("queue must be 1 to 10,000,000");
        }
        if (forceEvery.toMillis() < 1) {
            throw new IllegalArgumentException("forceEvery must be at least 1 ms");
        }
    }

    public static TrailSettings of(AuditConfig config, String version, InstantSource clock) {
        return new TrailSettings(config.onFull(), config.queue(), Duration.ofSeconds(1), version, clock);
    }
}
