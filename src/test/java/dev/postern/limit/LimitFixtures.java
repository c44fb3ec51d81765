package dev.postern.limit;

import dev.postern.config.LimitConfig;
import dev.postern.config.LimitConfig.Key;
import dev.postern.config.Located;
import dev.postern.config.Problems;
import io.vertx.core.Future;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Limits and subjects that tests share. */
final class LimitFixtures {

    private LimitFixtures() {}

    static LimitConfig rate(String name, Key by, long requests, Duration period) {
        return new LimitConfig(Located.of(name), by, Optional.empty(), requests, period, requests, 0);
    }

    static LimitConfig concurrency(String name, Key by, int maximum) {
        return new LimitConfig(Located.of(name), by, Optional.empty(), 0, Duration.ZERO, 0, maximum);
    }

    static LimitSubject user(String name) {
        return user(name, "192.0.2.1");
    }

    static LimitSubject user(String name, String address) {
        return new LimitSubject(Optional.of(name), Optional.empty(), Optional.empty(), claim -> List.of(), InetAddress.ofLiteral(address), "ledger");
    }

    static LimitSubject from(String address) {
        return LimitSubject.anonymous(InetAddress.ofLiteral(address), "ledger");
    }

    static LimitSubject claims(Map<String, List<String>> claims) {
        return new LimitSubject(Optional.of("alice"), Optional.empty(), Optional.empty(), name -> claims.getOrDefault(name, List.of()),
                InetAddress.ofLiteral("192.0.2.1"), "ledger");
    }

    static Limiter limiter(LimitStores stores, LimitConfig... configs) {
        Problems problems = new Problems();
        Limiter limiter = Limiter.compile(List.of(configs), stores, problems);
        problems.throwIfAny();
        return limiter;
    }

    static RouteLimits route(Limiter limiter, String... names) {
        Problems problems = new Problems();
        RouteLimits limits = limiter.forRoute(List.of(names).stream().map(Located::of).toList(), problems);
        problems.throwIfAny();
        return limits;
    }

    static <T> T now(Future<T> future) {
        if (!future.succeeded()) {
            throw new AssertionError("not done at once", future.cause());
        }
        return future.result();
    }
}
