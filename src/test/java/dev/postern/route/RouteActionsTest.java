package dev.postern.route;

import static dev.postern.route.Requests.request;
import static dev.postern.route.RouteSpec.route;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.config.RouteConfig;
import dev.postern.config.RouteConfig.RedirectConfig;
import dev.postern.exchange.CanonicalPath;
import dev.postern.exchange.RequestFacts;
import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteActionsTest {

    @ParameterizedTest
    @CsvSource({
        "/a, /x, /a, /x",
        "/a, /x, /a/, /x/",
        "/a, /x/, /a/b, /x/b",
        "/a/, /x/y, /a/b/, /x/y/b/",
        "/a, /, /a, /",
        "/a, /, /a/, /",
        "/a, /, /a/b, /b",
        "/, /x, /, /x/",
        "/, /x, /b, /x/b",
        "/a:b, /x, /a%3Ab/c%20d, /x/c%20d",
        "/a, /%7ex, /a/b, /~x/b",
    })
    void replacesThePrefix(String prefix, String replacement, String path, String expected) {
        RouteTable table = RouteSpec.table(route("r").prefix(prefix).rewrite(replacement));
        RequestFacts facts = request("GET app.test" + path);
        RouteMatch match = table.match(facts).orElseThrow();
        String rewritten = table.actions(match.route()).rewrite().rewrite(match, facts.path());
        assertEquals(expected, rewritten);
        assertEquals(rewritten, CanonicalPath.parse(rewritten).value(), "canonical again");
    }

    @Test
    void keepsThePathWithoutRewrite() {
        RouteTable table = RouteSpec.table(route("r").prefix("/a"));
        RouteMatch match = table.match(request("GET app.test/a/b")).orElseThrow();
        assertEquals("/a/b", table.actions(match.route()).rewrite().rewrite(match, CanonicalPath.parse("/a/b")));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "-, -, -, /new, app.test:8443/old?x=1, https://app.test:8443/new?x=1",
        "https, -, -, -, app.test:8080/old, https://app.test/old",
        "http, -, -, -, app.test:8080/old, http://app.test/old",
        "-, b.test, -, -, app.test/old?, https://b.test/old",
        "-, B.test, 444, -, app.test/, https://b.test:444/",
        "https, b.test, 443, -, app.test/, https://b.test/",
        "http, b.test, 443, -, app.test/, http://b.test:443/",
        "-, -, -, /new, app.test/%2e%2e%2f, refused",
    })
    void location(String scheme, String host, Integer port, String path, String target, String expected) {
        if (expected.equals("refused")) {
            org.junit.jupiter.api.Assertions.assertThrows(dev.postern.exchange.RefusedException.class, () -> request("GET " + target));
            return;
        }
        assertEquals(expected, location(new RedirectConfig(302, Optional.ofNullable(scheme), Optional.ofNullable(host), Optional.ofNullable(port),
                Optional.ofNullable(path)), target));
    }

    @ParameterizedTest
    @CsvSource({
        "'app.test/x?a=\r\nSet-Cookie: s=1', https://b.test/x?a=%0D%0ASet-Cookie:%20s=1",
        "'app.test/x?@evil.test/\u00e9#f', https://b.test/x?@evil.test/%C3%A9%23f",
        "'app.test/@evil.test/', https://b.test/@evil.test/",
    })
    void noRequestWritesAHeaderOrLeadsElsewhere(String target, String expected) {
        String location = location(new RedirectConfig(308, Optional.empty(), Optional.of("b.test"), Optional.empty(), Optional.empty()), target);
        assertEquals(expected, location);
        assertTrue(location.chars().allMatch(c -> c > 0x20 && c < 0x7f));
        assertEquals("b.test", java.net.URI.create(location).getHost());
    }

    private static String location(RedirectConfig config, String target) {
        RouteTable table = RouteSpec.table(route("r").redirect(config));
        return table.actions(table.routes().getFirst()).redirect().orElseThrow().location(request("GET " + target));
    }

    @Test
    void removesThenSetsThenAdds() {
        RouteTable table = RouteSpec.table(route("r")
                .requestHeaders(new RouteConfig.HeaderEdits(List.of("X-Gone", "x-both"), Map.of("X-Set", "new", "X-Both", "set"),
                Map.of("X-More", "2", "X-Set", "third"))));
        MultiMap headers = MultiMap.caseInsensitiveMultiMap().add("x-gone", "1").add("X-GONE", "2").add("x-set", "a").add("X-Set", "b")
                .add("x-more", "1").add("x-both", "old")
                .add("x-kept", "k");
        table.actions(table.routes().getFirst()).requestHeaders().apply(headers);
        assertEquals(List.of(), headers.getAll("x-gone"));
        assertEquals(List.of("new", "third"), headers.getAll("x-set"));
        assertEquals(List.of("1", "2"), headers.getAll("x-more"));
        assertEquals(List.of("set"), headers.getAll("x-both"));
        assertEquals(List.of("k"), headers.getAll("x-kept"));
    }
}
