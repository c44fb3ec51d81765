package dev.postern.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.config.Problems;
import dev.postern.config.UpstreamConfig.Balance;
import dev.postern.config.UpstreamConfig.HttpVersions;
import dev.postern.exchange.Reason;
import dev.postern.exchange.RefusedException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.jupiter.params.ParameterizedTest;

/** Choice of endpoints, failover, reuse of connections, reload. */
@Tag("tls")
class PoolTest {

    private final Lab lab = new Lab();

    @AfterEach
    void close() {
        lab.close();
    }

    private Map<String, Integer> spread(Forwarder forwarder, int requests) {
        Map<String, Integer> seen = new TreeMap<>();
        IntStream.range(0, requests).forEach(i -> seen.merge(lab.whole(forwarder, Lab.get("/")).text(), 1, Integer::sum));
        return seen;
    }

    private String named(String name) {
        return lab.app(request -> request.response().end(name));
    }

    @Test
    void roundRobinTakesTurns() {
        assertEquals(Map.of("a", 4, "b", 4, "c", 4), spread(lab.forwarder(named("a"), named("b"), named("c")), 12));
    }

    @Test
    void leastRequestsAvoidsTheBusyOne() {
        lab.balance = Balance.LEAST_REQUESTS;
        Promise<Void> go = Promise.promise();
        String slow = lab.app(request -> go.future().onSuccess(v -> request.response().end("slow")));
        Forwarder forwarder = lab.forwarder(slow, named("fast"));
        List<Future<Lab.Answer>> hanging = new ArrayList<>();
        while (lab.upstreams.status().getFirst().endpoints().getFirst().open() == 0) {
            hanging.add(lab.answer(forwarder, Lab.get("/")));
            Lab.await(lab.onLoop(Future::succeededFuture));
        }
        assertEquals(Map.of("fast", 6), spread(forwarder, 6));
        go.complete();
        Lab.all(hanging);
        lab.until(() -> lab.upstreams.status().getFirst().endpoints().getFirst().open() == 0);
    }

    @Test
    void failedConnectIsTriedOnTheNextAndTheEndpointRests() {
        Instant[] now = {Instant.parse("2026-01-01T00:00:00Z")};
        lab.clock = () -> now[0];
        Forwarder forwarder = lab.forwarder("https://127.0.0.1:1", named("b"));
        assertEquals(Map.of("b", 6), spread(forwarder, 6));
        UpstreamStatus.EndpointStatus dead = lab.upstreams.status().getFirst().endpoints().getFirst();
        assertEquals(1, dead.counts().failures(), "it was left alone after the first failure");
        assertEquals(UpstreamStatus.State.RESTING, dead.state());
        now[0] = now[0].plus(Bounds.REST_AFTER_CONNECT_FAILURE).plusSeconds(1);
        assertEquals(Map.of("b", 2), spread(forwarder, 2));
        assertEquals(2, lab.upstreams.status().getFirst().endpoints().getFirst().counts().failures(), "and asked again later");
    }

    @Test
    void bodyIsNotConsumedByAFailedConnect() {
        String echo = lab.app(request -> request.body().onSuccess(body -> request.response().end(body)));
        Forwarder forwarder = lab.forwarder("https://127.0.0.1:1", "https://127.0.0.1:2", echo);
        assertEquals("body", Lab.await(lab.onLoop(() -> forwarder.forward(lab.permit(),
                Lab.request("POST", "/", new RequestBody.Sized(new Source(io.vertx.core.buffer.Buffer.buffer("body"), 1), 4))).compose(Lab::read))).text());
    }

    @Test
    void attemptsAreBoundedAndDistrustIsReportedFirst() {
        String stranger = lab.app(lab.mesh.secured(new HttpServerOptions(), lab.mesh.authority.svid(Mesh.OTHER)), request -> request.response().end());
        assertEquals(Reason.UPSTREAM_UNTRUSTED, lab.refusal(lab.forwarder(stranger, "https://127.0.0.1:1"), Lab.get("/")));
        Forwarder dead = lab.forwarder("https://127.0.0.1:1", "https://127.0.0.1:2", "https://127.0.0.1:3", "https://127.0.0.1:4");
        assertEquals(Reason.UPSTREAM_UNREACHABLE, lab.refusal(dead, Lab.get("/")));
        assertEquals(Bounds.CONNECT_ATTEMPTS, lab.upstreams.status().getFirst().endpoints().stream().mapToLong(endpoint -> endpoint.counts().failures()).sum());
    }

    /** Answers the first request of a connection, and closes it on the second without a word: as a server does that has just grown tired of it. */
    private String tired(AtomicInteger stale) {
        lab.protocol = HttpVersions.HTTP_1_1;
        return lab.rude(socket -> {
            boolean[] used = {false};
            socket.handler(request -> {
                if (used[0]) {
                    stale.incrementAndGet();
                    socket.close();
                } else {
                    used[0] = true;
                    socket.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
                }
            });
        });
    }

    @Test
    void staleConnectionIsReplacedForWhatMayBeRepeated() {
        AtomicInteger stale = new AtomicInteger();
        Forwarder forwarder = lab.forwarder(tired(stale));
        for (int i = 0; i < 100 && stale.get() == 0; i++) {
            assertEquals("ok", lab.whole(forwarder, Lab.get("/")).text());
        }
        assertEquals(1, stale.get());
    }

    @Test
    void staleConnectionFailsWhatMayNotBeRepeated() {
        AtomicInteger stale = new AtomicInteger();
        Forwarder forwarder = lab.forwarder(tired(stale));
        Reason reason = Reason.INTERNAL;
        for (int i = 0; i < 100 && stale.get() == 0; i++) {
            Future<Lab.Answer> post = lab.answer(forwarder, Lab.request("POST", "/", new RequestBody.None()));
            reason = Lab.await(post.transform(result -> Future.succeededFuture(
                    result.failed() ? ((RefusedException) result.cause()).denial().reason() : Reason.INTERNAL)));
        }
        assertEquals(1, stale.get());
        assertEquals(Reason.UPSTREAM_BROKEN, reason);
    }

    @Test
    void newConnectionThatFailsIsNotReplacedWhereNothingIsRetried() {
        lab.protocol = HttpVersions.HTTP_1_1;
        lab.retry = Lab.retrying(0);
        AtomicInteger connections = new AtomicInteger();
        Forwarder forwarder = lab.forwarder(lab.rude(socket -> {
            connections.incrementAndGet();
            socket.handler(request -> socket.close());
        }));
        assertEquals(Reason.UPSTREAM_BROKEN, lab.refusal(forwarder, Lab.get("/")));
        assertEquals(1, connections.get());
    }

    @Test
    void whatDoesNoHarmIsTriedAgainAndAPostNeverIs() {
        lab.protocol = HttpVersions.HTTP_1_1;
        AtomicInteger connections = new AtomicInteger();
        Forwarder forwarder = lab.forwarder(lab.rude(socket -> {
            connections.incrementAndGet();
            socket.handler(request -> socket.close());
        }));
        assertEquals(Reason.UPSTREAM_BROKEN, lab.refusal(forwarder, Lab.get("/")));
        assertEquals(3, connections.get(), "once, and two retries");
        assertEquals(Reason.UPSTREAM_BROKEN, lab.refusal(forwarder, Lab.request("POST", "/", new RequestBody.None())));
        assertEquals(4, connections.get());
    }

    /** As servers do after so many requests, announced or not; with one connection there is nowhere else to go. */
    @ParameterizedTest
    @ValueSource(strings = {"connection: close\r\n", ""})
    void aConnectionClosedAfterItsAnswerFailsNoRequest(String announcement) {
        lab.protocol = HttpVersions.HTTP_1_1;
        lab.connections = 1;
        Forwarder forwarder = lab.forwarder(lab.rude(socket -> socket.handler(request ->
                socket.write("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n" + announcement + "\r\n").onComplete(written -> socket.close()))));
        for (int i = 0; i < 20; i++) {
            assertEquals(200, lab.whole(forwarder, Lab.get("/")).status());
        }
    }

    @Test
    void unchangedUpstreamsKeepTheirConnectionsAcrossAReload() {
        AtomicInteger connections = new AtomicInteger();
        HttpServer server = lab.vertx.createHttpServer(lab.mesh.secured(new HttpServerOptions())).connectionHandler(connection -> connections.incrementAndGet())
                .requestHandler(request -> request.response().end());
        String url = "https://127.0.0.1:" + Lab.await(server.listen(0, "127.0.0.1")).actualPort();
        Forwarder before = lab.forwarder(url);
        Pool pool = lab.upstreams.pool("ledger").orElseThrow();
        lab.whole(before, Lab.get("/"));
        Forwarder after = lab.forwarder(url);
        assertSame(pool, lab.upstreams.pool("ledger").orElseThrow());
        lab.whole(after, Lab.get("/"));
        lab.connections = 5;
        Forwarder changed = lab.forwarder(url);
        lab.whole(changed, Lab.get("/"));
        // An exchange of the configuration before still finds its way.
        assertEquals(200, lab.whole(after, Lab.get("/")).status());
        assertTrue(connections.get() >= 2);
    }

    @Test
    void exchangeInFlightOutlivesItsConfiguration() {
        Promise<Void> go = Promise.promise();
        Promise<Void> arrived = Promise.promise();
        String url = lab.app(request -> {
            arrived.complete();
            go.future().onSuccess(v -> request.response().end("late"));
        });
        Future<Lab.Answer> answer = lab.answer(lab.forwarder(url), Lab.get("/"));
        Lab.await(arrived.future());
        lab.upstreams.retire(Upstreams.none());
        go.complete();
        assertEquals("late", Lab.await(answer).text());
    }

    @Test
    void oldConnectionsAreReplaced() {
        Instant[] now = {Instant.now()};
        lab.clock = () -> now[0];
        AtomicInteger connections = new AtomicInteger();
        HttpServer server = lab.vertx.createHttpServer(lab.mesh.secured(new HttpServerOptions())).connectionHandler(connection -> connections.incrementAndGet())
                .requestHandler(request -> request.response().end());
        Forwarder forwarder = lab.forwarder("https://127.0.0.1:" + Lab.await(server.listen(0, "127.0.0.1")).actualPort());
        Lab.await(lab.onLoop(() -> forwarder.forward(lab.permit(), Lab.get("/")).compose(Lab::read)
                .compose(first -> forwarder.forward(lab.permit(), Lab.get("/")).compose(Lab::read))));
        assertEquals(1, connections.get());
        now[0] = now[0].plus(Bounds.GENERATION_LIFE).plus(Duration.ofSeconds(1));
        lab.whole(forwarder, Lab.get("/"));
        assertEquals(2, connections.get());
    }

    @Test
    void everythingWrongIsReportedAtOnce() {
        Problems problems = new Problems();
        Upstreams.compile(List.of(Lab.config(lab), Lab.config(lab, "http://ledger.corp.test", "https://ledger/path", "ftp://x", "https://a:0", "https://a", "https://a")),
                lab.meshConfig(), lab.surroundings(), problems);
        assertEquals(List.of(
                "upstream ledger has no url",
                "http without TLS leaves the gateway unprotected",
                "an endpoint has scheme, host and port only",
                "not an endpoint: ftp://x",
                "not a port: 0",
                "upstream ledger names an endpoint twice"), problems.list().stream().map(problem -> problem.message()).toList());
    }
}
