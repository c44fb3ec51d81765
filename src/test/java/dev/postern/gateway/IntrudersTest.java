package dev.postern.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.exchange.RequestFacts;
import dev.postern.inspect.Examination;
import dev.postern.inspect.Inspection;
import dev.postern.inspect.Inspector;
import dev.postern.inspect.Message;
import dev.postern.inspect.Party;
import dev.postern.inspect.Verdict;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody tries who looks for the seams between the parts. */
@QuarkusTest
@Tag("quarkus")
final class IntrudersTest {

    private static final Optional<String> LAPTOP = Optional.of("laptop");
    private static final Map<String, String> PERSON = Map.of("accept", "text/html", "sec-fetch-mode", "navigate", "sec-fetch-dest", "document");

    @RegisterExtension
    final Lab lab = new Lab();

    private String app(String route) throws Exception {
        int port = lab.upstream(request -> request.response().end("env=" + request.getHeader("x-env")));
        return """
                upstreams: [{name: ledger, url: "https://127.0.0.1:%d", expect: "spiffe://demo.test/ns/finance/sa/ledger"}]
                routes:
                  - {name: ledger, host: localhost, path: /ledger, upstream: ledger%s}
                policies:
                  - {name: finance, effect: allow, routes: [ledger], from: {groups: [finance]}}
                """.formatted(port, route);
    }

    private Map<String, String> bearer(String user, String... more) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap().addAll(Lab.bearer(lab.token(user)));
        for (int i = 0; i < more.length; i += 2) {
            headers.set(more[i], more[i + 1]);
        }
        return headers.entries().stream().collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Signing in is the way out of every credential that has gone bad, so none may bar it. */
    @ParameterizedTest
    @ValueSource(strings = {"authorization=Bearer gone.bad.now", "cookie=__Host-postern=one; __Host-postern=two", "cookie=__Host-postern=nonsense"})
    void noCredentialKeepsAnybodyFromSigningIn(String bad) throws Exception {
        lab.start(app(""));
        Map<String, String> header = Map.of(bad.substring(0, bad.indexOf('=')), bad.substring(bad.indexOf('=') + 1));
        HttpClient client = lab.client(HttpVersion.HTTP_2, LAPTOP);
        assertEquals("/.postern/sign-in/lab?return=%2Fledger", Call.get(client, "/.postern/sign-in?return=%2Fledger", header).headers().get("location"));
        assertEquals(303, Call.get(client, "/.postern/sign-in/lab", header).status());
        assertEquals(200, Call.get(client, "/.postern/style.css", header).status());
        assertEquals("identity.sign-in-failed", Call.get(client, "/.postern/callback/lab?state=x&code=y", header).reason());
    }

    @Test
    void ownPagesAreWholeAndRecordedSo() throws Exception {
        lab.start(app(""));
        HttpClient client = lab.client(HttpVersion.HTTP_2, LAPTOP);
        Call page = Call.get(client, "/.postern/signed-out", Map.of());
        Call head = Call.send(client, HttpMethod.HEAD, "/.postern/signed-out", MultiMap.caseInsensitiveMultiMap(), Buffer.buffer());
        assertEquals(page.headers().get("content-length"), head.headers().get("content-length"));
        assertEquals(0, head.body().length());
        Lab.until("two events", () -> lab.events().size() == 2);
        for (JsonObject event : lab.events()) {
            assertTrue(event.encode().contains("\"completed\""), event.encode());
        }
    }

    /** A preflight is refused before anybody is identified, and recorded with its reason like everything else. */
    @Test
    void aRefusedPreflightIsRecordedWithItsReason() throws Exception {
        lab.start(app(""));
        MultiMap preflight = MultiMap.caseInsensitiveMultiMap().add("origin", "https://evil.test").add("access-control-request-method", "PUT");
        for (String path : List.of("/ledger", "/nothing")) {
            assertEquals("identity.sign-in-required", Call.send(lab.client(HttpVersion.HTTP_2, LAPTOP), HttpMethod.OPTIONS, path, preflight, Buffer.buffer()).reason());
        }
        Lab.until("two events", () -> lab.events().size() == 2);
        for (JsonObject event : lab.events()) {
            assertTrue(event.encode().contains("identity.sign-in-required"), event.encode());
        }
    }

    /** The rule saw the header, the upstream would not have. */
    @Test
    void aHeaderThatIsNotSentOnIsNotJudged() throws Exception {
        lab.start(app("").replace("from: {groups: [finance]}", "from: {groups: [finance]}, to: {headers: {x-env: test}}"));
        HttpClient client = lab.client(HttpVersion.HTTP_1_1, LAPTOP);
        assertEquals("env=test", Call.get(client, "/ledger", bearer("alice", "x-env", "test")).body().toString());
        assertEquals("policy.no-rule", Call.get(client, "/ledger", bearer("alice", "x-env", "test", "connection", "x-env")).reason());
        assertEquals("policy.no-rule", Call.get(client, "/ledger", bearer("alice", "x-env", "test", "connection", "close, X_Env")).reason());
    }

    /** Whoever is known and may not know of a route is not told what kind of route it is either. */
    @Test
    void aHiddenRouteForProgramsLooksLikeNone() throws Exception {
        lab.start(app(", api: true"));
        HttpClient client = lab.client(HttpVersion.HTTP_2, Optional.of("wiki"));
        Call hidden = Call.get(client, "/ledger", PERSON);
        Call nothing = Call.get(client, "/nothing", PERSON);
        assertEquals(404, hidden.status());
        assertEquals(nothing.headers().get("content-type"), hidden.headers().get("content-type"));
        assertEquals(nothing.body().length(), hidden.body().length());
        assertEquals(nothing.headers().names(), hidden.headers().names());
    }

    @Test
    void anInspectionIsClosedWhenTheBodyIsRefusedAtTheHead() throws Exception {
        AtomicInteger begun = new AtomicInteger();
        AtomicInteger closed = new AtomicInteger();
        lab.start(app(", inspect: {watch: strict}, body-bytes: 10"), new Watching(begun, closed));
        Call answer = Call.send(lab.client(HttpVersion.HTTP_2, LAPTOP), HttpMethod.POST, "/ledger",
                MultiMap.caseInsensitiveMultiMap().addAll(Lab.bearer(lab.token("alice"))), Buffer.buffer("more than ten octets"));
        assertEquals("request.body-too-large", answer.reason());
        Lab.until("the end of the inspection", () -> closed.get() == 1);
        assertEquals(1, begun.get());
    }

    private record Watching(AtomicInteger begun, AtomicInteger closed) implements Inspector {

        @Override
        public String name() {
            return "watch";
        }

        @Override
        public Examination examine(RequestFacts facts, Party party, String profile) {
            begun.incrementAndGet();
            return message -> Optional.of(new Inspection() {
                @Override
                public Mode mode() {
                    return Mode.HOLD;
                }

                @Override
                public long boundBytes() {
                    return 1_000;
                }

                @Override
                public Future<Verdict> head() {
                    return Future.succeededFuture(Verdict.RELEASE);
                }

                @Override
                public Future<Verdict> body(Buffer piece) {
                    return Future.succeededFuture(Verdict.HOLD);
                }

                @Override
                public Future<Verdict> end() {
                    return Future.succeededFuture(Verdict.RELEASE);
                }

                @Override
                public void close() {
                    closed.incrementAndGet();
                }
            });
        }
    }

    /** A header that a route begins to assert is guarded from then on; what needs a restart is refused whole. */
    @Test
    void aReloadGuardsNewNamesAndRefusesWhatItCannotDo() throws Exception {
        String plain = app("");
        lab.start(plain);
        HttpClient client = lab.client(HttpVersion.HTTP_1_1, LAPTOP);
        assertEquals(200, Call.get(client, "/ledger", bearer("alice", "Corp_Person", "spoofed")).status());
        lab.configure(plain.replace("upstream: ledger}", "upstream: ledger, identity-headers: {user: Corp-Person}}"));
        Lab.until("the new guard", () -> Call.get(client, "/ledger", bearer("alice", "Corp_Person", "spoofed")).status() == 400);
        String version = lab.gateway().version();
        Path config = lab.dir.resolve("postern.yaml");
        double refused = refusedReloads();
        Files.writeString(config, Files.readString(config).replace("audit: {file: audit.jsonl}", "audit: {file: audit.jsonl, on-full: count}"));
        Lab.until("the refusal", () -> refusedReloads() > refused || !lab.gateway().version().equals(version));
        assertEquals(version, lab.gateway().version());
    }

    private double refusedReloads() {
        return lab.surroundings.meters().get("postern.reloads").tag("outcome", "refused").counter().count();
    }

    @Test
    void anExchangeThatIsCutByTheEndIsRecorded() throws Exception {
        Promise<Void> there = Promise.promise();
        int port = lab.upstream(request -> there.complete());
        lab.start(app("").replaceFirst("127.0.0.1:\\d+", "127.0.0.1:" + port));
        Call.start(lab.client(HttpVersion.HTTP_2, LAPTOP), HttpMethod.GET, "/ledger", MultiMap.caseInsensitiveMultiMap().addAll(Lab.bearer(lab.token("alice"))), Buffer.buffer());
        Lab.await(there.future());
        lab.gateway().close();
        assertTrue(Files.readString(lab.dir.resolve("audit.jsonl")).contains("/ledger"));
    }

    /** RFC 9113 §8.3.1: two names for one request; which one an upstream would take is anybody's guess. */
    @Test
    void aHostThatIsNotTheAuthorityIsRefusedAndOnRecord() throws Exception {
        lab.start(Lab.app(lab.upstream(request -> request.response().end("in")), ""));
        Map<String, String> headers = new java.util.HashMap<>(Lab.bearer(lab.token("alice")));
        headers.put("host", "admin.internal");
        Call answer = Call.get(lab.client(HttpVersion.HTTP_2, LAPTOP), "/two-names", headers);
        assertEquals(400, answer.status());
        assertEquals("request.authority-invalid", answer.reason());
        Lab.until("its event", () -> lab.events().stream().anyMatch(event -> event.encode().contains("/two-names") && event.encode().contains("request.authority-invalid")));
    }
}
