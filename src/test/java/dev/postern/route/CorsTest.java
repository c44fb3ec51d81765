package dev.postern.route;

import static dev.postern.route.Requests.request;
import static dev.postern.route.RouteSpec.route;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.config.RouteConfig.CorsConfig;
import dev.postern.exchange.RequestFacts;
import io.vertx.core.MultiMap;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CorsTest {

    private static final RouteTable TABLE = RouteSpec.table(
            route("named").prefix("/named").methods("GET", "PUT")
            .cors(new CorsConfig(List.of("https://app.corp.test", "https://*.apps.corp.test", "http://localhost:3000"),
                    List.of("PUT"), List.of("Authorization", "X-Trace"), List.of("X-Total"), true, Duration.ofMinutes(10))),
            route("open").prefix("/open").cors(new CorsConfig(List.of("*"), List.of(), List.of(), List.of(), false, Duration.ZERO)),
            route("versioned").prefix("/named").header("x-version", "2")
            .cors(new CorsConfig(List.of("https://app.corp.test"), List.of(), List.of("x-version"), List.of(), false,
                    Duration.ZERO)));

    @ParameterizedTest
    @CsvSource({
        "https://app.corp.test, true",
        "https://x.apps.corp.test, true",
        "https://x.y.apps.corp.test, true",
        "http://localhost:3000, true",
        "http://localhost, false",
        "https://apps.corp.test, false",
        "http://app.corp.test, false",
        "https://app.corp.test:8443, false",
        "https://x.apps.corp.test:8443, false",
        "https://evilapps.corp.test, false",
        "https://app.corp.test.evil.test, false",
        "https://evil.test/.apps.corp.test, false",
        "https://evil.test#.apps.corp.test, false",
        "https://u@x.apps.corp.test, false",
        "https://appXcorp.test, false",
        "https://APP.corp.test, false",
        "null, false",
        "*, false",
    })
    void onlyTheOriginsNamed(String origin, boolean allowed) {
        Cors.Preflight answer = preflight("/named", origin, "PUT", "authorization, x-trace");
        assertEquals(allowed ? 204 : 403, answer.status());
        assertEquals(allowed ? origin : null, answer.headers().get("Access-Control-Allow-Origin"));
        assertEquals(allowed ? "true" : null, answer.headers().get("Access-Control-Allow-Credentials"));
        assertTrue(answer.headers().get("Vary").contains("Origin"));
        MultiMap response = MultiMap.caseInsensitiveMultiMap();
        cors("/named").apply(request("GET app.test/named", "Origin", origin), response);
        assertEquals(allowed ? origin : null, response.get("Access-Control-Allow-Origin"));
        assertEquals("Origin", response.get("Vary"));
    }

    @ParameterizedTest
    @CsvSource({"PUT, '', 204", "GET, '', 204", "DELETE, '', 403", "put, '', 403", "PUT, X-TRACE, 204", "PUT, 'x-trace,x-other', 403",
            "PUT, accept, 204"})
    void onlyTheMethodsAndHeadersNamed(String method, String headers, int status) {
        assertEquals(status, preflight("/named", "https://app.corp.test", method, headers).status());
    }

    @Test
    void saysWhatIsGranted() {
        Map<String, String> headers = preflight("/named", "https://app.corp.test", "PUT", "").headers();
        assertEquals("GET, HEAD, POST, PUT", headers.get("Access-Control-Allow-Methods"));
        assertEquals("Authorization, X-Trace", headers.get("Access-Control-Allow-Headers"));
        assertEquals("600", headers.get("Access-Control-Max-Age"));
    }

    @Test
    void theUpstreamsOwnWordIsReplaced() {
        MultiMap response = MultiMap.caseInsensitiveMultiMap().add("access-control-allow-origin", "*").add("Access-Control-Allow-Credentials", "true")
                .add("Access-Control-Allow-Private-Network", "true").add("Vary", "Accept-Encoding, origin");
        cors("/named").apply(request("GET app.test/named", "Origin", "https://evil.test"), response);
        assertEquals(List.of("Accept-Encoding, origin"), response.getAll("Vary"));
        assertEquals(1, response.size());
        cors("/named").apply(request("GET app.test/named", "Origin", "https://app.corp.test"), response);
        assertEquals("X-Total", response.get("Access-Control-Expose-Headers"));
        assertEquals("true", response.get("Access-Control-Allow-Credentials"));
    }

    @Test
    void everyOriginIsNamedByAStarAndNeverWithCredentials() {
        MultiMap response = MultiMap.caseInsensitiveMultiMap();
        cors("/open").apply(request("GET app.test/open", "Origin", "https://evil.test"), response);
        assertEquals("*", response.get("Access-Control-Allow-Origin"));
        assertFalse(response.contains("Access-Control-Allow-Credentials"));
        assertFalse(response.contains("Vary"));
    }

    @Test
    void twoOriginsAreNone() {
        MultiMap response = MultiMap.caseInsensitiveMultiMap();
        RequestFacts facts = request("GET app.test/named", "Origin", "https://app.corp.test", "Origin", "https://app.corp.test");
        cors("/named").apply(facts, response);
        assertFalse(response.contains("Access-Control-Allow-Origin"));
        assertFalse(Cors.isPreflight(request("OPTIONS app.test/named", "Origin", "https://a.test", "Origin", "https://a.test",
                "Access-Control-Request-Method", "PUT")));
    }

    @Test
    void aPreflightFindsTheRouteOfTheRequestItAnnounces() {
        RequestFacts put = request("OPTIONS app.test/named", "Origin", "https://app.corp.test", "Access-Control-Request-Method", "PUT");
        assertTrue(Cors.isPreflight(put));
        assertTrue(TABLE.match(put).isEmpty(), "OPTIONS itself is not accepted there");
        assertEquals("named", TABLE.matchAnnounced(put).orElseThrow().route().name());
        RequestFacts patch = request("OPTIONS app.test/named", "Origin", "https://app.corp.test", "Access-Control-Request-Method", "PATCH",
                "Access-Control-Request-Headers", "X-Version");
        assertEquals("versioned", TABLE.matchAnnounced(patch).orElseThrow().route().name());
        assertFalse(Cors.isPreflight(request("OPTIONS app.test/named", "Origin", "https://app.corp.test")));
        assertFalse(Cors.isPreflight(request("GET app.test/named", "Origin", "https://app.corp.test", "Access-Control-Request-Method", "PUT")));
    }

    private static Cors cors(String path) {
        return TABLE.actions(TABLE.match(request("GET app.test" + path)).orElseThrow().route()).cors().orElseThrow();
    }

    private static Cors.Preflight preflight(String path, String origin, String method, String headers) {
        return cors(path).preflight(request("OPTIONS app.test" + path, "Origin", origin, "Access-Control-Request-Method", method,
                "Access-Control-Request-Headers", headers));
    }
}
