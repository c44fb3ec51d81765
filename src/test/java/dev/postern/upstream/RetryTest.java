package dev.postern.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.config.UpstreamConfig.CircuitConfig;
import dev.postern.config.UpstreamConfig.HttpVersions;
import dev.postern.config.UpstreamConfig.OutliersConfig;
import dev.postern.config.UpstreamConfig.RetryConfig;
import dev.postern.config.UpstreamConfig.RetryConfig.Condition;
import dev.postern.exchange.Reason;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is tried again, how often, and what never is: counted at the upstream. */
class RetryTest {

    private static final OutliersConfig NO_EJECTION = new OutliersConfig(0, 0, Duration.ofSeconds(30), 50, Duration.ofSeconds(30), Duration.ofMinutes(5), 50);

    private final Lab lab = new Lab();

    @AfterEach
    void close() {
        lab.close();
    }

    /** Takes every request in, counts it, and hangs up without a word. */
    private String hangingUp(AtomicInteger requests) {
        return lab.app(request -> request.body().onComplete(read -> {
            requests.incrementAndGet();
            request.connection().close();
        }));
    }

    private String answering(int status, AtomicInteger requests) {
        return lab.app(request -> {
            requests.incrementAndGet();
            request.response().setStatusCode(status).end();
        });
    }

    private String well() {
        return lab.app(request -> request.response().end("well"));
    }

    @ParameterizedTest
    @EnumSource(value = HttpVersions.class, names = {"HTTP_1_1", "HTTP_2"})
    void whatIsResetBeforeItsHeadIsTriedElsewhere(HttpVersions version) {
        lab.protocol = version;
        AtomicInteger requests = new AtomicInteger();
        Forwarder forwarder = lab.forwarder(hangingUp(requests), well());
        for (int i = 0; i < 4; i++) {
            assertEquals("well", lab.whole(forwarder, Lab.get("/")).text());
        }
        assertTrue(requests.get() >= 1);
        assertEquals(requests.get(), lab.upstreams.status().getFirst().endpoints().get(1).counts().retries());
    }

    @ParameterizedTest
    @ValueSource(ints = {502, 503, 504})
    void statusesAreTriedElsewhereWhereConfigured(int status) {
        AtomicInteger requests = new AtomicInteger();
        String ill = answering(status, requests);
        Forwarder plain = lab.forwarder(ill);
        assertEquals(status, lab.whole(plain, Lab.get("/")).status());
        assertEquals(1, requests.get(), "not unless configured");
        lab.retry = Lab.retrying(1, Attempts.condition(status).orElseThrow());
        Forwarder forwarder = lab.forwarder(ill, well());
        for (int i = 0; i < 3; i++) {
            assertEquals(200, lab.whole(forwarder, Lab.get("/")).status());
        }
        assertTrue(requests.get() >= 2);
    }

    @Test
    void theLastAnswerIsPassedOnWhenNoneIsBetter() {
        lab.outliers = NO_EJECTION;
        lab.retry = Lab.retrying(2, Condition.UNAVAILABLE);
        AtomicInteger requests = new AtomicInteger();
        assertEquals(503, lab.whole(lab.forwarder(answering(503, requests)), Lab.get("/")).status());
        assertEquals(3, requests.get(), "one and two more, at the same endpoint where there is no other");
    }

    @ParameterizedTest
    @EnumSource(value = HttpVersions.class, names = {"HTTP_1_1", "HTTP_2"})
    void aPostIsNeverSentTwice(HttpVersions version) {
        lab.protocol = version;
        lab.outliers = NO_EJECTION;
        lab.retry = Lab.retrying(5, Condition.values());
        AtomicInteger requests = new AtomicInteger();
        Forwarder forwarder = lab.forwarder(hangingUp(requests), hangingUp(requests), answering(503, requests));
        for (int i = 0; i < 12; i++) {
            Buffer body = Buffer.buffer("transfer");
            Future<Lab.Answer> answer = lab.onLoop(() -> forwarder.forward(lab.permit(), Lab.request("POST", "/", new RequestBody.Sized(new Source(body, 1), body.length())))
                    .compose(Lab::read));
            Lab.await(answer.transform(done -> Future.succeededFuture()));
            assertEquals(2 * i + 1, requests.get());
            Lab.await(lab.answer(forwarder, Lab.request("PATCH", "/", new RequestBody.None())).transform(done -> Future.succeededFuture()));
            assertEquals(2 * i + 2, requests.get());
        }
    }

    @Test
    void nothingIsTriedAgainAfterTheFirstOctetOfAnAnswer() {
        lab.outliers = NO_EJECTION;
        lab.retry = Lab.retrying(5, Condition.values());
        AtomicInteger requests = new AtomicInteger();
        Forwarder forwarder = lab.forwarder(lab.rude(socket -> socket.handler(request -> {
            requests.incrementAndGet();
            socket.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf").onSuccess(sent -> socket.close());
        })));
        assertEquals(Reason.UPSTREAM_BROKEN, lab.refusal(forwarder, Lab.get("/")));
        assertEquals(1, requests.get());
    }

    @Test
    void anAttemptHasItsTime() {
        lab.retry = new RetryConfig(Set.of(Condition.RESET_BEFORE_HEAD), 1, 20, Duration.ofMillis(200), Duration.ofMillis(1));
        AtomicInteger given = new AtomicInteger();
        String silent = lab.app(request -> request.response().exceptionHandler(up -> given.incrementAndGet()).closeHandler(up -> given.incrementAndGet()));
        Forwarder forwarder = lab.forwarder(silent, well());
        assertEquals("well", lab.whole(forwarder, Lab.get("/")).text());
        assertEquals("well", lab.whole(forwarder, Lab.get("/")).text());
        assertTrue(given.get() >= 1, "the attempt that was given up was given up at the upstream too");
    }

    /** When everything fails, an upstream in trouble gets little more than it was asked: measured at the upstream. */
    @ParameterizedTest
    @EnumSource(value = HttpVersions.class, names = {"HTTP_1_1", "HTTP_2"})
    void retriesAreNoStorm(HttpVersions version) {
        lab.protocol = version;
        lab.outliers = NO_EJECTION;
        lab.retry = Lab.retrying(2, Condition.values());
        AtomicInteger requests = new AtomicInteger();
        Forwarder forwarder = lab.forwarder(answering(503, requests), answering(503, requests));
        int asked = 0;
        for (int round = 0; round < 40; round++) {
            List<Future<Lab.Answer>> answers = new ArrayList<>();
            for (int i = 0; i < 25; i++) {
                answers.add(lab.answer(forwarder, Lab.get("/")));
            }
            Lab.all(answers);
            asked += answers.size();
        }
        System.out.println("amplification when every answer is a 503, " + version + ": " + requests.get() + " for " + asked);
        assertTrue(requests.get() > asked, "something was tried again");
        assertTrue(requests.get() <= asked + asked / 5 + Bounds.FIRST_RETRIES, requests.get() + " requests for " + asked);
        assertTrue(lab.upstreams.status().getFirst().circuit().retriesRefused() > 0);
    }

    @Test
    void oneConnectIsEnoughToKnowThatNobodyIsThere() {
        Forwarder forwarder = lab.forwarder("https://127.0.0.1:1", "https://127.0.0.1:2", "https://127.0.0.1:3");
        assertEquals(Reason.UPSTREAM_UNREACHABLE, lab.refusal(forwarder, Lab.get("/")));
        for (int i = 0; i < 10; i++) {
            assertEquals(Reason.UPSTREAM_UNREACHABLE, lab.refusal(forwarder, Lab.get("/")));
        }
        assertEquals(3 + 10, lab.upstreams.status().getFirst().endpoints().stream().mapToLong(endpoint -> endpoint.counts().failures()).sum());
    }

    @Test
    void whatIsTooMuchAtOnceIsRefused() {
        lab.circuit = new CircuitConfig(2, 1_024);
        Promise<Void> go = Promise.promise();
        Forwarder forwarder = lab.forwarder(lab.app(request -> go.future().onSuccess(v -> request.response().end("late"))));
        List<Future<Lab.Answer>> answers = Lab.await(lab.onLoop(() -> Future.succeededFuture(IntStream.range(0, 2)
                .mapToObj(i -> forwarder.forward(lab.permit(), Lab.get("/")).compose(Lab::read)).toList())));
        assertEquals(Reason.UPSTREAM_BUSY, lab.refusal(forwarder, Lab.get("/")));
        assertTrue(lab.upstreams.status().getFirst().circuit().open());
        go.complete();
        Lab.all(answers);
        assertEquals("late", lab.whole(forwarder, Lab.get("/")).text());
        lab.until(() -> lab.upstreams.status().getFirst().circuit().equals(new UpstreamStatus.CircuitStatus(0, false, 1, 0)));
    }
}
