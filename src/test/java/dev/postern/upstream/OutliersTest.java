package dev.postern.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.config.Located;
import dev.postern.config.UpstreamConfig.EndpointConfig;
import dev.postern.config.UpstreamConfig.HealthConfig;
import dev.postern.config.UpstreamConfig.OutliersConfig;
import dev.postern.config.UpstreamConfig.RetryConfig.Condition;
import dev.postern.upstream.UpstreamStatus.State;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Endpoints that are wrong or gone, found out by requests or by asking; and that they come back. */
class OutliersTest {

    private final Lab lab = new Lab();
    private volatile Instant now = Instant.now();

    @BeforeEach
    void start() {
        lab.clock = () -> now;
        lab.retry = Lab.retrying(0, Condition.CONNECT_FAILURE);
    }

    @AfterEach
    void close() {
        lab.close();
    }

    private List<State> states() {
        return lab.upstreams.status().getFirst().endpoints().stream().map(UpstreamStatus.EndpointStatus::state).toList();
    }

    private List<Integer> statuses(Forwarder forwarder, int requests) {
        List<Integer> seen = new ArrayList<>();
        for (int i = 0; i < requests; i++) {
            seen.add(lab.whole(forwarder, Lab.get("/")).status());
        }
        return seen;
    }

    private String app(AtomicInteger status) {
        return lab.app(request -> request.response().setStatusCode(status.get()).end());
    }

    @Test
    void whoFailsAgainAndAgainIsEjectedForLongerEachTimeAndComesBack() {
        AtomicInteger ill = new AtomicInteger(503);
        Forwarder forwarder = lab.forwarder(app(ill), app(new AtomicInteger(200)));
        long times = statuses(forwarder, 20).stream().filter(status -> status == 503).count();
        assertEquals(5, times, "so many failures in a row, and no more");
        assertEquals(List.of(State.EJECTED, State.AVAILABLE), states());
        now = now.plusSeconds(30);
        assertEquals(5, statuses(forwarder, 20).stream().filter(status -> status == 503).count(), "it had its chance");
        now = now.plusSeconds(59);
        assertEquals(List.of(State.EJECTED, State.AVAILABLE), states(), "twice as long the second time");
        now = now.plusSeconds(1);
        ill.set(200);
        assertEquals(0, statuses(forwarder, 20).stream().filter(status -> status == 503).count());
        assertEquals(List.of(State.AVAILABLE, State.AVAILABLE), states());
        assertEquals(2, lab.upstreams.status().getFirst().endpoints().getFirst().counts().ejections());
    }

    @Test
    void goodAnswersInBetweenBreakTheRow() {
        AtomicInteger count = new AtomicInteger();
        Forwarder forwarder = lab.forwarder(lab.app(request -> request.response().setStatusCode(count.incrementAndGet() % 4 == 0 ? 200 : 503).end()),
                app(new AtomicInteger(200)));
        statuses(forwarder, 40);
        assertEquals(List.of(State.AVAILABLE, State.AVAILABLE), states());
    }

    @Test
    void aShareOfFailuresInAWindowIsEnough() {
        lab.outliers = new OutliersConfig(0, 50, Duration.ofSeconds(30), 20, Duration.ofSeconds(30), Duration.ofMinutes(5), 50);
        AtomicInteger count = new AtomicInteger();
        Forwarder forwarder = lab.forwarder(lab.app(request -> request.response().setStatusCode(count.incrementAndGet() % 3 == 0 ? 200 : 500).end()),
                app(new AtomicInteger(200)));
        statuses(forwarder, 36);
        assertEquals(List.of(State.AVAILABLE, State.AVAILABLE), states(), "fewer than the minimum prove nothing");
        statuses(forwarder, 10);
        assertEquals(List.of(State.EJECTED, State.AVAILABLE), states());
    }

    /** Whoever can make every endpoint fail, by a request that none can stand or by their common database, takes none away. */
    @Test
    void neverAreAllEjected() {
        Forwarder forwarder = lab.forwarder(app(new AtomicInteger(503)), app(new AtomicInteger(503)), app(new AtomicInteger(503)));
        statuses(forwarder, 100);
        assertEquals(1, states().stream().filter(State.EJECTED::equals).count(), "half of three, rounded down");
        Forwarder alone = lab.forwarder(app(new AtomicInteger(503)));
        statuses(alone, 20);
        assertEquals(List.of(State.AVAILABLE), states());
    }

    private void sweepUntil(BooleanSupplier done) {
        Instant until = Instant.now().plusSeconds(20);
        while (!done.getAsBoolean() && Instant.now().isBefore(until)) {
            now = now.plusSeconds(12);
            lab.sweep();
            Promise<Void> soon = Promise.promise();
            lab.vertx.setTimer(50, due -> soon.complete());
            Lab.await(soon.future());
        }
        assertTrue(done.getAsBoolean(), states().toString());
    }

    @Test
    void whoSaysThatItIsIllIsNotAsked() {
        AtomicBoolean well = new AtomicBoolean();
        AtomicInteger requests = new AtomicInteger();
        List<String> agents = new ArrayList<>();
        lab.health = Optional.of(new HealthConfig(Optional.of("/healthz?deep"), Duration.ofSeconds(10), Duration.ofSeconds(5), 2, 3));
        String url = lab.app(request -> {
            if (request.uri().equals("/healthz?deep")) {
                agents.add(request.getHeader("User-Agent"));
                request.response().setStatusCode(well.get() ? 204 : 503).end();
            } else {
                requests.incrementAndGet();
                request.response().end();
            }
        });
        Forwarder forwarder = lab.forwarder(url, lab.app(request -> request.response().end()));
        sweepUntil(() -> states().equals(List.of(State.UNHEALTHY, State.AVAILABLE)));
        statuses(forwarder, 10);
        assertEquals(0, requests.get());
        well.set(true);
        int asked = agents.size();
        sweepUntil(() -> states().equals(List.of(State.AVAILABLE, State.AVAILABLE)));
        assertTrue(agents.size() >= asked + 2, "one good answer is not enough");
        statuses(forwarder, 10);
        assertEquals(5, requests.get());
        assertEquals("postern-health", agents.getFirst());
    }

    /** What it was ejected for may be over long before its time is; but a health check that says so of an endpoint that goes on failing is believed once. */
    @Test
    void whoIsWellAgainComesBackBeforeItsTimeOnce() {
        Duration ejection = Duration.ofHours(5);
        lab.outliers = new OutliersConfig(5, 0, Duration.ofSeconds(30), 50, ejection, Duration.ofHours(10), 50);
        lab.health = Optional.of(new HealthConfig(Optional.of("/healthz"), Duration.ofSeconds(10), Duration.ofSeconds(5), 3, 3));
        AtomicInteger ill = new AtomicInteger(503);
        AtomicInteger checks = new AtomicInteger();
        Forwarder forwarder = lab.forwarder(lab.app(request -> {
            boolean check = request.uri().equals("/healthz");
            checks.addAndGet(check ? 1 : 0);
            request.response().setStatusCode(check ? 204 : ill.get()).end();
        }), app(new AtomicInteger(200)));
        sweepUntil(() -> checks.get() > 3);
        statuses(forwarder, 20);
        assertEquals(List.of(State.EJECTED, State.AVAILABLE), states(), "what was well before proves nothing");
        int before = checks.get();
        Instant ejected = now;
        sweepUntil(() -> states().getFirst() == State.AVAILABLE);
        assertTrue(checks.get() >= before + 3, checks.get() - before + " good answers were enough");
        assertTrue(now.isBefore(ejected.plus(ejection)), "it came back by itself");
        statuses(forwarder, 20);
        assertEquals(List.of(State.EJECTED, State.AVAILABLE), states());
        int again = checks.get();
        sweepUntil(() -> checks.get() > again + 6);
        assertEquals(List.of(State.EJECTED, State.AVAILABLE), states(), "it failed again right after: now it waits");
    }

    @Test
    void aConnectionIsEnoughWhereNoPathIsAskedForAndAStrangerIsIll() {
        lab.health = Optional.of(new HealthConfig(Optional.empty(), Duration.ofSeconds(10), Duration.ofSeconds(5), 2, 3));
        String stranger = lab.app(lab.mesh.secured(new HttpServerOptions(), lab.mesh.authority.svid(Mesh.OTHER)), request -> request.response().end());
        String silent = lab.app(request -> { });
        lab.forwarder(stranger, silent, "https://127.0.0.1:1");
        sweepUntil(() -> states().equals(List.of(State.UNHEALTHY, State.AVAILABLE, State.UNHEALTHY)));
    }

    @Test
    void silenceIsIllToo() {
        lab.health = Optional.of(new HealthConfig(Optional.of("/"), Duration.ofSeconds(10), Duration.ofSeconds(1), 2, 3));
        lab.forwarder(lab.app(request -> { }), lab.app(request -> request.response().end()));
        sweepUntil(() -> states().equals(List.of(State.UNHEALTHY, State.AVAILABLE)));
    }

    /** However few are left: who cannot prove its identity gets nothing. */
    @Test
    void whenTooFewAreAvailableTheIllAreAskedAndStrangersAreNot() {
        lab.panicPercent = 90;
        lab.retry = Lab.retrying(2, Condition.CONNECT_FAILURE);
        lab.health = Optional.of(new HealthConfig(Optional.of("/healthz"), Duration.ofSeconds(10), Duration.ofSeconds(5), 2, 3));
        AtomicInteger strangers = new AtomicInteger();
        AtomicInteger ill = new AtomicInteger();
        Forwarder forwarder = lab.forwarder(
                lab.app(request -> {
                    boolean check = request.uri().equals("/healthz");
                    ill.addAndGet(check ? 0 : 1);
                    request.response().setStatusCode(check ? 503 : 200).end();
                }),
                lab.app(lab.mesh.secured(new HttpServerOptions(), lab.mesh.authority.svid(Mesh.OTHER)), request -> {
                    strangers.incrementAndGet();
                    request.response().end();
                }),
                lab.app(request -> request.response().end()));
        sweepUntil(() -> states().equals(List.of(State.UNHEALTHY, State.UNHEALTHY, State.AVAILABLE)));
        assertEquals(Collections.nCopies(30, 200), statuses(forwarder, 30));
        assertTrue(ill.get() > 0, "it is asked although it says that it is ill");
        assertEquals(0, strangers.get());
    }

    @ParameterizedTest
    @ValueSource(strings = {"priority", "zone"})
    void theOtherSiteStepsInAndBackOutAgain(String by) {
        boolean zones = by.equals("zone");
        lab.zone = zones ? Optional.of("here") : Optional.empty();
        lab.health = Optional.of(new HealthConfig(Optional.empty(), Duration.ofSeconds(10), Duration.ofSeconds(5), 1, 1));
        HttpServer near = lab.vertx.createHttpServer(lab.mesh.secured(new HttpServerOptions())).requestHandler(request -> request.response().end("near"));
        int port = Lab.await(near.listen(0, "127.0.0.1")).actualPort();
        String far = lab.app(request -> request.response().end("far"));
        lab.endpoints = List.of(new EndpointConfig(Located.of(URI.create("https://127.0.0.1:" + port)), 1, 0, lab.zone), new EndpointConfig(Located.of(URI.create(far)), 1, zones ? 0 : 1, zones ? Optional.of("there") : Optional.empty()));
        Forwarder forwarder = lab.forwarder();
        assertEquals("near", lab.whole(forwarder, Lab.get("/")).text());
        Lab.await(near.close());
        sweepUntil(() -> states().equals(List.of(State.UNHEALTHY, State.AVAILABLE)));
        assertEquals("far", lab.whole(forwarder, Lab.get("/")).text());
        HttpServer again = lab.vertx.createHttpServer(lab.mesh.secured(new HttpServerOptions())).requestHandler(request -> request.response().end("near"));
        Lab.await(again.listen(port, "127.0.0.1"));
        sweepUntil(() -> states().equals(List.of(State.AVAILABLE, State.AVAILABLE)));
        assertEquals("near", lab.whole(forwarder, Lab.get("/")).text());
    }
}
