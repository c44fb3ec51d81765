package dev.postern.limit;

import dev.postern.config.LimitConfig;
import java.time.Duration;

/**
 * A token bucket's definition: it fills with {@code requests} tokens evenly over each {@code period} and holds {@code burst} at most; a request takes one.
 *
 * @param id       name and definition together: what is counted under it outlives a reload that leaves the definition as it was, and starts afresh after one that does not
 * @param name     as configured, shown to clients
 * @param requests 1 or more, at most one for each nanosecond of the period
 * @param period   1 s or longer
 * @param burst    1 or more
 */
public record RateLimit(String id, String name, long requests, Duration period, long burst) {

    public RateLimit {
        if (requests < 1 || burst < 1 || period.isNegative() || period.isZero()) {
            throw new IllegalArgumentException("requests, burst and period must be positive");
        }
    }

    /** One of our own, which nobody configures by name. */
    static RateLimit each(Duration period, String name, long requests, long burst) {
        return new RateLimit(name + '|' + requests + '|' + period, name, requests, period, burst);
    }

    static RateLimit of(LimitConfig config) {
        String id = String.join("|", config.name().value(), config.by().name(), config.claim().orElse(""),
                Long.toString(config.requests()), config.period().toString(), Long.toString(config.burst()));
        return new RateLimit(id, config.name().value(), config.requests(), config.period(), config.burst());
    }
}
