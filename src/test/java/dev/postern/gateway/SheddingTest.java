package dev.postern.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.inspect.Direction;
import dev.postern.inspect.Inspection;
import dev.postern.inspect.Verdict;
import dev.postern.limit.Pressure.Level;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a stranger may cost, and who is served when there is not enough for everybody. */
@QuarkusTest
@Tag("quarkus")
final class SheddingTest {

    private static final Optional<String> LAPTOP = Optional.of("laptop");

    @RegisterExtension
    final Lab lab = new Lab();

    @TestHTTPResource("/q/health/live")
    URI live;

    private static Map<String, String> forged(String token) {
        int at = token.lastIndexOf('.') + 5;
        return Lab.bearer(token.substring(0, at) + (token.charAt(at) == 'A' ? 'B' : 'A') + token.substring(at + 1));
    }

    /** Signatures of strangers cost an event loop dear; who has shown a good token before is no stranger. */
    @Test
    void forgedTokensAreLookedAtSoManyTimesAndGoodOnesStayGood() throws Exception {
        lab.ingress("clients: {tokens: 1}");
        lab.start(Lab.app(lab.upstream(request -> request.response().end("in")), ""));
        HttpClient client = lab.client(HttpVersion.HTTP_2, LAPTOP);
        String token = lab.token("alice");
        for (int i = 0; i < 30; i++) {
            assertEquals(200, Call.get(client, "/", Lab.bearer(lab.token("alice"))).status(), "good tokens are given back");
        }
        assertEquals(200, Call.get(client, "/", Lab.bearer(token)).status());
        Call refused = null;
        for (int i = 0; i < 100 && (refused == null || refused.status() == 401); i++) {
            refused = Call.get(client, "/", forged(token));
        }
        assertEquals(429, refused.status());
        assertEquals("limit.address", refused.reason());
        assertNotNull(refused.headers().get("retry-after"));
        assertEquals(200, Call.get(client, "/", Lab.bearer(token)).status());
        Lab.until("its event", () -> lab.events().stream().anyMatch(event -> event.encode().contains("limit.address")));
    }

    @Test
    void stepsOfSigningInAreBounded() throws Exception {
        lab.ingress("clients: {sign-ins: 1}");
        lab.start(Lab.app(lab.upstream(request -> request.response().end("in")), ""));
        HttpClient client = lab.client(HttpVersion.HTTP_2, LAPTOP);
        Call answer = Call.get(client, "/.postern/sign-in/lab", Map.of());
        assertEquals(303, answer.status());
        for (int i = 0; i < 100 && answer.status() == 303; i++) {
            answer = Call.get(client, "/.postern/sign-in/lab", Map.of());
        }
        assertEquals(429, answer.status());
        assertEquals("limit.address", Call.get(client, "/.postern/callback/lab?state=x&code=y", Map.of()).reason());
        assertEquals(200, Call.get(client, "/.postern/signed-out", Map.of()).status(), "other pages are served");
    }

    private Level level() {
        return lab.gateway().turningAway();
    }

    /** A quarter of the memory is held on to: newcomers are turned away, the known are not, and it ends by itself. */
    @Test
    void withLittleMemoryTheKnownAreServedAndNewcomersAreNot() throws Exception {
        lab.ingress("overload: {memory-percent: 15}");
        lab.start(Lab.app(lab.upstream(request -> request.response().end("in")), ""));
        HttpClient client = lab.client(HttpVersion.HTTP_2, LAPTOP);
        Map<String, String> alice = Lab.bearer(lab.token("alice"));
        assertEquals(200, Call.get(client, "/", alice).status());
        byte[][] held = new byte[8][(int) (Runtime.getRuntime().maxMemory() / 32)];
        System.gc();
        Lab.until("newcomers to be turned away", () -> Call.get(client, "/", Map.of()).status() == 503);
        Call newcomer = Call.get(client, "/", Map.of());
        assertEquals("limit.overloaded", newcomer.reason());
        assertNotNull(newcomer.headers().get("retry-after"));
        assertEquals(503, Call.get(client, "/.postern/sign-in/lab", Map.of()).status());
        assertEquals(200, Call.get(client, "/", alice).status());
        assertEquals(200, health());
        assertEquals(Level.NEWCOMERS, level());
        assertTrue(lab.events().stream().map(JsonObject::encode).anyMatch(event -> event.contains("limit.overloaded") && event.contains("turning away NEWCOMERS")));
        java.util.Arrays.fill(held, null);
        Lab.until("it to be over", () -> Call.get(client, "/", Map.of()).status() != 503);
        assertEquals(Level.NONE, level());
    }

    private int health() throws Exception {
        try (java.net.http.HttpClient http = java.net.http.HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(live).timeout(Duration.ofSeconds(10)).build(), HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }

    /** Event loops that are late turn everybody away in the end, and health goes on answering; with the load gone everybody is served again. */
    @Test
    void loopsThatAreLateTurnEverybodyAwayAndHealthAnswers() throws Exception {
        lab.ingress("overload: {loop-delay: 50ms}");
        AtomicBoolean burning = new AtomicBoolean(true);
        Probe probe = new Probe(Direction.REQUEST, Inspection.Mode.STREAM);
        probe.head = () -> {
            for (long until = System.nanoTime() + Duration.ofMillis(400).toNanos(); burning.get() && System.nanoTime() < until;) {
                Thread.onSpinWait();
            }
            return Future.succeededFuture(Verdict.RELEASE);
        };
        lab.start(Lab.app(lab.upstream(request -> request.response().end("in")), Probe.ON), probe);
        Map<String, String> alice = Lab.bearer(lab.token("alice"));
        List<HttpClient> clients = List.of(lab.client(HttpVersion.HTTP_2, LAPTOP), lab.client(HttpVersion.HTTP_2, Optional.empty()));
        assertEquals(200, Call.get(clients.getFirst(), "/", alice).status());
        long deadline = System.nanoTime() + Duration.ofSeconds(Lab.PATIENCE_SECONDS).toNanos();
        while (level() != Level.ALL && System.nanoTime() < deadline) {
            clients.forEach(client -> Call.start(client, HttpMethod.GET, "/", MultiMap.caseInsensitiveMultiMap().addAll(alice), Buffer.buffer()));
            LockSupport.parkNanos(100_000_000);
        }
        assertEquals(Level.ALL, level());
        assertEquals(200, health());
        burning.set(false);
        Lab.until("everybody to be served again", () -> Call.get(clients.getFirst(), "/", alice).status() == 200 && level() == Level.NONE);
        Lab.until("the refused", () -> lab.events().stream().anyMatch(event -> event.encode().contains("turning away ALL")));
    }
}
