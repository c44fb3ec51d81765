package dev.postern.limit;

import static dev.postern.limit.LimitFixtures.claims;
import static dev.postern.limit.LimitFixtures.concurrency;
import static dev.postern.limit.LimitFixtures.from;
import static dev.postern.limit.LimitFixtures.limiter;
import static dev.postern.limit.LimitFixtures.now;
import static dev.postern.limit.LimitFixtures.rate;
import static dev.postern.limit.LimitFixtures.route;
import static dev.postern.limit.LimitFixtures.user;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.config.LimitConfig;
import dev.postern.config.LimitConfig.Key;
import dev.postern.config.Located;
import dev.postern.config.Problems;
import dev.postern.exchange.Reason;
import dev.postern.exchange.RefusedException;
import dev.postern.limit.Admission.Admitted;
import dev.postern.limit.Admission.Rejected;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimiterTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final ManualMeter meter = new ManualMeter();
    private final MemoryRateStore rates = new MemoryRateStore(meter, 100_000);
    private final MemoryConcurrencyStore concurrency = new MemoryConcurrencyStore();
    private final LimitStores stores = new LimitStores(rates, concurrency);

    @Test
    void aBucketEmptiesThenRefillsEvenly() {
        Limiter limiter = limiter(stores, rate("per-user", Key.USER, 6, MINUTE));
        RouteLimits route = route(limiter, "per-user");
        for (int i = 0; i < 6; i++) {
            assertEquals(5 - i, admitted(limiter, user("alice"), route).quotas().getFirst().remaining());
        }
        Rejected refused = rejected(limiter, user("alice"), route);
        assertEquals(Reason.RATE_LIMITED, refused.denial().reason());
        assertEquals(Duration.ofSeconds(10), refused.retryAfter());
        admitted(limiter, user("bob"), route);
        meter.advance(Duration.ofSeconds(10).minusNanos(1));
        rejected(limiter, user("alice"), route);
        meter.advance(Duration.ofNanos(1));
        admitted(limiter, user("alice"), route);
        rejected(limiter, user("alice"), route);
    }

    /** Whether the second request shares the first one's count, which holds one. */
    @ParameterizedTest
    @CsvSource({
            "ADDRESS, 192.0.2.1, 192.0.2.1, true",
            "ADDRESS, 192.0.2.1, 192.0.2.2, false",
            "ADDRESS, 2001:db8:1:2::1, 2001:db8:1:2:ffff::9, true",
            "ADDRESS, 2001:db8:1:2::1, 2001:db8:1:3::1, false",
            "ADDRESS, ::ffff:192.0.2.1, 192.0.2.1, true",
            "USER, 192.0.2.1, 192.0.2.1, true",
            "DEVICE, 192.0.2.1, 192.0.2.2, false",
            "WORKLOAD, 192.0.2.1, 192.0.2.1, true",
            "ROUTE, 192.0.2.1, 192.0.2.2, true",
    })
    void whoSharesACount(Key by, String first, String second, boolean shared) {
        Limiter limiter = limiter(stores, rate("one", by, 1, MINUTE));
        RouteLimits route = route(limiter, "one");
        admitted(limiter, from(first), route);
        assertEquals(!shared, now(limiter.admit(from(second), route)) instanceof Admitted);
    }

    @Test
    void aUserNamedLikeAnAddressKeyDoesNotTouchThatAddress() {
        Limiter limiter = limiter(stores, rate("one", Key.USER, 1, MINUTE));
        RouteLimits route = route(limiter, "one");
        admitted(limiter, from("192.0.2.7"), route);
        admitted(limiter, user("c0000207", "198.51.100.1"), route);
        admitted(limiter, user("a:c0000207", "198.51.100.1"), route);
    }

    @Test
    void aClaimOfSeveralValuesCountsByAllOfThemInAnyOrder() {
        LimitConfig config = new LimitConfig(Located.of("tenant"), Key.CLAIM, Optional.of("org.tenant"), 1, MINUTE, 1, 0);
        Limiter limiter = limiter(stores, config);
        RouteLimits route = route(limiter, "tenant");
        admitted(limiter, claims(Map.of("org.tenant", List.of("ab", "c"))), route);
        rejected(limiter, claims(Map.of("org.tenant", List.of("c", "ab"))), route);
        admitted(limiter, claims(Map.of("org.tenant", List.of("a", "bc"))), route);
        admitted(limiter, claims(Map.of()), route);
        rejected(limiter, from("192.0.2.1"), route);
        admitted(limiter, claims(Map.of("org.tenant", List.of("x".repeat(1_000_000)))), route);
        rejected(limiter, claims(Map.of("org.tenant", List.of("x".repeat(1_000_000)))), route);
    }

    @Test
    void aRefusalByOneLimitTakesNothingFromTheOthers() {
        Limiter limiter = limiter(stores, rate("wide", Key.ADDRESS, 10, MINUTE), rate("narrow", Key.USER, 1, MINUTE), rate("wider", Key.ROUTE, 20, MINUTE));
        RouteLimits route = route(limiter, "wide", "narrow", "wider");
        admitted(limiter, user("alice"), route);
        for (int i = 0; i < 50; i++) {
            Rejected refused = rejected(limiter, user("alice"), route);
            assertEquals(List.of(9L, 0L, 19L), refused.quotas().stream().map(Admission.Quota::remaining).toList());
        }
        assertEquals(List.of(8L, 0L, 18L), admitted(limiter, user("bob"), route).quotas().stream().map(Admission.Quota::remaining).toList());
    }

    @Test
    void aLeaseIsGivenBackOnceHoweverOftenItIsReleased() {
        Limiter limiter = limiter(stores, concurrency("open", Key.USER, 2));
        RouteLimits route = route(limiter, "open");
        Lease first = admitted(limiter, user("alice"), route).lease();
        admitted(limiter, user("alice"), route);
        assertEquals(Reason.CONCURRENCY_LIMITED, rejected(limiter, user("alice"), route).denial().reason());
        first.release();
        first.release();
        first.release();
        admitted(limiter, user("alice"), route);
        rejected(limiter, user("alice"), route);
    }

    @Test
    void aRateRefusalGivesThePlaceBack() {
        LimitConfig both = new LimitConfig(Located.of("both"), Key.USER, Optional.empty(), 1, MINUTE, 1, 1);
        Limiter limiter = limiter(stores, both);
        RouteLimits route = route(limiter, "both");
        admitted(limiter, user("alice"), route).lease().release();
        for (int i = 0; i < 5; i++) {
            assertEquals(Reason.RATE_LIMITED, rejected(limiter, user("alice"), route).denial().reason());
        }
        assertEquals(0, concurrency.counts());
    }

    @Test
    void aFullSecondCountGivesTheFirstPlaceBack() {
        Limiter limiter = limiter(stores, concurrency("per-user", Key.USER, 5), concurrency("per-route", Key.ROUTE, 1));
        RouteLimits route = route(limiter, "per-user", "per-route");
        Lease lease = admitted(limiter, user("alice"), route).lease();
        for (int i = 0; i < 10; i++) {
            rejected(limiter, user("bob"), route);
        }
        lease.release();
        assertEquals(0, concurrency.counts());
    }

    @Test
    void aReloadKeepsTheCountsOfAnUnchangedLimitAndResetsAChangedOne() {
        Limiter before = limiter(stores, rate("kept", Key.USER, 1, MINUTE), rate("changed", Key.USER, 1, MINUTE), concurrency("open", Key.USER, 1));
        admitted(before, user("alice"), route(before, "kept"));
        admitted(before, user("alice"), route(before, "changed"));
        Lease open = admitted(before, user("alice"), route(before, "open")).lease();

        Limiter after = limiter(stores, rate("kept", Key.USER, 1, MINUTE), rate("changed", Key.USER, 2, MINUTE), concurrency("open", Key.USER, 2));
        rejected(after, user("alice"), route(after, "kept"));
        admitted(after, user("alice"), route(after, "changed"));
        admitted(after, user("alice"), route(after, "open"));
        rejected(after, user("alice"), route(after, "open"));
        open.release();
        admitted(after, user("alice"), route(after, "open"));
    }

    @Test
    void aStoreThatFailsOrThrowsAdmitsNobodyAndKeepsNoPlace() {
        for (RateStore broken : List.<RateStore>of(draws -> Future.failedFuture("gone"), draws -> { throw new IllegalStateException("gone"); },
                draws -> Future.succeededFuture(List.of()))) {
            LimitConfig both = new LimitConfig(Located.of("both"), Key.USER, Optional.empty(), 1, MINUTE, 1, 1);
            Limiter limiter = limiter(new LimitStores(broken, concurrency), both);
            Future<Admission> answer = limiter.admit(user("alice"), route(limiter, "both"));
            assertEquals(Reason.OVERLOADED, assertInstanceOf(RefusedException.class, answer.cause()).denial().reason());
            assertEquals(0, concurrency.counts());
        }
    }

    @Test
    void aRouteWithoutLimitsAsksNobody() {
        Limiter limiter = limiter(new LimitStores(draws -> { throw new AssertionError(); }, seats -> { throw new AssertionError(); }));
        assertSame(Lease.NONE, admitted(limiter, user("alice"), RouteLimits.none()).lease());
    }

    @Test
    void everyMistakeIsReportedAtOnce() {
        Problems problems = new Problems();
        Limiter limiter = Limiter.compile(List.of(
                rate("a", Key.USER, 1, Duration.ofMillis(1)),
                rate("a\u001b[2J", Key.USER, 1, MINUTE),
                rate("b", Key.CLAIM, 1, MINUTE),
                rate("c", Key.USER, 0, MINUTE),
                rate("d", Key.USER, -1, MINUTE),
                rate("e", Key.USER, 1, MINUTE),
                rate("e", Key.USER, 1, MINUTE)), stores, problems);
        limiter.forRoute(List.of(Located.of("nope"), Located.of("e"), Located.of("e")), problems);
        String all = problems.list().toString();
        for (String wanted : List.of("period is PT0.001S", "cannot be used", "counts by claim", "limits nothing", "requests is -1", "defined twice", "no limit 'nope'",
                "named twice")) {
            assertTrue(all.contains(wanted), wanted + " in " + all);
        }
    }

    private static Admitted admitted(Limiter limiter, LimitSubject subject, RouteLimits route) {
        return assertInstanceOf(Admitted.class, now(limiter.admit(subject, route)));
    }

    private static Rejected rejected(Limiter limiter, LimitSubject subject, RouteLimits route) {
        return assertInstanceOf(Rejected.class, now(limiter.admit(subject, route)));
    }
}
