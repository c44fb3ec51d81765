package dev.postern.policy;

import static dev.postern.policy.RuleSpec.allow;
import static dev.postern.policy.RuleSpec.deny;
import static dev.postern.policy.World.get;
import static dev.postern.policy.World.headers;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.postern.identity.Claims;
import dev.postern.identity.Principal;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Conditions written in CEL: what they can speak about, what is wrong with them, and what becomes of a failure. */
class CelConditionTest {

    private static final Principal ALICE = new Principal.User("alice", "corp", Set.of("finance", "staff"), new Claims(new JsonObject(
            "{\"level\":3,\"share\":0.5,\"big\":5000000000,\"admin\":false,\"gone\":null,\"amr\":[\"pwd\",\"otp\"],\"org\":{\"unit\":\"audit\",\"n\":[1,{\"x\":\"y\"}]}}")));

    private static final Scenario SCENARIO = Scenario.of("POST", "https://app.test/a/b%20c?q=one&q=two%20x&flag").by(ALICE).on(World.LAPTOP)
            .from(InetAddress.ofLiteral("10.1.2.3")).with(headers("X-Env", "prod", "X-Env", "test", "Accept", "text/html"));

    @ParameterizedTest
    @ValueSource(strings = {
        "request.method == 'POST'",
        "request.host == 'app.test'",
        "request.path == '/a/b%20c'",
        "request.path.startsWith('/a/')",
        "request.query['q'] == ['one', 'two x'] && request.query['flag'] == [''] && !('z' in request.query)",
        "request.headers['x-env'] == ['prod', 'test']",
        "'X-ENV' in request.headers && !('x-none' in request.headers)",
        "request.headers.exists(name, name == 'accept') && size(request.headers) == 2",
        "request.headers.all(name, request.headers[name].size() > 0)",
        "request.time == timestamp('2026-01-05T12:00:00Z')",
        "request.time.getHours('Europe/Zurich') == 13 && request.time.getDayOfWeek() == 1",
        "request.protocol == 'HTTP/2' && request.id != ''",
        "user.name == 'alice' && user.provider == 'corp'",
        "'finance' in user.groups && user.groups.exists(g, g.startsWith('sta'))",
        "user.claims.level == 3 && user.claims.level + 1 > 3",
        "user.claims.share < 1.0 && user.claims.big == 5000000000 && user.claims.admin == false",
        "user.claims.gone == null && !has(user.claims.missing) && has(user.claims.org.unit)",
        "'otp' in user.claims.amr && user.claims.org.unit == 'audit' && user.claims.org.n[1].x == 'y'",
        "workload.id == '' && workload.trustDomain == '' && workload.path == ''",
        "device.state == 'enrolled' && device.id == 'laptop-17' && device.authority == 'corp-devices'",
        "device.attributes['unit'] == 'finance' && device.attributes.unit == 'finance'",
        "source.address == '10.1.2.3' && source.address.startsWith('10.')",
        "route == 'app'",
        "request.path.matches('^/a/[a-z]%20c$') && !request.path.matches('^/A')",
    })
    void canSpeakOf(String expression) {
        assertEquals("allow:r", World.of(allow("r").when(expression)).outcome(SCENARIO));
        assertEquals("policy.no-rule:EXPLAINED", World.of(allow("r").when("!(" + expression + ")")).outcome(SCENARIO));
    }

    @Test
    void whatDoesNotApplyIsEmpty() {
        World world = World.of(allow("r").anyone()
                .when("user.name == '' && user.groups == [] && user.claims.size() == 0 && device.state == 'none' && device.id == '' "
                + "&& device.attributes.size() == 0"));
        assertEquals("allow:r", world.outcome(get("/")));
        assertEquals("allow:r", World.of(allow("r")
                .when("workload.id == 'spiffe://corp.test/ns/finance/sa/ledger' && workload.trustDomain == 'corp.test' "
                + "&& workload.path == '/ns/finance/sa/ledger' && user.name == ''")).outcome(get("/").by(World.LEDGER)));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "request.headers['x-none'][0] == 'a'",
        "request.headers['x-env'][7] == 'a'",
        "user.claims.missing == 1",
        "user.claims.level.deeper == 1",
        "user.claims.level > 'text'",
        "user.claims.org",
        "1 / (user.claims.level - 3) == 1",
        "request.path.matches(request.headers['x-env'][0] + '(')",
        "request.time.getHours(user.name) == 1",
        "[1,2,3,4,5,6,7,8,9,10].all(a, [1,2,3,4,5,6,7,8,9,10].all(b, [1,2,3,4,5,6,7,8,9,10].all(c, [1,2,3,4,5,6,7,8,9,10].all(d, true))))",
    })
    void whatCannotBeEvaluatedDeniesAndNeverAllows(String expression) {
        assertEquals("policy.no-rule:EXPLAINED", World.of(allow("r").when(expression)).outcome(SCENARIO));
        assertEquals("policy.failed(d):EXPLAINED", World.of(deny("d").when(expression), allow("r")).outcome(SCENARIO));
        assertEquals("allow:r", World.of(deny("d").methods("GET").when(expression), allow("r")).outcome(SCENARIO),
                "only where the rest of the rule holds");
    }

    @Test
    void aConditionIsBoundedWhateverTheRequest() {
        World world = World.of(allow("r").when("user.groups.exists(g, user.groups.exists(h, user.groups.exists(i, g + h + i == 'x')))"),
                allow("redos").when("request.path.matches('^(/(a+)+)+$')"));
        Principal many = World.user("u", IntStream.range(0, 500).mapToObj(i -> "g" + i).toArray(String[]::new));
        assertTimeout(Duration.ofSeconds(20), () -> assertEquals("policy.no-rule:EXPLAINED",
                world.outcome(get("/" + "a".repeat(4_000) + "!").by(many))));
    }

    /** Every mistake with its position and message; the expected ones stand in a file beside. */
    @Test
    void mistakesAreFoundAtLoad() throws IOException {
        List<String> wrong = List.of(
                "request.verb == 'GET'",
                "request == 'GET'",
                "usr.name == 'x'",
                "user.groups == 'finance'",
                "request.method",
                "1 + 1",
                "request.method == ",
                "request.method == 'GET' && route == 1",
                "request.method == 'GET' &&\n  rout == 'x'",
                "request.path.matches('(?=a)b')",
                "request.path.matches('(a')",
                "request.path.like('/a*')",
                "device.attributes.unit == 3",
                "request.time > '2026-01-01'",
                "request.time > timestamp('yesterday')",
                "'a'.matches('" + "(a{50}){50}".repeat(1) + "')");
        String seen = wrong.stream().map(e -> e.replace("\n", "\\n") + "\n" + World.problems(allow("r").when(e)).stream()
                .map(p -> "  " + p.replace("\n", "\n    ") + "\n")
                .collect(Collectors.joining())).collect(Collectors.joining("\n"));
        assertEquals(golden("cel-errors.txt"), seen);
    }

    @Test
    void anExpressionIsBoundedAtLoad() {
        assertEquals(1, World.problems(allow("r").when("route == '" + "x".repeat(CelEnvironment.MAX_EXPRESSION) + "'")).size());
        assertEquals(1, World.problems(allow("r").when("(".repeat(200) + "true" + ")".repeat(200))).size());
    }

    static String golden(String name) throws IOException {
        return Files.readString(Path.of("src/test/resources/dev/postern/policy", name));
    }
}
