package dev.postern.limit;

import dev.postern.config.LimitConfig;
import dev.postern.limit.ConcurrencyStore.Seat;
import dev.postern.limit.RateStore.Draw;
import java.util.Optional;

/** One configured limit, ready: its bucket's definition when it has a rate, and its count when it has a bound on concurrency. */
final class CompiledLimit {

    private final LimitConfig config;
    private final Optional<RateLimit> rate;
    private final String countId;

    CompiledLimit(LimitConfig config) {
        this.config = config;
        this.rate = config.requests() > 0 ? Optional.of(RateLimit.of(config)) : Optional.empty();
        this.countId = String.join("|", config.name().value(), config.by().name(), config.claim().orElse(""));
    }

    String name() {
        return config.name().value();
    }

    Optional<RateLimit> rate() {
        return rate;
    }

    String key(LimitSubject subject) {
        return SubjectKey.of(config, subject);
    }

    Optional<Draw> draw(String key) {
        return rate.map(limit -> new Draw(limit, key));
    }

    Optional<Seat> seat(String key) {
        return config.concurrency() > 0 ? Optional.of(new Seat(countId, key, config.concurrency())) : Optional.empty();
    }
}
