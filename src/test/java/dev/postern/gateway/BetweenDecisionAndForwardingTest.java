package dev.postern.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.inspect.Direction;
import dev.postern.inspect.Inspection;
import dev.postern.inspect.Verdict;
import dev.postern.revocation.Revocation;
import dev.postern.revocation.Target;
import dev.postern.revocation.Target.Kind;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A request that has its permit and has not been forwarded yet loses its ground: it is refused there and then, and its upstream never hears of it. */
@QuarkusTest
@Tag("quarkus")
final class BetweenDecisionAndForwardingTest {

    private static final Optional<String> LAPTOP = Optional.of("laptop");

    @RegisterExtension
    final Lab lab = new Lab();

    private final List<String> forwarded = new CopyOnWriteArrayList<>();
    private final Probe probe = new Probe(Direction.REQUEST, Inspection.Mode.STREAM);
    private final AtomicInteger uploaded = new AtomicInteger();
    private final AtomicInteger cut = new AtomicInteger();
    private String app;

    @BeforeEach
    void start() throws Exception {
        app = Lab.app(lab.upstream(request -> {
            if (request.path().equals("/upload")) {
                request.handler(piece -> uploaded.addAndGet(piece.length())).exceptionHandler(gone -> cut.incrementAndGet());
                return;
            }
            forwarded.add(request.path());
            request.response().end("in");
        }), Probe.ON);
        lab.start(app, probe);
    }

    private interface Step {
        void take() throws Exception;
    }

    /** A request whose head an inspector is still looking at. */
    private record Held(Future<Call> answer, Promise<Verdict> verdict, Context context) {

        void release() {
            context.runOnContext(there -> verdict.complete(Verdict.RELEASE));
        }
    }

    private Held held(HttpVersion version, String path, Map<String, String> credential) throws Exception {
        Promise<Verdict> verdict = Promise.promise();
        CompletableFuture<Context> reached = new CompletableFuture<>();
        probe.head = () -> {
            reached.complete(Vertx.currentContext());
            return verdict.future();
        };
        HttpClient client = lab.client(version, LAPTOP);
        Future<Call> answer = Call.start(client, HttpMethod.POST, path, MultiMap.caseInsensitiveMultiMap().addAll(credential), Buffer.buffer("pay"));
        return new Held(answer, verdict, reached.get(Lab.PATIENCE_SECONDS, TimeUnit.SECONDS));
    }

    private void refused(HttpVersion version, Map<String, String> credential, String expected, Step step) throws Exception {
        Held held = held(version, "/held", credential);
        step.take();
        Call answer = Lab.await(held.answer());
        assertEquals(expected, answer.status() + " " + answer.reason());
        held.release();
        Lab.until("its event", () -> recorded("/held").isPresent());
        assertEquals(expected.substring(4), recorded("/held").orElseThrow().getJsonObject("postern").getString("reason"));
    }

    private Optional<JsonObject> recorded(String path) throws Exception {
        return lab.events().stream().filter(event -> event.getJsonObject("http_request").getJsonObject("url").getString("path").equals(path)).findFirst();
    }

    /** What is forwarded after it went another way: by then it would have been. */
    private void neverForwarded(HttpVersion version) throws Exception {
        probe.head = () -> Future.succeededFuture(Verdict.RELEASE);
        Held after = held(version, "/after", bearer("alice"));
        after.release();
        assertEquals(200, Lab.await(after.answer()).status());
        assertEquals(List.of("/after"), forwarded);
    }

    private Map<String, String> bearer(String user) {
        return Lab.bearer(lab.token(user));
    }

    private static Revocation revoked(Target target) {
        return new Revocation(target, "test", "test", Instant.now(), Instant.now().plusSeconds(600));
    }

    @ParameterizedTest
    @EnumSource(value = HttpVersion.class, names = {"HTTP_1_1", "HTTP_2"})
    void aRevokedUserIsNotForwarded(HttpVersion version) throws Exception {
        Target alice = Target.user("lab-api", "alice");
        refused(version, bearer("alice"), "403 identity.revoked", () -> Lab.await(lab.gateway().operations().revoke(revoked(alice))));
        assertTrue(Lab.await(lab.gateway().operations().lift(alice)));
        neverForwarded(version);
    }

    /** Its refusal is on its way for as long as the client lets it wait. */
    @Test
    void whoTakesInNothingOfTheRefusalIsNotForwardedEither() throws Exception {
        HttpClient client = lab.client(HttpVersion.HTTP_2, LAPTOP, options -> options.setInitialSettings(new Http2Settings().setInitialWindowSize(0)));
        Promise<HttpClientResponse> refusal = Promise.promise();
        Promise<Verdict> verdict = Promise.promise();
        CompletableFuture<Context> reached = new CompletableFuture<>();
        probe.head = () -> {
            reached.complete(Vertx.currentContext());
            return verdict.future();
        };
        client.request(HttpMethod.POST, "/held").compose(request -> {
            bearer("alice").forEach(request::putHeader);
            return request.send("pay");
        }).map(response -> response.exceptionHandler(cut -> { })).onComplete(refusal);
        Held held = new Held(null, verdict, reached.get(Lab.PATIENCE_SECONDS, TimeUnit.SECONDS));
        Target alice = Target.user("lab-api", "alice");
        Lab.await(lab.gateway().operations().revoke(revoked(alice)));
        assertEquals(403, Lab.await(refusal.future()).statusCode());
        held.release();
        assertTrue(Lab.await(lab.gateway().operations().lift(alice)));
        neverForwarded(HttpVersion.HTTP_2);
    }

    /** What is under way stops with it. */
    @Test
    void anUploadStopsWithItsGround() throws Exception {
        HttpClient client = lab.client(HttpVersion.HTTP_2, LAPTOP, options -> options.setInitialSettings(new Http2Settings().setInitialWindowSize(0)));
        HttpClientRequest request = Lab.await(client.request(HttpMethod.POST, "/upload"));
        bearer("alice").forEach(request::putHeader);
        request.setChunked(true).exceptionHandler(stopped -> { });
        Lab.await(request.write("begun"));
        Lab.until("the upload to begin", () -> uploaded.get() == "begun".length());
        Lab.await(lab.gateway().operations().revoke(revoked(Target.user("lab-api", "alice"))));
        assertEquals(403, Lab.await(request.response()).statusCode());
        Lab.until("the upstream to be told", () -> cut.get() == 1);
        request.write("more");
        assertEquals("begun".length(), uploaded.get());
    }

    @ParameterizedTest
    @EnumSource(value = HttpVersion.class, names = {"HTTP_1_1", "HTTP_2"})
    void aRevokedDeviceIsNotForwarded(HttpVersion version) throws Exception {
        Target laptop = new Target(Kind.DEVICE, "laptop");
        refused(version, bearer("alice"), "403 device.revoked", () -> Lab.await(lab.gateway().operations().revoke(revoked(laptop))));
        assertTrue(Lab.await(lab.gateway().operations().lift(laptop)));
        neverForwarded(version);
    }

    @ParameterizedTest
    @EnumSource(value = HttpVersion.class, names = {"HTTP_1_1", "HTTP_2"})
    void anEndedSessionIsNotForwarded(HttpVersion version) throws Exception {
        Surfer alice = new Surfer(lab, "alice", LAPTOP);
        alice.open("/.postern/");
        refused(version, Map.of("cookie", "__Host-postern=" + alice.jar.get("__Host-postern")), "401 identity.session-ended",
                () -> assertEquals(1, Lab.await(lab.gateway().operations().endSessionsOf("lab", "alice"))));
        neverForwarded(version);
    }

    @ParameterizedTest
    @EnumSource(value = HttpVersion.class, names = {"HTTP_1_1", "HTTP_2"})
    void whatTheRulesNoLongerAllowIsNotForwarded(HttpVersion version) throws Exception {
        refused(version, bearer("alice"), "403 policy.no-rule", () -> lab.configure(app.replace("groups: [finance]", "groups: [nobody]")));
        lab.configure(app);
        Lab.until("the old rules", () -> {
            probe.head = () -> Future.succeededFuture(Verdict.RELEASE);
            return Call.get(lab.client(version, LAPTOP), "/back", bearer("alice")).status() == 200;
        });
        forwarded.remove("/back");
        neverForwarded(version);
    }
}
