package dev.postern.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.config.UpstreamConfig.CircuitConfig;
import dev.postern.config.UpstreamConfig.HedgeConfig;
import dev.postern.config.UpstreamConfig.HttpVersions;
import dev.postern.config.UpstreamConfig.OutliersConfig;
import dev.postern.config.UpstreamConfig.RetryConfig;
import dev.postern.config.UpstreamConfig.RetryConfig.Condition;
import dev.postern.config.UpstreamConfig.Timeouts;
import dev.postern.exchange.Reason;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which requests are asked at a second endpoint, what becomes of the try that loses, and what a hedge may cost: seen at the upstream. */
class HedgeTest {

    private static final OutliersConfig AT_THE_FIRST_FAILURE = new OutliersConfig(1, 0, Duration.ofSeconds(30), 50, Duration.ofSeconds(30), Duration.ofMinutes(5), 50);

    private final Lab lab = new Lab();
    /** Requests that wait for an answer, at whichever endpoint. */
    private final ConcurrentLinkedQueue<HttpServerRequest> held = new ConcurrentLinkedQueue<>();
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger cancelled = new AtomicInteger();

    @BeforeEach
    void hedged() {
        lab.hedge = Optional.of(new HedgeConfig(Duration.ofMillis(20)));
    }

    @AfterEach
    void close() {
        lab.close();
    }

    /** Takes requests in and holds them; sees when one is given up. */
    private String silent() {
        return lab.app(request -> {
            asked.incrementAndGet();
            AtomicInteger ended = new AtomicInteger();
            request.response().exceptionHandler(reset -> gone(ended)).closeHandler(closed -> gone(ended));
            held.add(request);
        });
    }

    private void gone(AtomicInteger ended) {
        if (ended.incrementAndGet() == 1) {
            cancelled.incrementAndGet();
        }
    }

    private String well() {
        return lab.app(request -> request.response().end("well"));
    }

    private UpstreamStatus status() {
        return lab.upstreams.status().getFirst();
    }

    private long hedges() {
        return status().endpoints().stream().mapToLong(endpoint -> endpoint.counts().hedges()).sum();
    }

    private void nothingIsLeft() {
        lab.until(() -> status().circuit().requests() == 0 && status().endpoints().stream().allMatch(endpoint -> endpoint.open() == 0));
    }

    @ParameterizedTest
    @EnumSource(value = HttpVersions.class, names = {"HTTP_1_1", "HTTP_2"})
    void theFastAnswersForTheSlowAndTheSlowIsCancelled(HttpVersions version) {
        lab.protocol = version;
        lab.hedge = Optional.of(new HedgeConfig(Duration.ofMillis(500))); // a busy machine must not make the well one slow
        lab.outliers = AT_THE_FIRST_FAILURE;
        Forwarder forwarder = lab.forwarder(silent(), well());
        for (int i = 0; i < 6; i++) {
            assertEquals("well", lab.whole(forwarder, Lab.get("/")).text());
        }
        assertEquals(3, asked.get());
        assertEquals(3, hedges());
        lab.until(() -> cancelled.get() == 3);
        nothingIsLeft();
        for (UpstreamStatus.EndpointStatus endpoint : status().endpoints()) {
            assertEquals(UpstreamStatus.State.AVAILABLE, endpoint.state(), "to have lost is no failure");
            assertEquals(0, endpoint.counts().failures());
            assertEquals(0, endpoint.counts().retries());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void ofTwoThatAreSlowTheFirstToAnswerWins(boolean firstAsked) {
        Forwarder forwarder = lab.forwarder(silent(), silent(), silent());
        Future<Lab.Answer> answer = lab.answer(forwarder, Lab.get("/"));
        lab.until(() -> held.size() == 2);
        List<HttpServerRequest> both = List.copyOf(held);
        HttpServerRequest winner = both.get(firstAsked ? 0 : 1);
        winner.response().end("first");
        assertEquals("first", Lab.await(answer).text());
        assertEquals(2, asked.get(), "two, however many there are");
        lab.until(() -> cancelled.get() >= 1 && !both.get(firstAsked ? 1 : 0).response().ended());
        nothingIsLeft();
    }

    @Test
    void whatRetriesAreForDoesNotWinWhileTheOtherIsUnderWay() {
        lab.retry = Lab.retrying(0, Condition.UNAVAILABLE);
        Forwarder forwarder = lab.forwarder(silent(), silent());
        Future<Lab.Answer> answer = lab.answer(forwarder, Lab.get("/"));
        lab.until(() -> held.size() == 2);
        held.remove().response().setStatusCode(503).end();
        lab.until(() -> status().circuit().requests() == 1);
        held.remove().response().end("well");
        assertEquals("well", Lab.await(answer).text());
        nothingIsLeft();
    }

    @ParameterizedTest
    @EnumSource(value = HttpVersions.class, names = {"HTTP_1_1", "HTTP_2"})
    void whoHangsUpDoesNotEndTheOther(HttpVersions version) {
        lab.protocol = version;
        Forwarder forwarder = lab.forwarder(silent(), silent());
        Future<Lab.Answer> answer = lab.answer(forwarder, Lab.get("/"));
        lab.until(() -> held.size() == 2);
        held.remove().connection().close();
        lab.until(() -> status().circuit().requests() == 1);
        held.remove().response().end("well");
        assertEquals("well", Lab.await(answer).text());
        nothingIsLeft();
    }

    /** The time of a try ends while two are under way: the later one goes on, with its own. */
    @ParameterizedTest
    @EnumSource(value = HttpVersions.class, names = {"HTTP_1_1", "HTTP_2"})
    void aTryThatHasHadItsTimeLeavesTheOther(HttpVersions version) {
        lab.protocol = version;
        lab.hedge = Optional.of(new HedgeConfig(Duration.ofMillis(700)));
        lab.retry = new RetryConfig(Set.of(Condition.RESET_BEFORE_HEAD), 1, 20, Duration.ofSeconds(1), Duration.ofMillis(1));
        Forwarder forwarder = lab.forwarder(silent(), silent());
        Future<Lab.Answer> answer = lab.answer(forwarder, Lab.get("/"));
        lab.until(() -> asked.get() == 2 && cancelled.get() == 1 && status().circuit().requests() == 1);
        held.forEach(request -> request.response().end("well"));
        assertEquals("well", Lab.await(answer).text());
        assertEquals(2, asked.get(), "it was no retry");
        nothingIsLeft();
    }

    /** A configuration without the endpoint, or without hedges, changes nothing about what is under way. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aReloadLeavesARaceAlone(boolean firstWins) {
        String one = silent();
        Forwarder forwarder = lab.forwarder(one, silent());
        Future<Lab.Answer> answer = lab.answer(forwarder, Lab.get("/"));
        lab.until(() -> held.size() == 2);
        lab.hedge = Optional.empty();
        lab.forwarder(one);
        List.copyOf(held).get(firstWins ? 0 : 1).response().end("well");
        assertEquals("well", Lab.await(answer).text());
        assertEquals(2, asked.get());
        lab.until(() -> cancelled.get() >= 1);
        nothingIsLeft();
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE"})
    void whatChangesSomethingIsNeverHedged(String method) {
        lab.timeouts = new Timeouts(Duration.ofSeconds(10), Duration.ofMillis(300), Duration.ZERO);
        lab.retry = Lab.retrying(0);
        Forwarder forwarder = lab.forwarder(silent(), silent());
        assertEquals(Reason.UPSTREAM_TIMEOUT, lab.refusal(forwarder, Lab.request(method, "/", new RequestBody.None())));
        assertEquals(1, asked.get());
        assertEquals(0, hedges());
    }

    @Test
    void aBodyIsNeverHedged() {
        lab.timeouts = new Timeouts(Duration.ofSeconds(10), Duration.ofMillis(300), Duration.ZERO);
        Forwarder forwarder = lab.forwarder(silent(), silent());
        Buffer body = Buffer.buffer("question");
        assertEquals(Reason.UPSTREAM_TIMEOUT, Lab.reason(lab.onLoop(() -> forwarder
                .forward(lab.permit(), Lab.request("GET", "/", new RequestBody.Sized(new Source(body, 1), body.length()))).compose(Lab::read))));
        assertEquals(1, asked.get());
    }

    @Test
    void oneEndpointIsNeverAskedTwice() {
        lab.timeouts = new Timeouts(Duration.ofSeconds(10), Duration.ofMillis(300), Duration.ZERO);
        assertEquals(Reason.UPSTREAM_TIMEOUT, lab.refusal(lab.forwarder(silent()), Lab.get("/")));
        assertEquals(1, asked.get());
        assertEquals(0, status().circuit().retriesRefused(), "and nothing was spent on it");
        nothingIsLeft();
    }

    @Test
    void aHedgeNeedsAPlaceInTheCircuit() {
        lab.circuit = new CircuitConfig(1, 1_024);
        lab.timeouts = new Timeouts(Duration.ofSeconds(10), Duration.ofMillis(300), Duration.ZERO);
        assertEquals(Reason.UPSTREAM_TIMEOUT, lab.refusal(lab.forwarder(silent(), silent()), Lab.get("/")));
        assertEquals(1, asked.get());
        nothingIsLeft();
    }

    @Test
    void nothingIsHedgedDuringADrain() {
        lab.timeouts = new Timeouts(Duration.ofSeconds(10), Duration.ofMillis(300), Duration.ZERO);
        Forwarder forwarder = lab.forwarder(silent(), silent());
        lab.upstreams.drain();
        assertEquals(Reason.UPSTREAM_TIMEOUT, lab.refusal(forwarder, Lab.get("/")));
        assertEquals(1, asked.get());
    }

    @Test
    void bothAreGivenUpWhenTheClientGoes() {
        Promise<Void> gone = Promise.promise();
        Forwarder forwarder = lab.forwarder(silent(), silent());
        Future<Lab.Answer> answer = lab.answer(forwarder, Lab.request(Lab.facts("GET", MultiMap.caseInsensitiveMultiMap()), "/", new RequestBody.None(), gone.future()));
        lab.until(() -> held.size() == 2);
        lab.onLoop(() -> {
            gone.complete();
            return Future.succeededFuture();
        });
        Lab.reason(answer);
        lab.until(() -> cancelled.get() == 2);
        nothingIsLeft();
    }

    @Test
    void aStrangerIsSentNothing() {
        AtomicInteger strangers = new AtomicInteger();
        HttpServerOptions other = new Mesh().secured(new HttpServerOptions());
        String stranger = lab.app(other, request -> strangers.incrementAndGet());
        Forwarder forwarder = lab.forwarder(silent(), stranger);
        Future<Lab.Answer> answer = lab.answer(forwarder, Lab.get("/"));
        lab.until(() -> status().endpoints().get(1).counts().failures() == 1 && held.size() == 1);
        held.remove().response().end("well");
        assertEquals("well", Lab.await(answer).text());
        assertEquals(0, strangers.get());
        nothingIsLeft();
    }

    /** Whoever asks for what is slow makes the gateway ask little more than that: measured at the upstream. */
    @Test
    void hedgesAreNoAmplifier() {
        Forwarder forwarder = lab.forwarder(silent(), silent());
        List<Future<Lab.Answer>> answers = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            answers.add(lab.answer(forwarder, Lab.get("/")));
        }
        lab.until(() -> hedges() + status().circuit().retriesRefused() == 100 && asked.get() == 100 + hedges());
        assertTrue(hedges() > 0, "something was hedged");
        assertTrue(hedges() <= 20 + Bounds.FIRST_RETRIES, hedges() + " for 100");
        assertEquals(100 + hedges(), status().circuit().requests());
        held.forEach(request -> request.response().end("late"));
        Lab.all(answers).forEach(answer -> assertEquals("late", answer.text()));
        nothingIsLeft();
    }
}
