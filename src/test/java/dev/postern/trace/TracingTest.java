package dev.postern.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.config.ClientTls;
import dev.postern.config.TracesConfig;
import dev.postern.config.TracesConfig.TrustParent;
import dev.postern.exchange.Authority;
import dev.postern.exchange.CanonicalPath;
import dev.postern.exchange.Client;
import dev.postern.exchange.Headers;
import dev.postern.exchange.Protocol;
import dev.postern.exchange.RequestFacts;
import dev.postern.exchange.RequestId;
import dev.postern.trace.Tracing.Caller;
import io.vertx.core.MultiMap;
import java.net.InetAddress;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is believed about traces, and what is recorded. */
final class TracingTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SPAN = "00f067aa0ba902b7";
    private static final String OWN = "0123456789abcdef0123456789abcdef";
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Tracing.Ground GROUND = new Tracing.Ground("0.1.0", InstantSource.fixed(NOW), new SpanCounts());

    private static TracesConfig config(Optional<URI> endpoint, TrustParent trust, int oneIn, int perSecond) {
        return new TracesConfig(endpoint, ClientTls.PLATFORM, Map.of(), trust, oneIn, perSecond, 100);
    }

    private static final Optional<URI> NOBODY_THERE = Optional.of(URI.create("http://localhost:1/v1/traces"));

    private static RequestFacts facts(String... headers) {
        MultiMap received = MultiMap.caseInsensitiveMultiMap();
        for (int i = 0; i < headers.length; i += 2) {
            received.add(headers[i], headers[i + 1]);
        }
        Client client = new Client(InetAddress.getLoopbackAddress(), InetAddress.getLoopbackAddress(), Optional.empty(), List.of());
        return new RequestFacts(new RequestId(OWN), NOW, Protocol.HTTP_2, "GET", Authority.parse("a.test"), CanonicalPath.parse("/"), "", Headers.of(received), client);
    }

    private static RequestFacts sampled() {
        return facts("traceparent", "00-" + TRACE + '-' + SPAN + "-01", "tracestate", "a=1");
    }

    private static MultiMap told(ExchangeTrace trace) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        trace.upstream(() -> new UpstreamTry.Asked("GET", "https://u.test:1", "u.test", 1, "/", "u")).tell(headers);
        return headers;
    }

    private static void with(TracesConfig config, java.util.function.Consumer<Tracing> use) {
        Tracing tracing = Tracing.start(config, GROUND);
        use.accept(tracing);
        tracing.retire(Tracing.start(config(Optional.empty(), TrustParent.NEVER, 0, 1), GROUND));
    }

    @ParameterizedTest
    @CsvSource({"NEVER, ANONYMOUS, false", "NEVER, AUTHENTICATED, false", "AUTHENTICATED, ANONYMOUS, false", "AUTHENTICATED, AUTHENTICATED, true", "ALWAYS, ANONYMOUS, true"})
    void onlyWhoIsTrustedIsJoinedAndCanAskToBeRecorded(TrustParent trust, Caller caller, boolean joined) {
        with(config(NOBODY_THERE, trust, 0, 100), tracing -> {
            ExchangeTrace trace = tracing.enter(sampled(), caller);
            assertEquals(Optional.of(joined ? TRACE : OWN), trace.id());
            String told = told(trace).get("traceparent");
            assertTrue(told.startsWith("00-" + (joined ? TRACE : OWN) + '-'), told);
            assertTrue(told.endsWith(joined ? "-01" : "-00"), told);
            assertFalse(told.contains(SPAN), "what is told names our span");
            assertEquals(joined ? "a=1" : null, told(trace).get("tracestate"));
        });
    }

    @ParameterizedTest
    @CsvSource({"NEVER, AUTHENTICATED, false", "AUTHENTICATED, ANONYMOUS, false", "AUTHENTICATED, AUTHENTICATED, true", "ALWAYS, ANONYMOUS, true"})
    void withoutACollectorContextPassesUnchangedOrNotAtAll(TrustParent trust, Caller caller, boolean passes) {
        with(config(Optional.empty(), trust, 100, 100), tracing -> {
            ExchangeTrace trace = tracing.enter(sampled(), caller);
            assertEquals(passes ? Optional.of(TRACE) : Optional.empty(), trace.id());
            assertEquals(passes ? "00-" + TRACE + '-' + SPAN + "-01" : null, told(trace).get("traceparent"));
            assertEquals(passes ? ExchangeTrace.Foreign.PASSED : ExchangeTrace.Foreign.REMOVED, trace.foreign());
            assertEquals(Optional.empty(), tracing.enter(facts("traceparent", "00-" + TRACE + '-' + SPAN + "-1"), caller).id());
            assertEquals(Optional.empty(), tracing.enter(facts(), caller).id(), "without one there is nothing to pass");
        });
    }

    @Test
    void whatIsMalformedBeginsATrace() {
        with(config(NOBODY_THERE, TrustParent.ALWAYS, 0, 100), tracing -> {
            assertEquals(Optional.of(OWN), tracing.enter(facts("traceparent", "00-" + TRACE + '-' + SPAN + "-01-"), Caller.AUTHENTICATED).id());
            assertEquals(Optional.of(OWN), tracing.enter(facts("traceparent", "00-" + TRACE + '-' + SPAN + "-01", "traceparent", "00-" + TRACE + '-' + SPAN + "-01"),
                    Caller.AUTHENTICATED).id());
        });
    }

    @Test
    void whoIsTrustedCannotHaveEverythingRecordedEither() {
        with(config(NOBODY_THERE, TrustParent.AUTHENTICATED, 1, 3), tracing -> {
            long recorded = java.util.stream.IntStream.range(0, 50).mapToObj(i -> told(tracing.enter(sampled(), Caller.AUTHENTICATED)).get("traceparent"))
                    .filter(told -> told.endsWith("-01")).count();
            assertEquals(3, recorded);
            assertTrue(told(tracing.enter(facts(), Caller.ANONYMOUS)).get("traceparent").endsWith("-00"), "the second is used up");
        });
    }

    @Test
    void aClientThatDoesNotRecordIsNotRecorded() {
        with(config(NOBODY_THERE, TrustParent.AUTHENTICATED, 1, 100), tracing -> {
            String told = told(tracing.enter(facts("traceparent", "00-" + TRACE + '-' + SPAN + "-00"), Caller.AUTHENTICATED)).get("traceparent");
            assertTrue(told.endsWith("-00"), told);
        });
    }

    @Test
    void aShareIsRecorded() {
        with(config(NOBODY_THERE, TrustParent.NEVER, 10, 16_000_000), tracing -> {
            long recorded = java.util.stream.IntStream.range(0, 20_000).filter(i -> told(tracing.enter(facts(), Caller.ANONYMOUS)).get("traceparent").endsWith("-01")).count();
            assertTrue(recorded > 1_500 && recorded < 2_500, "one in ten of 20,000 is " + recorded);
        });
    }

    @Test
    void everyTryIsAnotherSpan() {
        with(config(NOBODY_THERE, TrustParent.NEVER, 1, 100), tracing -> {
            ExchangeTrace trace = tracing.enter(facts(), Caller.ANONYMOUS);
            assertNotEquals(told(trace).get("traceparent"), told(trace).get("traceparent"));
        });
    }

    @Test
    void anAllowanceIsForASecond() {
        Allowance allowance = new Allowance(2);
        assertTrue(allowance.take(7) && allowance.take(7));
        assertFalse(allowance.take(7));
        assertTrue(allowance.take(8) && allowance.take(8));
        assertFalse(allowance.take(8));
        assertTrue(allowance.take(7), "the clock was set back");
    }

    @Test
    void queriesKeepTheirNamesAlone() {
        assertEquals("a=REDACTED&b=REDACTED", QueryNames.of("a=hunter2&b=&hunter2&=hunter2"));
        assertEquals("", QueryNames.of(""));
        assertEquals("/p?a=REDACTED", QueryNames.ofTarget("/p?a=hunter2?b"));
        assertEquals(64, QueryNames.of("a=1&".repeat(10_000)).split("&").length);
    }
}
