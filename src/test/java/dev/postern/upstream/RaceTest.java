package dev.postern.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.postern.config.UpstreamConfig.HedgeConfig;
import dev.postern.config.UpstreamConfig.HttpVersions;
import dev.postern.config.UpstreamConfig.RetryConfig.Condition;
import dev.postern.config.UpstreamConfig.Timeouts;
import dev.postern.exchange.Denial;
import dev.postern.exchange.Reason;
import dev.postern.trace.ExchangeTrace;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of an exchange of which two tries are under way when one of them fails, or both, or may not go on. */
class RaceTest {

    private final Lab lab = new Lab();
    private final ConcurrentLinkedQueue<HttpServerRequest> first = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<HttpServerRequest> second = new ConcurrentLinkedQueue<>();
    private final AtomicInteger cancelled = new AtomicInteger();
    /** A connection to an endpoint that has not been let in yet. */
    private final Promise<NetSocket> knocking = Promise.promise();
    private volatile List<Dialled> tries = List.of();
    private volatile Context loop;

    @BeforeEach
    void hedgedAndNotRetried() {
        lab.hedge = Optional.of(new HedgeConfig(Duration.ofMillis(20)));
        lab.retry = Lab.retrying(0);
    }

    @AfterEach
    void close() {
        lab.close();
    }

    private String holding(ConcurrentLinkedQueue<HttpServerRequest> held) {
        return lab.app(request -> {
            request.response().exceptionHandler(reset -> { }).closeHandler(closed -> cancelled.incrementAndGet());
            held.add(request);
        });
    }

    private String well() {
        return lab.app(request -> request.response().end("well"));
    }

    /** Accepts, and says nothing until it is let in to the app or closed. */
    private String closedDoor() {
        return "https://127.0.0.1:" + Lab.await(lab.vertx.createNetServer().connectHandler(socket -> knocking.complete(socket.pause())).listen(0, "127.0.0.1")).actualPort();
    }

    private void letIn(NetSocket socket, String app) {
        NetSocket onward = Lab.await(lab.vertx.createNetClient().connect(URI.create(app).getPort(), "127.0.0.1"));
        onward.pipeTo(socket);
        socket.pipeTo(onward);
    }

    private UpstreamStatus status() {
        return lab.upstreams.status().getFirst();
    }

    private long hedges() {
        return status().endpoints().stream().mapToLong(endpoint -> endpoint.counts().hedges()).sum();
    }

    private long failures(int endpoint) {
        return status().endpoints().get(endpoint).counts().failures();
    }

    private void nothingIsLeft() {
        lab.until(() -> status().circuit().requests() == 0 && status().endpoints().stream().allMatch(endpoint -> endpoint.open() == 0));
    }

    private static void hangUp(ConcurrentLinkedQueue<HttpServerRequest> held) {
        held.remove().connection().close();
    }

    /** A request whose tries are known. */
    private Future<Lab.Answer> watched(Forwarder forwarder) {
        ForwardRequest request = new ForwardRequest(Lab.facts("GET", MultiMap.caseInsensitiveMultiMap()), "/", new RequestBody.None(), List.of(), ForwardRequest.Credentials.OURS,
                name -> false, ExchangeTrace.NONE, Promise.<Void>promise().future(), underWay -> {
                    loop = Vertx.currentContext();
                    tries = underWay;
                });
        return lab.answer(forwarder, request);
    }

    private Optional<Denial> objection() {
        Promise<Optional<Denial>> found = Promise.promise();
        loop.runOnContext(here -> found.complete(lab.upstreams.objection("ledger", tries, Instant.now())));
        return Lab.await(found.future());
    }

    @ParameterizedTest
    @EnumSource(value = HttpVersions.class, names = {"HTTP_1_1", "HTTP_2"})
    void aHedgeThatIsStillBeingConnectedIsWaitedFor(HttpVersions version) {
        lab.protocol = version;
        Future<Lab.Answer> answer = lab.answer(lab.forwarder(holding(first), closedDoor()), Lab.get("/"));
        NetSocket socket = Lab.await(knocking.future());
        hangUp(first);
        lab.until(() -> failures(0) == 1);
        letIn(socket, well());
        assertEquals("well", Lab.await(answer).text());
        nothingIsLeft();
    }

    @Test
    void aHedgeThatCannotBeConnectedAfterTheFirstHasFailedIsTheEnd() {
        Future<Lab.Answer> answer = lab.answer(lab.forwarder(holding(first), closedDoor()), Lab.get("/"));
        NetSocket socket = Lab.await(knocking.future());
        hangUp(first);
        lab.until(() -> failures(0) == 1);
        socket.close();
        assertEquals(Reason.UPSTREAM_UNREACHABLE, Lab.reason(answer));
        nothingIsLeft();
    }

    @Test
    void whatMayBeTriedAgainIsTriedAgainThen() {
        lab.retry = Lab.retrying(1, Condition.CONNECT_FAILURE, Condition.RESET_BEFORE_HEAD);
        AtomicInteger asked = new AtomicInteger();
        String once = lab.app(request -> {
            if (asked.incrementAndGet() == 1) {
                first.add(request);
            } else {
                request.response().end("well");
            }
        });
        Future<Lab.Answer> answer = lab.answer(lab.forwarder(once, closedDoor()), Lab.get("/"));
        NetSocket socket = Lab.await(knocking.future());
        hangUp(first);
        lab.until(() -> failures(0) == 1);
        socket.close();
        assertEquals("well", Lab.await(answer).text());
        nothingIsLeft();
    }

    /** What might come of it is less than what is in hand. */
    @Test
    void anAnswerIsNotGivenUpForAHedgeWithoutAConnection() {
        lab.retry = Lab.retrying(0, Condition.UNAVAILABLE);
        Future<Lab.Answer> answer = lab.answer(lab.forwarder(holding(first), closedDoor()), Lab.get("/"));
        Lab.await(knocking.future());
        first.remove().response().setStatusCode(503).end("later");
        assertEquals("later", Lab.await(answer).text());
        nothingIsLeft();
    }

    @ParameterizedTest
    @EnumSource(value = HttpVersions.class, names = {"HTTP_1_1", "HTTP_2"})
    void bothMayFailOneAfterTheOther(HttpVersions version) {
        lab.protocol = version;
        Future<Lab.Answer> answer = lab.answer(lab.forwarder(holding(first), holding(second)), Lab.get("/"));
        lab.until(() -> first.size() == 1 && second.size() == 1);
        hangUp(second);
        lab.until(() -> failures(1) == 1);
        hangUp(first);
        assertEquals(Reason.UPSTREAM_BROKEN, Lab.reason(answer));
        assertEquals(1, failures(0));
        nothingIsLeft();
    }

    /** The first-byte clock is the exchange's: it says nothing about an endpoint that was asked late. */
    @Test
    void aHedgeThatHadLessTimeIsNotBlamedForIt() {
        lab.timeouts = new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(1), Duration.ZERO);
        Future<Lab.Answer> answer = lab.answer(lab.forwarder(holding(first), holding(second)), Lab.get("/"));
        lab.until(() -> first.size() == 1 && second.size() == 1);
        hangUp(first);
        assertEquals(Reason.UPSTREAM_TIMEOUT, Lab.reason(answer));
        assertEquals(1, failures(0));
        assertEquals(0, failures(1));
        nothingIsLeft();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void ofTwoTheOneWhoseEndpointIsWithdrawnIsGivenUp(boolean firstGoes) {
        lab.drain = Duration.ZERO;
        String one = holding(first);
        String other = holding(second);
        Future<Lab.Answer> answer = watched(lab.forwarder(one, other));
        lab.until(() -> first.size() == 1 && second.size() == 1);
        lab.forwarder(firstGoes ? other : one);
        assertEquals(Optional.empty(), objection());
        lab.until(() -> cancelled.get() == 1);
        assertEquals(1, tries.size());
        (firstGoes ? second : first).remove().response().end("well");
        assertEquals("well", Lab.await(answer).text());
        nothingIsLeft();
    }

    @Test
    void anExchangeNoneOfWhoseTriesMayGoOnMayNot() {
        lab.drain = Duration.ZERO;
        watched(lab.forwarder(holding(first), holding(second)));
        lab.until(() -> first.size() == 1 && second.size() == 1);
        lab.forwarder(well());
        assertEquals(Optional.of(Reason.UPSTREAM_WITHDRAWN), objection().map(Denial::reason));
        assertEquals(2, tries.size());
    }

    /** Where so few are left that everybody is asked, a hedge is still for those that are there. */
    @Test
    void aHedgeFindsWhoIsAvailable() {
        lab.retry = Lab.retrying(1, Condition.CONNECT_FAILURE);
        lab.panicPercent = 100;
        lab.timeouts = new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(3), Duration.ZERO);
        Forwarder forwarder = lab.forwarder(holding(first), "https://127.0.0.1:1", well());
        for (int i = 0; i < 2; i++) { // until it is known who is not there
            Lab.await(lab.answer(forwarder, Lab.get("/")).otherwiseEmpty());
        }
        assertEquals(UpstreamStatus.State.RESTING, status().endpoints().get(1).state());
        first.clear();
        long before = hedges();
        for (int i = 0; i < 6; i++) {
            assertEquals("well", lab.whole(forwarder, Lab.get("/")).text());
        }
        assertEquals(hedges() - before, first.size());
        nothingIsLeft();
    }
}
