package dev.postern.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.config.UpstreamConfig.CircuitConfig;
import dev.postern.config.UpstreamConfig.HttpVersions;
import dev.postern.config.UpstreamConfig.Timeouts;
import dev.postern.exchange.Reason;
import dev.postern.upstream.UpstreamStatus.State;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServerOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Connections that are all in use are not connections that cannot be made. */
class FullPoolTest {

    private static final int FAILURES_THAT_EJECT = 5;

    private final Lab lab = new Lab();
    private final Promise<Void> arrived = Promise.promise();
    private final Promise<Void> go = Promise.promise();

    @BeforeEach
    void oneConnection() {
        lab.connections = 1;
        lab.timeouts = new Timeouts(Duration.ofSeconds(2), Duration.ofSeconds(60), Duration.ZERO);
    }

    @AfterEach
    void close() {
        lab.close();
    }

    /** One that takes one request at a time and is slow about it. */
    private String slow() {
        HttpServerOptions options = lab.mesh.secured(new HttpServerOptions()).setInitialSettings(new Http2Settings().setMaxConcurrentStreams(1));
        return lab.app(options, request -> {
            arrived.tryComplete();
            go.future().onSuccess(late -> request.response().end("slow"));
        });
    }

    private List<UpstreamStatus.EndpointStatus> endpoints() {
        return lab.upstreams.status().getFirst().endpoints();
    }

    /** A request that has the one connection. */
    private Future<Lab.Answer> occupied(Forwarder forwarder) {
        Future<Lab.Answer> first = lab.answer(forwarder, Lab.get("/"));
        Lab.await(Future.any(arrived.future(), first));
        assertTrue(arrived.future().isComplete(), "it has the connection");
        return first;
    }

    private void waits(int open) {
        lab.until(() -> endpoints().getFirst().open() >= open);
        assertEquals(open, endpoints().getFirst().open());
    }

    @ParameterizedTest
    @EnumSource(value = HttpVersions.class, names = {"HTTP_1_1", "HTTP_2"})
    void whoWaitsInVainForAConnectionIsToldSoAndTheEndpointIsNotBlamed(HttpVersions version) {
        lab.protocol = version;
        Forwarder forwarder = lab.forwarder(slow());
        Future<Lab.Answer> first = occupied(forwarder);
        List<Future<Lab.Answer>> more = IntStream.range(0, 2 * FAILURES_THAT_EJECT).mapToObj(i -> lab.answer(forwarder, Lab.get("/"))).toList();
        more.forEach(one -> assertEquals(Reason.UPSTREAM_BUSY, Lab.reason(one)));
        assertEquals(503, Reason.UPSTREAM_BUSY.status());
        assertEquals(State.AVAILABLE, endpoints().getFirst().state());
        assertEquals(new UpstreamStatus.Counts(1 + more.size(), 0, 0, 0, 0), endpoints().getFirst().counts());
        go.complete();
        assertEquals("slow", Lab.await(first).text());
        assertEquals("slow", lab.whole(forwarder, Lab.get("/")).text());
        lab.until(() -> endpoints().getFirst().open() == 0);
    }

    @Test
    void anotherEndpointIsAskedWhereThereIsOne() {
        lab.protocol = HttpVersions.HTTP_1_1;
        Forwarder forwarder = lab.forwarder(slow(), lab.app(request -> request.response().end("free")));
        Future<Lab.Answer> first = occupied(forwarder);
        Map<String, Integer> seen = new TreeMap<>();
        IntStream.range(0, 6).forEach(i -> seen.merge(lab.whole(forwarder, Lab.get("/")).text(), 1, Integer::sum));
        assertEquals(Map.of("free", 6), seen);
        assertEquals(List.of(State.AVAILABLE, State.AVAILABLE), endpoints().stream().map(UpstreamStatus.EndpointStatus::state).toList());
        go.complete();
        Lab.await(first);
    }

    @Test
    void aFullQueueIsNoFailureEither() {
        lab.protocol = HttpVersions.HTTP_1_1;
        lab.circuit = new CircuitConfig(10_000, 1);
        lab.timeouts = new Timeouts(Duration.ofSeconds(60), Duration.ofSeconds(60), Duration.ZERO);
        Forwarder forwarder = lab.forwarder(slow());
        Future<Lab.Answer> first = occupied(forwarder);
        Future<Lab.Answer> second = lab.answer(forwarder, Lab.get("/"));
        waits(2);
        IntStream.range(0, 2 * FAILURES_THAT_EJECT).forEach(i -> assertEquals(Reason.UPSTREAM_BUSY, lab.refusal(forwarder, Lab.get("/"))));
        assertEquals(0, endpoints().getFirst().counts().failures());
        go.complete();
        assertEquals("slow", Lab.await(first).text());
        assertEquals("slow", Lab.await(second).text());
    }

    /** Nobody accepts: that is not a full pool, however many wait. */
    @Test
    void aConnectThatHangsIsAFailedOne() {
        lab.protocol = HttpVersions.HTTP_1_1;
        String hanging = "https://127.0.0.1:" + Lab.await(lab.vertx.createNetServer().connectHandler(socket -> { }).listen(0, "127.0.0.1")).actualPort();
        Forwarder forwarder = lab.forwarder(hanging);
        List<Future<Lab.Answer>> all = IntStream.range(0, 4).mapToObj(i -> lab.answer(forwarder, Lab.get("/"))).toList();
        all.forEach(one -> assertEquals(Reason.UPSTREAM_UNREACHABLE, Lab.reason(one)));
        assertTrue(endpoints().getFirst().counts().failures() > 0);
        assertEquals(State.RESTING, endpoints().getFirst().state());
    }
}
