package dev.postern.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.config.InvalidConfigException;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a route does with its requests, as client and upstream see it. */
@QuarkusTest
@Tag("quarkus")
final class RoutesTest {

    private static final Map<String, String> BROWSER = Map.of("accept", "text/html", "sec-fetch-mode", "navigate");

    @RegisterExtension
    final Lab lab = new Lab();

    private final AtomicInteger asked = new AtomicInteger();
    private int upstream;

    @BeforeEach
    void lab() throws Exception {
        upstream = lab.upstream(this::seen);
    }

    private void seen(HttpServerRequest request) {
        asked.incrementAndGet();
        JsonObject headers = new JsonObject();
        request.headers().names().forEach(name -> headers.put(name.toLowerCase(java.util.Locale.ROOT), String.join(" | ", request.headers().getAll(name))));
        request.body().onSuccess(body -> request.response().putHeader("server", "inside").putHeader("x-many", "upstream").putHeader("access-control-allow-origin", "*")
                .end(new JsonObject().put("target", request.uri()).put("host", request.authority().toString()).put("headers", headers).encode()));
    }

    /** Routes on localhost, given as flow mappings without braces, all open to finance. */
    private void start(String... routes) throws Exception {
        StringBuilder all = new StringBuilder("""
                upstreams: [{name: app, url: "https://127.0.0.1:%d", expect: "spiffe://demo.test/ns/finance/sa/ledger"}]
                policies: [{name: finance, effect: allow, from: {groups: [finance]}}]
                routes:
                """.formatted(upstream));
        for (String route : routes) {
            all.append("  - {").append(route).append("}\n");
        }
        lab.start(all.toString());
    }

    private HttpClient client(HttpVersion version) {
        return lab.client(version, Optional.of("laptop"));
    }

    private Call alice(HttpMethod method, String path, Map<String, String> headers) throws Exception {
        MultiMap all = MultiMap.caseInsensitiveMultiMap().addAll(Lab.bearer(lab.token("alice"))).addAll(headers);
        return Call.send(client(HttpVersion.HTTP_1_1), method, path, all, Buffer.buffer());
    }

    private Call alice(String path) throws Exception {
        return alice(HttpMethod.GET, path, Map.of());
    }

    @ParameterizedTest
    @CsvSource({"/ledger, /v2", "/ledger/, /v2/", "/ledger/a/b?x=1&x=2, /v2/a/b?x=1&x=2", "/ledger/caf%c3%a9, /v2/caf%C3%A9", "/whole/a, /a", "/whole, /"})
    void thePrefixIsReplaced(String asked, String sent) throws Exception {
        start("name: ledger, host: localhost, path: /ledger, upstream: app, rewrite: {prefix: /v2}",
                "name: whole, host: localhost, path: /whole, upstream: app, rewrite: {prefix: /}");
        assertEquals(sent, alice(asked).json().getString("target"));
    }

    @Test
    void theHostIsTheUpstreamsOwnUnlessSaidOtherwise() throws Exception {
        start("name: own, host: localhost, path: /own, upstream: app", "name: kept, host: localhost, path: /kept, upstream: app, rewrite: {host: preserve}",
                "name: other, host: localhost, path: /other, upstream: app, rewrite: {host: ledger.internal}");
        assertEquals("127.0.0.1:" + upstream, alice("/own").json().getString("host"));
        assertEquals("localhost:" + lab.port(), alice("/kept").json().getString("host"));
        assertEquals("ledger.internal", alice("/other").json().getString("host"));
        assertEquals("localhost:" + lab.port(), alice("/other").json().getJsonObject("headers").getString("x-forwarded-host"));
    }

    @Test
    void aRedirectIsForThoseWhoMayFollowIt() throws Exception {
        start("name: old, host: localhost, path: /old, redirect: {status: 308, host: new.test, path: /new}, response-headers: {set: {X-Moved: \"yes\"}}, discoverable: signed-in");
        Call moved = alice("/old?a=b");
        assertEquals("308 https://new.test:" + lab.port() + "/new?a=b", moved.status() + " " + moved.headers().get("location"));
        assertEquals("yes", moved.headers().get("x-moved"));
        assertEquals("policy.no-rule", Call.get(client(HttpVersion.HTTP_2), "/old", Lab.bearer(lab.token("bob"))).reason());
        assertEquals("/.postern/sign-in?return=%2Fold", Call.get(client(HttpVersion.HTTP_2), "/old", BROWSER).headers().get("location"));
    }

    @Test
    void headersAreEditedBothWaysAndTheClientCannotUndoIt() throws Exception {
        start("""
                name: app, host: localhost, path: /, upstream: app,
                request-headers: {remove: [X-Gone], set: {X-Tenant: corp}, add: {X-Many: gateway}},
                response-headers: {remove: [Server], set: {X-Frame-Options: DENY}, add: {X-Many: gateway}}""");
        Call answer = alice(HttpMethod.GET, "/", Map.of("x-gone", "1", "x-tenant", "mine", "x-many", "client", "connection", "x-tenant"));
        JsonObject sent = answer.json().getJsonObject("headers");
        assertFalse(sent.containsKey("x-gone"));
        assertEquals("corp", sent.getString("x-tenant"));
        assertEquals("client | gateway", sent.getString("x-many"));
        assertNull(answer.headers().get("server"));
        assertEquals("DENY", answer.headers().get("x-frame-options"));
        assertEquals(List.of("upstream", "gateway"), answer.headers().getAll("x-many"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Postern-Assertion", "x_forwarded_for", "X-Forwarded-For", "Forwarded", "X-Real-IP", "X-Request-Id", "Connection", "Host", "Transfer-Encoding",
            "Content-Length", "TE", "X-User", "x_user", "bad name"})
    void whatTheGatewaySaysIsNotForRoutesToEdit(String name) {
        assertThrows(InvalidConfigException.class, () -> start(
                "name: app, host: localhost, path: /, upstream: app, identity-headers: {user: X-User}, request-headers: {set: {\"" + name + "\": x}}"));
    }

    private static Map<String, String> preflight(String origin, String method) {
        return Map.of("origin", origin, "access-control-request-method", method, "access-control-request-headers", "authorization");
    }

    @Test
    void otherOriginsMayAskWhatTheRouteGrants() throws Exception {
        start("name: app, host: localhost, path: /api, upstream: app, cors: {origins: [https://app.test], methods: [PUT], headers: [Authorization], expose-headers: [X-Many], "
                + "credentials: true, max-age: 10m}", "name: none, host: localhost, path: /none, upstream: app");
        HttpClient client = client(HttpVersion.HTTP_2);
        MultiMap asking = MultiMap.caseInsensitiveMultiMap().addAll(preflight("https://app.test", "PUT"));
        Call granted = Call.send(client, HttpMethod.OPTIONS, "/api/x", asking, Buffer.buffer());
        assertEquals("204 https://app.test true 600", granted.status() + " " + granted.headers().get("access-control-allow-origin") + " "
                + granted.headers().get("access-control-allow-credentials") + " " + granted.headers().get("access-control-max-age"));
        Call refused = Call.send(client, HttpMethod.OPTIONS, "/api/x", MultiMap.caseInsensitiveMultiMap().addAll(preflight("https://evil.test", "PUT")), Buffer.buffer());
        assertEquals("403 null", refused.status() + " " + refused.headers().get("access-control-allow-origin"));
        assertEquals(401, Call.send(client, HttpMethod.OPTIONS, "/none", asking, Buffer.buffer()).status(), "without rules a preflight is a request like any other");
        assertEquals(0, asked.get(), "no preflight reaches an upstream");
        Call actual = alice(HttpMethod.GET, "/api/x", Map.of("origin", "https://app.test"));
        assertEquals("https://app.test X-Many", actual.headers().get("access-control-allow-origin") + " " + actual.headers().get("access-control-expose-headers"));
        assertTrue(actual.headers().get("vary").contains("Origin"));
        assertNull(alice(HttpMethod.GET, "/api/x", Map.of("origin", "https://evil.test")).headers().get("access-control-allow-origin"), "the upstream's * does not pass");
    }

    /** Without the headers a script cannot tell "sign in" from a broken network. */
    @Test
    void aScriptOfAnAllowedOriginCanReadItsRefusal() throws Exception {
        start("name: app, host: localhost, path: /api, upstream: app, api: true, discoverable: signed-in, cors: {origins: [https://app.test], credentials: true}");
        Map<String, String> bob = new HashMap<>(Lab.bearer(lab.token("bob")));
        bob.put("origin", "https://app.test");
        Call refused = Call.get(client(HttpVersion.HTTP_2), "/api", bob);
        assertEquals("policy.no-rule https://app.test", refused.reason() + " " + refused.headers().get("access-control-allow-origin"));
        bob.put("origin", "https://evil.test");
        assertNull(Call.get(client(HttpVersion.HTTP_2), "/api", bob).headers().get("access-control-allow-origin"));
    }

    @ParameterizedTest
    @EnumSource(value = HttpVersion.class, names = {"HTTP_1_1", "HTTP_2"})
    void aRouteHasItsOwnTimeouts(HttpVersion version) throws Exception {
        upstream = lab.upstream(request -> asked.incrementAndGet());
        start("name: app, host: localhost, path: /, upstream: app, timeouts: {first-byte: 300ms}");
        Call late = Call.get(client(version), "/", Lab.bearer(lab.token("alice")));
        assertEquals("504 upstream.timeout", late.status() + " " + late.reason());
        assertEquals(1, asked.get());
    }

    @ParameterizedTest
    @EnumSource(value = HttpVersion.class, names = {"HTTP_1_1", "HTTP_2"})
    void aRouteHasItsOwnBoundOnBodies(HttpVersion version) throws Exception {
        start("name: app, host: localhost, path: /, upstream: app, body-bytes: 1KiB", "name: large, host: localhost, path: /large, upstream: app, body-bytes: 2KiB");
        MultiMap alice = MultiMap.caseInsensitiveMultiMap().addAll(Lab.bearer(lab.token("alice")));
        Call announced = Call.send(client(version), HttpMethod.POST, "/", alice, Buffer.buffer(new byte[1025]));
        assertEquals("413 request.body-too-large", announced.status() + " " + announced.reason());
        assertEquals(0, asked.get(), "what is announced as too large is not begun");
        assertEquals(200, Call.send(client(version), HttpMethod.POST, "/", alice, Buffer.buffer(new byte[1024])).status());
        assertEquals(200, Call.send(client(version), HttpMethod.POST, "/large", alice, Buffer.buffer(new byte[1025])).status());
        HttpClientRequest chunked = Pouring.open(client(version), "/", Lab.bearer(lab.token("alice")));
        Future<Call> answer = Pouring.whole(chunked.response());
        chunked.exceptionHandler(stopped -> { });
        chunked.write(Buffer.buffer(new byte[1000]));
        chunked.write(Buffer.buffer(new byte[25]));
        assertEquals("413 request.body-too-large", Lab.await(answer).status() + " " + Lab.await(answer).reason());
    }

    @Test
    void anApiIsNeverSentToSignIn() throws Exception {
        start("name: api, host: localhost, path: /api, upstream: app, api: true", "name: page, host: localhost, path: /page, upstream: app");
        HttpClient client = client(HttpVersion.HTTP_2);
        assertEquals("401 identity.sign-in-required", Call.get(client, "/api", BROWSER).status() + " " + Call.get(client, "/api", BROWSER).reason());
        assertEquals(303, Call.get(client, "/page", BROWSER).status());
    }

    @ParameterizedTest
    @CsvSource({"GET, /a, , any", "POST, /a, , posts", "GET, /a?v=2, , second", "GET, /a?v=2&v=2, , any", "GET, /a, x-edition: 3, third", "GET, /users/7/orders, , orders",
            "GET, /users/7/orders/1, , root", "GET, /users//orders, , 400", "GET, /A, , root", "GET, /ab, , root", "GET, /%61, , any"})
    void requestsAreMatchedByMethodHeaderQueryAndTemplate(String method, String target, String header, String expected) throws Exception {
        start(tagged("root", "path: {prefix: /}"), tagged("any", "path: {prefix: /a}"), tagged("posts", "path: {prefix: /a}, methods: [POST]"),
                tagged("second", "path: {prefix: /a}, query: {v: \"2\"}"), tagged("third", "path: {prefix: /a}, headers: {X-Edition: \"3\"}"),
                tagged("orders", "path: {template: \"/users/{id}/orders\"}"));
        Map<String, String> headers = header == null ? Map.of() : Map.of(header.split(": ")[0], header.split(": ")[1]);
        Call answer = alice(HttpMethod.valueOf(method), target, headers);
        assertEquals(expected, answer.status() == 200 ? answer.json().getJsonObject("headers").getString("x-route") : String.valueOf(answer.status()));
    }

    private static String tagged(String name, String match) {
        return "name: %s, match: {host: localhost, %s}, upstream: app, request-headers: {set: {X-Route: %s}}".formatted(name, match, name);
    }
}
