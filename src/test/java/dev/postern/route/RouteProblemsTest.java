package dev.postern.route;

import static dev.postern.route.RouteSpec.route;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.config.Problems;
import dev.postern.config.RouteConfig.CorsConfig;
import dev.postern.config.RouteConfig.HeaderEdits;
import dev.postern.config.RouteConfig.RedirectConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RouteProblemsTest {

    static Stream<Arguments> wrong() {
        return Stream.of(
                one(route("a").host("*"), 11, "'*' is no host"),
                one(route("a").host("a.*.test"), 11, "'a.*.test' is no host"),
                one(route("a").host("a_b.test"), 11, "'a_b.test' is no host"),
                one(route("a").host("*.[::1]"), 11, "is no host"),
                one(route("a").prefix("a"), 12, "'a' can match no path"),
                one(route("a").prefix("/a/../b"), 12, "dot segment"),
                one(route("a").exact("/a%2Fb"), 12, "encoded '/'"),
                one(route("a").template("/a/{x}y"), 12, "neither a literal segment nor one parameter"),
                one(route("a").template("/a/{}"), 12, "neither a literal segment nor one parameter"),
                one(route("a").template("/{x}/{x}"), 12, "'x' occurs twice"),
                one(route("a").template("/a/b"), 12, "without a parameter"),
                one(route("a").methods("GE T"), 10, "no method"),
                one(route("a").header("x:y", "1"), 10, "no header name"),
                one(route("a").exact("/a").rewrite("/b"), 0, "whose path is no prefix"),
                one(route("a").template("/{a}").rewrite("/b"), 0, "whose path is no prefix"),
                one(route("a").prefix("/a").rewrite("b"), 0, "cannot replace a prefix"),
                one(route("a").redirect(redirect(302, "https", "b.test", "/x")).rewrite("/b"), 0, "which redirects"),
                one(route("a").redirect(redirect(200, "https", "b.test", "/x")), 10, "status 200 is no redirect"),
                one(route("a").redirect(redirect(302, "javascript", "b.test", "/x")), 10, "the scheme is https or http"),
                one(route("a").redirect(redirect(302, "https", "b.test\r\nX: y", "/x")), 10, "redirect of the route 'a'"),
                one(route("a").redirect(redirect(302, "https", "b.test", "/x\r\nSet-Cookie: a=b")), 10, "outside visible ASCII"),
                one(route("a").redirect(new RedirectConfig(302, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty())), 10,
                "lead to itself"),
                one(route("a").cors(cors(true, "*")), 10, "every origin together with credentials"),
                one(route("a").cors(cors(false)), 10, "it allows no origin"),
                one(route("a").cors(cors(false, "null")), 10, "'null' is no origin"),
                one(route("a").cors(cors(false, "https://a.test/")), 10, "is no origin"),
                one(route("a").cors(cors(false, "https://a*.test")), 10, "is no origin"),
                one(route("a").cors(cors(false, "https://*.*.test")), 10, "is no origin"),
                one(route("a").cors(cors(false, "https://a.test:443")), 10, "is no origin"),
                one(route("a").cors(cors(false, "https://A.test")), 10, "is no origin"));
    }

    private static Arguments one(RouteSpec spec, int line, String message) {
        return Arguments.of(spec, line, message);
    }

    private static RedirectConfig redirect(int status, String scheme, String host, String path) {
        return new RedirectConfig(status, Optional.of(scheme), Optional.of(host), Optional.empty(), Optional.of(path));
    }

    private static CorsConfig cors(boolean credentials, String... origins) {
        return new CorsConfig(List.of(origins), List.of(), List.of(), List.of(), credentials, Duration.ofMinutes(5));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void isReportedWhereItStands(RouteSpec spec, int line, String message) {
        Problems problems = new Problems();
        RouteSpec.table(problems, spec);
        assertEquals(1, problems.list().size(), () -> problems.list().toString());
        assertTrue(problems.list().getFirst().message().contains(message), () -> problems.list().toString());
        assertEquals(line, problems.list().getFirst().at().line());
    }

    static Stream<Arguments> forbiddenHeaders() {
        return Stream.of("Content-Length", "transfer-encoding", "Transfer_Encoding", "Connection", "TE", "Upgrade", "Host", "Expect", "Keep-Alive",
                "HTTP2-Settings",
                "X-Postern-Assertion", "x_postern_user", "X-Forwarded-For", "x.forwarded.for", "Forwarded", "X-Request-Id", "X-User", "x_user", "x.user", ":authority",
                "bad name", "X\r\nY", "").map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("forbiddenHeaders")
    void headersThatAreNotForRoutesToWrite(String name) {
        List<HeaderEdits> edits = List.of(new HeaderEdits(List.of(name), Map.of(), Map.of()), new HeaderEdits(List.of(), Map.of(name, "v"), Map.of()),
                new HeaderEdits(List.of(), Map.of(), Map.of(name, "v")));
        for (HeaderEdits edit : edits) {
            assertEquals(1, problems(route("a").userHeader("X-User").requestHeaders(edit)).list().size(), edit.toString());
            assertEquals(1, problems(route("a").userHeader("X-User").responseHeaders(edit)).list().size(), edit.toString());
        }
    }

    @ParameterizedTest
    @MethodSource("badValues")
    void valuesThatNoHeaderLineCarries(String value) {
        assertEquals(1, problems(route("a").requestHeaders(new HeaderEdits(List.of(), Map.of("X-A", value), Map.of()))).list().size());
    }

    static Stream<String> badValues() {
        return Stream.of("a\r\nSet-Cookie: x=y", "a\nb", "a\0b", " a", "a ", "caf\u00e9", "a\u007f");
    }

    @Test
    void corsHeadersBelongToCors() {
        HeaderEdits edit = new HeaderEdits(List.of(), Map.of("Access-Control-Allow-Origin", "*"), Map.of());
        assertEquals(0, problems(route("a").responseHeaders(edit)).list().size());
        assertEquals(1, problems(route("a").responseHeaders(edit).cors(cors(false, "https://a.test"))).list().size());
    }

    @Test
    void twoRoutesWithTheSameMatch() {
        Problems problems = problems(route("a").template("/u/{id}").header("X-A", "1").host("*.test"), route("b").template("/u/{name}")
                .header("x-a", "1").host("*.TEST"));
        assertEquals("the route 'b' is never reached on *.TEST: 'a' has the same match", problems.list().getFirst().message());
        assertEquals(21, problems.list().getFirst().at().line());
        assertEquals(1, problems.list().size());
    }

    @Test
    void aRouteWhoseMethodsAreAllTakenIsNeverReached() {
        assertTrue(problems(route("a").methods("GET", "POST"), route("b").methods("POST")).list().getFirst().message()
                .contains("'a' takes all its requests"));
        assertTrue(problems(route("a").methods("GET"), route("b").methods("POST"), route("c").methods("GET", "POST")).list().getFirst().message()
                .contains("'c' is never reached"));
    }

    @Test
    void routesThatDifferAnywhereAreFine() {
        assertEquals(List.of(), problems(route("a"), route("b").methods("GET"), route("c").methods("GET", "POST"), route("d").header("x", "1"),
                route("e").header("x", "2"),
                route("f").query("x", "1"), route("g").exact("/"), route("h").host("b.test"), route("i").template("/{x}"), route("j")
                .template("/{x}/{y}"),
                route("k").exact("/{x}")).list());
    }

    @Test
    void aNameIsTakenOnce() {
        assertTrue(problems(route("a"), route("a").prefix("/b")).list().getFirst().message().contains("the route name 'a' is taken"));
    }

    private static Problems problems(RouteSpec... specs) {
        Problems problems = new Problems();
        RouteSpec.table(problems, specs);
        return problems;
    }
}
