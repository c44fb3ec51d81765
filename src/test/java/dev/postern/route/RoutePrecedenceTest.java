package dev.postern.route;

import static dev.postern.route.Requests.request;
import static dev.postern.route.RouteSpec.route;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.postern.exchange.RequestFacts;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which of several matching routes is taken; the cases follow Gateway API's conformance tests for HTTPRoute matching. */
class RoutePrecedenceTest {

    private static final RouteTable HOSTS = RouteSpec.table(
            route("any-below").host("*.corp.test"),
            route("deeper").host("*.eu.corp.test").prefix("/only"),
            route("exact").host("app.corp.test").prefix("/app"),
            route("apex").host("corp.test"),
            route("address").host("127.0.0.1"),
            route("address6").host("[::1]"));

    private static final RouteTable PATHS = RouteSpec.table(
            route("root").prefix("/"),
            route("a").prefix("/a"),
            route("a-b").prefix("/a/b/"),
            route("a-b-exact").exact("/a/b"),
            route("a-slash-exact").exact("/a/"),
            route("one-parameter").template("/a/{x}/c"),
            route("two-parameters").template("/a/{x}/{y}"),
            route("literal-end").template("/{x}/b/c"),
            route("verb").exact("/v1/jobs:cancel"),
            route("encoded").prefix("/caf%c3%a9"));

    private static final RouteTable TIES = RouteSpec.table(
            route("late-any").prefix("/t").header("x-late", "1"),
            route("plain").prefix("/t"),
            route("get").prefix("/t").methods("GET"),
            route("one-header").prefix("/t").header("X-Version", "2"),
            route("two-headers").prefix("/t").header("x-version", "2").header("x-color", "blue"),
            route("header-and-query").prefix("/t").header("x-version", "2").query("q", "a b"),
            route("query").prefix("/t").query("q", "a b"),
            route("first").prefix("/o").header("x-one", "1"),
            route("second").prefix("/o").header("x-two", "2"));

    @ParameterizedTest
    @CsvSource({
        "app.corp.test/app, exact",
        "app.corp.test/app/x, exact",
        "app.corp.test/other, any-below",
        "app.eu.corp.test/only, deeper",
        "app.eu.corp.test/else, any-below",
        "a.b.c.corp.test/, any-below",
        "corp.test/, apex",
        "xcorp.test/, none",
        "corp.test.evil/, none",
        "127.0.0.1/, address",
        "[::1]/, address6",
        "app.corp.test:8443/app, exact",
        "APP.corp.test./app, exact",
    })
    void hosts(String target, String expected) {
        assertEquals(expected, match(HOSTS, request("GET " + target)));
    }

    @ParameterizedTest
    @CsvSource({
        "/, root, 0",
        "/ab, root, 0",
        "/a, a, 2",
        "/a/, a-slash-exact, 3",
        "/a/x, a, 2",
        "/A, root, 0",
        "/a/b, a-b-exact, 4",
        "/a/b/, a-b, 4",
        "/a/b/z/q, a-b, 4",
        "/a/b/c, one-parameter, 6",
        "/a/q/c, one-parameter, 6",
        "/a/q/z, two-parameters, 6",
        "/z/b/c, literal-end, 6",
        "/a//c, refused, 0",
        "/a/q/c/, a, 2",
        "/a/q/c/d, a, 2",
        "/%61/x, a, 2",
        "/v1/jobs:cancel, verb, 15",
        "/v1/jobs%3Acancel, verb, 15",
        "/v1/jobs%3acancel, verb, 15",
        "/caf%C3%A9/x, encoded, 10",
        "/cafe, root, 0",
    })
    void paths(String path, String expected, int prefix) {
        if (expected.equals("refused")) {
            org.junit.jupiter.api.Assertions.assertThrows(dev.postern.exchange.RefusedException.class, () -> request("GET app.test" + path));
            return;
        }
        RouteMatch found = PATHS.match(request("GET app.test" + path)).orElseThrow();
        assertEquals(expected, found.route().name());
        assertEquals(prefix, found.matchedPrefix());
    }

    @ParameterizedTest
    @CsvSource({
        "GET, '', '', get",
        "POST, '', '', plain",
        "get, '', '', plain",
        "GET, '', x-version=2, get",
        "POST, '', x-version=2, one-header",
        "POST, '', x-version=3, plain",
        "POST, '', x-version=2;x-version=2, plain",
        "POST, '', x-version=2;x-color=blue, two-headers",
        "POST, '', x-late=1, late-any",
        "POST, q=a%20b, x-version=2, header-and-query",
        "POST, q=a%20b, x-version=2;x-color=blue, two-headers",
        "POST, q=a+b, '', query",
        "POST, %71=a%20b, '', query",
        "POST, q=a+b&q=a+b, '', plain",
        "POST, q=a+b&q=c, '', plain",
        "POST, q=a%2Bb, '', plain",
        "POST, q=a%2, '', plain",
        "POST, Q=a+b, '', plain",
        "POST, other=1&&q=a+b&, '', query",
    })
    void ties(String method, String query, String headers, String expected) {
        assertEquals(expected, match(TIES, request(method + " app.test/t" + (query.isEmpty() ? "" : "?" + query), headers.isEmpty() ? new String[0]
                : headers.split("[;=]"))));
    }

    @ParameterizedTest
    @CsvSource({"x-one=1;x-two=2, first", "x-two=2, second", "x-two=1, none"})
    void theOrderOfTheFileIsTheLastResort(String headers, String expected) {
        assertEquals(expected, match(TIES, request("GET app.test/o", headers.split("[;=]"))));
    }

    private static String match(RouteTable table, RequestFacts facts) {
        return table.match(facts).map(m -> m.route().name()).orElse("none");
    }
}
