package dev.postern.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.LogLines;
import dev.postern.audit.LogVerifier;
import dev.postern.pki.Pem;
import dev.postern.pki.Thumbprint;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.WebSocket;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The gateway as clients meet it: who gets in, who does not, what the upstream sees, what the record says. */
@QuarkusTest
@Tag("quarkus")
final class GatewayTest {

    private static final Optional<String> LAPTOP = Optional.of("laptop");
    private static final Optional<String> NONE = Optional.empty();

    @RegisterExtension
    final Lab lab = new Lab();

    private static void echo(HttpServerRequest request) {
        JsonObject headers = new JsonObject();
        request.headers().names().forEach(name -> headers.put(name.toLowerCase(java.util.Locale.ROOT), new JsonArray(request.headers().getAll(name))));
        request.body().onSuccess(body -> request.response().putHeader("content-type", "application/json")
                .end(new JsonObject().put("target", request.uri()).put("headers", headers).put("bytes", body.length()).encode()));
    }

    private static String ledger(int upstream) {
        return """
                upstreams: [{name: ledger, url: "https://127.0.0.1:%d", expect: "spiffe://demo.test/ns/finance/sa/ledger"}]
                routes:
                  - {name: ledger, host: localhost, path: /, upstream: ledger, identity-headers: {user: X-User, groups: X-Groups, device: X-Device}}
                policies:
                  - {name: finance, effect: allow, routes: [ledger], from: {groups: [finance], device: enrolled}}
                """.formatted(upstream);
    }

    @Test
    void anEmptyConfigurationAnswersNothingButRefusals() throws Exception {
        lab.start("");
        HttpClient program = lab.client(HttpVersion.HTTP_2, LAPTOP);
        assertEquals(401, Call.get(program, "/", Map.of()).status());
        assertEquals(404, Call.get(program, "/", Lab.bearer(lab.token("alice"))).status());
    }

    @ParameterizedTest
    @EnumSource(value = HttpVersion.class, names = {"HTTP_1_1", "HTTP_2"})
    void whoMayPassPasses(HttpVersion version) throws Exception {
        lab.start(ledger(lab.upstream(GatewayTest::echo)));
        Call answer = Call.get(lab.client(version, LAPTOP), "/a/b?x=1", Lab.bearer(lab.token("alice")));
        assertEquals(200, answer.status(), answer.body().toString());
        JsonObject headers = answer.json().getJsonObject("headers");
        assertEquals("/a/b?x=1", answer.json().getString("target"));
        assertEquals("[\"alice\"]", headers.getJsonArray("x-user").encode());
        assertEquals("[\"finance,staff\"]", headers.getJsonArray("x-groups").encode());
        assertEquals("[\"laptop\"]", headers.getJsonArray("x-device").encode());
        assertFalse(headers.containsKey("authorization"), "the token stays here");
        assertEquals(1, headers.getJsonArray("x-postern-assertion").size());
    }

    @Test
    void refusalsNameTheirReason() throws Exception {
        lab.start(ledger(lab.upstream(GatewayTest::echo)).replace("upstream: ledger,", "upstream: ledger, discoverable: signed-in,"));
        Map<String, String> alice = Lab.bearer(lab.token("alice"));
        assertEquals("identity.sign-in-required", Call.get(lab.client(HttpVersion.HTTP_2, LAPTOP), "/", Map.of()).reason());
        assertEquals("policy.no-rule", Call.get(lab.client(HttpVersion.HTTP_2, LAPTOP), "/", Lab.bearer(lab.token("bob"))).reason());
        assertEquals("device.required", Call.get(lab.client(HttpVersion.HTTP_2, NONE), "/", alice).reason());
        assertEquals("device.revoked", Call.get(lab.client(HttpVersion.HTTP_2, Optional.of("lost-laptop")), "/", alice).reason());
        assertEquals("device.expired", Call.get(lab.client(HttpVersion.HTTP_2, Optional.of("old-laptop")), "/", alice).reason());
        assertEquals("identity.token-invalid", Call.get(lab.client(HttpVersion.HTTP_2, LAPTOP), "/", Lab.bearer("a.b.c")).reason());
    }

    /** Somebody whom no rule names cannot tell a route from no route; nor can somebody unknown. */
    @Test
    void aRouteThatMayNotBeKnownLooksLikeNone() throws Exception {
        lab.start(ledger(lab.upstream(GatewayTest::echo)).replace("host: localhost, path: /,", "host: localhost, path: /secret,"));
        HttpClient client = lab.client(HttpVersion.HTTP_2, LAPTOP);
        Map<String, String> bob = Lab.bearer(lab.token("bob"));
        assertSameAnswer(Call.get(client, "/secret/plans", bob), Call.get(client, "/nothing", bob));
        assertSameAnswer(Call.get(client, "/secret/plans", Map.of()), Call.get(client, "/nothing", Map.of()));
        Map<String, String> browser = Map.of("accept", "text/html", "sec-fetch-mode", "navigate");
        assertEquals("/.postern/sign-in?return=%2Fsecret%2Fplans", Call.get(client, "/secret/plans", browser).headers().get("location"));
        assertEquals("/.postern/sign-in?return=%2Fnothing", Call.get(client, "/nothing", browser).headers().get("location"));
    }

    private static void assertSameAnswer(Call one, Call other) {
        assertEquals(one.status(), other.status());
        assertEquals(one.headers().names(), other.headers().names());
        assertEquals(one.json().getString("reason"), other.json().getString("reason"));
        assertEquals(one.json().fieldNames(), other.json().fieldNames());
        assertEquals(one.body().length(), other.body().length());
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-User", "x-user", "X-USER", "X-Postern-Assertion", "x-postern-anything", "X-Forwarded-For", "Forwarded", "X-Real-IP", "X-Forwarded-Host", "X-Groups",
            "X-Device", "X-Forwarded-Proto", "X-Request-Id", "X-Forwarded-User", "X-Remote-User"})
    void onlyTheGatewaySaysWhatTheGatewayAsserts(String name) throws Exception {
        lab.start(ledger(lab.upstream(GatewayTest::echo)));
        for (HttpVersion version : List.of(HttpVersion.HTTP_1_1, HttpVersion.HTTP_2)) {
            MultiMap headers = MultiMap.caseInsensitiveMultiMap().addAll(Lab.bearer(lab.token("alice"))).add(name, "spoofed").add(name, "spoofed too");
            if (version == HttpVersion.HTTP_1_1) {
                headers.add("connection", name);
            }
            Call answer = Call.send(lab.client(version, LAPTOP), HttpMethod.GET, "/", headers, Buffer.buffer());
            if (answer.status() == 200) {
                assertFalse(answer.body().toString().contains("spoofed"), answer.body().toString());
                assertTrue(answer.json().getJsonObject("headers").getJsonArray(name.toLowerCase(java.util.Locale.ROOT), new JsonArray()).size() <= 1, answer.body().toString());
            } else {
                assertEquals(400, answer.status(), answer.body().toString());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"X_User", "X_Postern_Assertion", "x_forwarded_for", "X-Forwarded_For", "X_Groups"})
    void underscoreTwinsNeverPass(String name) throws Exception {
        lab.start(ledger(lab.upstream(GatewayTest::echo)));
        MultiMap headers = MultiMap.caseInsensitiveMultiMap().addAll(Lab.bearer(lab.token("alice"))).add(name, "spoofed");
        assertEquals(400, Call.send(lab.client(HttpVersion.HTTP_1_1, LAPTOP), HttpMethod.GET, "/", headers, Buffer.buffer()).status());
    }

    @Test
    void aTokenBoundToACertificateIsNoUseWithAnother() throws Exception {
        lab.start(ledger(lab.upstream(GatewayTest::echo)));
        Thumbprint laptop = Thumbprint.of(Pem.certificates(lab.dir.resolve("pki/laptop.pem")).getFirst());
        Map<String, String> bound = Lab.bearer(lab.boundToken("alice", laptop));
        assertEquals(200, Call.get(lab.client(HttpVersion.HTTP_2, LAPTOP), "/", bound).status());
        assertEquals("identity.token-not-bound", Call.get(lab.client(HttpVersion.HTTP_2, NONE), "/", bound).reason());
        assertEquals("identity.token-not-bound", Call.get(lab.client(HttpVersion.HTTP_2, Optional.of("batch")), "/", bound).reason());
    }

    @Test
    void aWorkloadIsKnownByItsCertificate() throws Exception {
        lab.start(ledger(lab.upstream(GatewayTest::echo)).replace("groups: [finance], device: enrolled", "workloads: [\"spiffe://demo.test/ns/jobs/sa/batch\"]"));
        assertEquals(200, Call.get(lab.client(HttpVersion.HTTP_2, Optional.of("batch")), "/", Map.of()).status());
        assertEquals(404, Call.get(lab.client(HttpVersion.HTTP_2, Optional.of("wiki")), "/", Map.of()).status());
    }

    @Test
    void anUpstreamThatIsNotWhoItShouldBeGetsNothing() throws Exception {
        int port = lab.upstream(GatewayTest::echo);
        lab.start(ledger(port).replace("sa/ledger\"", "sa/other\""));
        assertEquals("upstream.untrusted", Call.get(lab.client(HttpVersion.HTTP_2, LAPTOP), "/", Lab.bearer(lab.token("alice"))).reason());
    }

    @Test
    void limitsHoldAndSaySo() throws Exception {
        lab.start(ledger(lab.upstream(GatewayTest::echo)).replace("upstream: ledger,", "upstream: ledger, limits: [slow],")
                + "limits: [{name: slow, by: user, requests: 2, period: 1h}]\n");
        HttpClient client = lab.client(HttpVersion.HTTP_2, LAPTOP);
        Map<String, String> alice = Lab.bearer(lab.token("alice"));
        assertEquals("\"slow\";r=1;t=1800", Call.get(client, "/", alice).headers().get("ratelimit"));
        assertEquals(200, Call.get(client, "/", alice).status());
        Call refused = Call.get(client, "/", alice);
        assertEquals(429, refused.status());
        assertEquals("limit.rate", refused.reason());
        assertTrue(Integer.parseInt(refused.headers().get("retry-after")) > 1_000, refused.headers().toString());
    }

    @Test
    void aChangedConfigurationIsTakenUpAndABrokenOneIsNot() throws Exception {
        int upstream = lab.upstream(GatewayTest::echo);
        lab.start(ledger(upstream));
        HttpClient client = lab.client(HttpVersion.HTTP_2, LAPTOP);
        assertEquals(404, Call.get(client, "/", Lab.bearer(lab.token("bob"))).status());
        String before = lab.gateway().version();
        lab.configure(ledger(upstream).replace("[finance]", "[finance, staff]"));
        Lab.until("the new rule", () -> Call.get(client, "/", Lab.bearer(lab.token("bob"))).status() == 200);
        assertNotEquals(before, lab.gateway().version());
        String good = lab.gateway().version();
        try (LogLines log = new LogLines(Gateway.class.getName())) {
            lab.configure(ledger(upstream).replace("routes: [ledger]", "routes: [ladger]"));
            Lab.until("the refusal", () -> log.heard().stream().anyMatch(line -> line.startsWith("ERROR event=reload-refused kept=" + good)));
        }
        assertEquals(good, lab.gateway().version());
        assertEquals(200, Call.get(client, "/", Lab.bearer(lab.token("bob"))).status());
    }

    @Test
    void oneEventForEachExchangeWhateverItsEnd() throws Exception {
        lab.start(ledger(lab.upstream(GatewayTest::echo)));
        HttpClient client = lab.client(HttpVersion.HTTP_1_1, LAPTOP);
        Call.get(client, "/ok?token=secret-value", Lab.bearer(lab.token("alice")));
        Call.get(client, "/refused", Map.of());
        Call.get(client, "/a%2fb", Map.of());
        Lab.until("three events", () -> lab.events().size() == 3);
        String text = Files.readString(lab.dir.resolve("audit.jsonl"));
        assertFalse(text.contains("secret-value"), "no query value is recorded");
        assertFalse(text.contains(lab.token("alice").substring(0, 20)), "no token is recorded");
        List<JsonObject> events = lab.events();
        assertEquals(200, events.get(0).getJsonObject("http_response").getInteger("code"));
        assertEquals(401, events.get(1).getJsonObject("http_response").getInteger("code"));
        assertEquals(400, events.get(2).getJsonObject("http_response").getInteger("code"));
        assertTrue(LogVerifier.verify(lab.dir.resolve("audit.jsonl")).intact());
    }

    @Test
    void webSocketsPassWhereTheRouteAcceptsThem() throws Exception {
        int upstream = lab.upstream(GatewayTest::echo);
        lab.start(ledger(upstream).replace("upstream: ledger,", "upstream: ledger, upgrades: [websocket],"));
        WebSocket socket = Lab.await(webSocket("https://localhost:" + lab.port()));
        io.vertx.core.Promise<String> heard = io.vertx.core.Promise.promise();
        socket.textMessageHandler(heard::tryComplete);
        socket.writeTextMessage("hello");
        assertEquals("hello", Lab.await(heard.future()));
        Lab.await(socket.close());
        Lab.until("the event of the socket", () -> lab.events().size() == 1);
    }

    private io.vertx.core.Future<WebSocket> webSocket(String origin) {
        var options = new io.vertx.core.http.WebSocketConnectOptions().setHost("localhost").setPort(lab.port()).setSsl(true).setURI("/chat")
                .addHeader("authorization", "Bearer " + lab.token("alice")).addHeader("origin", origin);
        return lab.vertx.createWebSocketClient(new io.vertx.core.http.WebSocketClientOptions().setSsl(true)
                .setTrustOptions(new io.vertx.core.net.PemTrustOptions().addCertPath(lab.pki.file("ingress-ca.pem")))
                .setKeyCertOptions(new io.vertx.core.net.PemKeyCertOptions().setCertPath(lab.pki.file("laptop.pem")).setKeyPath(lab.pki.file("laptop-key.pem"))))
                .connect(options);
    }

    /** Browsers send cookies along with a WebSocket to whatever site a page names. */
    @Test
    void webSocketsOfPagesOfOtherSitesAreRefused() throws Exception {
        lab.start(ledger(lab.upstream(GatewayTest::echo)).replace("upstream: ledger,", "upstream: ledger, upgrades: [websocket], cors: {origins: [https://friend.test], credentials: true},"));
        Lab.await(Lab.await(webSocket("https://friend.test")).close());
        for (String stranger : List.of("https://evil.test", "null", "http://localhost:" + lab.port(), "https://localhost", "https://localhost:" + lab.port() + ".evil.test")) {
            var refused = org.junit.jupiter.api.Assertions.assertThrows(java.util.concurrent.ExecutionException.class, () -> Lab.await(webSocket(stranger)), stranger);
            assertEquals(403, ((io.vertx.core.http.UpgradeRejectedException) refused.getCause()).getStatus(), stranger);
        }
        Lab.until("the events", () -> lab.events().stream().filter(event -> event.encode().contains("request.origin-refused")).count() == 5);
    }

    /** Rules without credentials are for what anybody may read; a WebSocket is never that. */
    @Test
    void rulesWithoutCredentialsOpenNoWebSocket() throws Exception {
        lab.start(ledger(lab.upstream(GatewayTest::echo)).replace("upstream: ledger,", "upstream: ledger, upgrades: [websocket], cors: {origins: [\"*\"]},"));
        var refused = org.junit.jupiter.api.Assertions.assertThrows(java.util.concurrent.ExecutionException.class, () -> Lab.await(webSocket("https://evil.test")));
        assertEquals(403, ((io.vertx.core.http.UpgradeRejectedException) refused.getCause()).getStatus());
    }

    @Test
    void webSocketsAreOffByDefault() throws Exception {
        lab.start(ledger(lab.upstream(GatewayTest::echo)));
        MultiMap headers = MultiMap.caseInsensitiveMultiMap().addAll(Lab.bearer(lab.token("alice"))).add("connection", "upgrade").add("upgrade", "websocket")
                .add("sec-websocket-version", "13").add("sec-websocket-key", "AAAAAAAAAAAAAAAAAAAAAA==");
        assertEquals("request.upgrade-refused", Call.send(lab.client(HttpVersion.HTTP_1_1, LAPTOP), HttpMethod.GET, "/chat", headers, Buffer.buffer()).reason());
    }

    @Test
    void whatIsHardlyMeantIsSaidInTheLogWhenItIsTakenUp() throws Exception {
        try (LogLines log = new LogLines(Gateway.class.getName())) {
            String plain = "upstreams: [{name: app, endpoints: [{url: \"http://127.0.0.1:1\"}]}]";
            lab.start(plain);
            assertEquals(0, doubts(log));
            lab.reload(before -> before.replace("127.0.0.1:1\"", "127.0.0.1:1\", zone: here"));
            assertEquals(1, doubts(log), log.heard().toString());
            lab.reload(before -> before.replace("trust: [pki/mesh-ca.pem]", "trust: [pki/mesh-ca.pem]\n  zone: here"));
            assertEquals(1, doubts(log), log.heard().toString());
        }
    }

    private static long doubts(LogLines log) {
        return log.heard().stream().filter(line -> line.startsWith("WARN event=configuration-doubtful at=") && line.contains("mesh.zone does not say where this gateway is")).count();
    }

    @Test
    void ownCookiesStayAndOthersPass() throws Exception {
        lab.start(ledger(lab.upstream(GatewayTest::echo)));
        MultiMap headers = MultiMap.caseInsensitiveMultiMap().addAll(Lab.bearer(lab.token("alice"))).add("cookie", "q_session=stale; theme=dark; postern_x=1");
        Call answer = Call.send(lab.client(HttpVersion.HTTP_1_1, LAPTOP), HttpMethod.GET, "/", headers, Buffer.buffer());
        assertEquals("[\"theme=dark\"]", answer.json().getJsonObject("headers").getJsonArray("cookie").encode(), answer.body().toString());
    }
}
