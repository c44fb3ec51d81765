package dev.postern.policy;

import static dev.postern.policy.RuleSpec.allow;
import static dev.postern.policy.RuleSpec.deny;
import static dev.postern.policy.World.get;
import static dev.postern.policy.World.headers;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.config.PolicyConfig.DeviceCondition;
import dev.postern.config.RouteConfig.Discoverable;
import dev.postern.route.RouteSpec;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole decisions: which rule, which reason, who may learn it. */
class DecisionTest {

    private static final RouteSpec[] TWO = {RouteSpec.route("ledger").host("ledger.test"), RouteSpec.route("wiki").host("wiki.test")
            .discoverable(Discoverable.SIGNED_IN)};

    @Test
    void nothingIsAllowedWithoutARule() {
        World empty = World.of();
        assertEquals("policy.no-rule:HIDDEN", empty.outcome(get("/").by(World.ALICE)));
        assertEquals("policy.no-rule:HIDDEN", empty.outcome(get("/").by(World.LEDGER)));
        assertEquals("identity.sign-in-required:HIDDEN", empty.outcome(get("/")));
        assertEquals(1, empty.policy().unreachable(empty.routes()).size());
        assertEquals(1, World.of(deny("d"), allow("s").shadow()).policy().unreachable(empty.routes()).size());
        assertEquals(0, World.of(allow("r")).policy().unreachable(empty.routes()).size());
    }

    @Test
    void thePermitCarriesWhatWasDecided() {
        World world = World.of(allow("r").groups("finance"));
        Decision.Allow allow = (Decision.Allow) world.decide(get("/").by(World.ALICE).on(World.LAPTOP));
        assertEquals("app", allow.permit().route().name());
        assertEquals(World.ALICE, allow.permit().principal());
        assertEquals(World.LAPTOP, allow.permit().device());
        assertEquals("r", allow.permit().rule());
    }

    @Test
    void denyOverridesAllowWhereverItStands() {
        assertEquals("policy.denied(no):EXPLAINED", World.of(allow("yes"), deny("no").methods("GET")).outcome(get("/").by(World.ALICE)));
        assertEquals("policy.denied(no):EXPLAINED", World.of(deny("no").routes("app").methods("GET"), allow("yes"))
                .outcome(get("/").by(World.ALICE)));
        assertEquals("policy.denied(no):EXPLAINED", World.of(allow("yes").routes("app"), deny("no").groups("finance"))
                .outcome(get("/").by(World.ALICE)));
        assertEquals("allow:yes", World.of(allow("yes"), deny("no").methods("POST")).outcome(get("/").by(World.ALICE)));
    }

    @Test
    void theFirstOfSeveralRulesIsNamed() {
        assertEquals("allow:first", World.of(allow("first").groups("b"), allow("second"), allow("third").routes("app"))
                .outcome(get("/").by(World.user("x", "a", "b"))));
        assertEquals("allow:first", World.of(allow("first"), allow("second").routes("app"), allow("third").users("x"))
                .outcome(get("/").by(World.user("x", "a", "b"))));
        assertEquals("policy.denied(first):EXPLAINED",
                World.of(deny("first").users("x"), deny("second").groups("a"), deny("third"), allow("r")).outcome(get("/").by(World.user("x", "a"))));
    }

    @Test
    void rulesAreAboutTheRoutesTheyName() {
        World world = World.of(TWO, allow("l").routes("ledger"), deny("d").routes("wiki", "wiki").paths("/secret"), allow("w").routes("wiki"));
        assertEquals("allow:l", world.outcome(Scenario.of("GET", "https://ledger.test/secret").by(World.ALICE)));
        assertEquals("policy.denied(d):EXPLAINED", world.outcome(Scenario.of("GET", "https://wiki.test/secret").by(World.ALICE)));
        assertEquals("allow:w", world.outcome(Scenario.of("GET", "https://wiki.test/").by(World.ALICE)));
    }

    @ParameterizedTest
    @CsvSource({
        "none, device.required",
        "unknown, device.unknown",
        "expired, device.expired",
        "revoked, device.revoked",
        "enrolled, device.refused",
    })
    void whoIsMeantLearnsWhichDeviceIsWanted(String state, String reason) {
        World world = World.of(allow("other").groups("sales"), allow("r").groups("finance").device(DeviceCondition.ENROLLED)
                .attribute("unit", "finance"));
        Scenario scenario = get("/").by(World.ALICE).on(World.device(state, Map.of("unit", "sales")));
        assertEquals(reason + ":EXPLAINED", world.outcome(scenario));
        assertEquals("policy.no-rule:HIDDEN", world.outcome(scenario.by(World.user("eve", "press"))), "others learn nothing about devices");
    }

    @Test
    void theDeviceIsNotBlamedForWhatElseIsMissing() {
        World world = World.of(allow("r").groups("finance").device(DeviceCondition.ENROLLED).methods("POST"));
        assertEquals("policy.no-rule:EXPLAINED", world.outcome(get("/").by(World.ALICE)));
    }

    @Test
    void anEnrolledDeviceWhereNoneIsWanted() {
        World world = World.of(allow("kiosk").device(DeviceCondition.NOT_ENROLLED));
        assertEquals("device.refused:EXPLAINED", world.outcome(get("/").by(World.ALICE).on(World.LAPTOP)));
    }

    @ParameterizedTest
    @CsvSource({
        "/open, allow:open",
        "/members, identity.sign-in-required:EXPLAINED",
        "/managed, device.required:EXPLAINED",
    })
    void anonymousOnAPublicRoute(String path, String outcome) {
        World world = World.of(allow("open").anyone().paths("/open"), allow("kiosk").anyone().paths("/managed").device(DeviceCondition.ENROLLED),
                allow("members").paths("/members"));
        assertEquals(outcome, world.outcome(get(path)));
    }

    @Test
    void signingInIsNotProposedWhereItCannotHelp() {
        assertEquals("policy.no-rule:EXPLAINED", World.of(allow("open").anyone().paths("/open")).outcome(get("/else")));
    }

    @Test
    void anonymousCannotTellARouteFromNone() {
        String nowhere = "identity.sign-in-required:HIDDEN";
        assertEquals(nowhere, World.of().outcome(get("/")));
        assertEquals(nowhere, World.of(allow("r").groups("finance")).outcome(get("/")));
        assertEquals(nowhere, World.of(allow("r").groups("finance").device(DeviceCondition.ENROLLED)).outcome(get("/")));
        assertEquals(nowhere, World.of(new RouteSpec[] {RouteSpec.route("app").discoverable(Discoverable.SIGNED_IN)}, allow("r")).outcome(get("/")));
        assertEquals("policy.denied(d):HIDDEN", World.of(deny("d").anyone().networks("192.0.2.0/24"), allow("r")).outcome(get("/")));
    }

    @ParameterizedTest
    @CsvSource({
        "ledger, finance, allow:l",
        "ledger, sales, policy.no-rule:HIDDEN",
        "ledger, blocked, policy.denied(d):HIDDEN",
        "ledger, finance+blocked, policy.denied(d):EXPLAINED",
        "wiki, sales, policy.no-rule:EXPLAINED",
        "wiki, blocked, policy.denied(d):EXPLAINED",
    })
    void aRouteExistsOnlyForThoseWhoMayKnow(String route, String groups, String outcome) {
        World world = World.of(TWO, allow("l").routes("ledger").groups("finance"), allow("w").routes("wiki").groups("writers"), deny("d")
                .groups("blocked"),
                allow("trial").groups("sales", "blocked").shadow());
        assertEquals(outcome, world.outcome(Scenario.of("GET", "https://" + route + ".test/").by(World.user("u", groups.split("\\+")))));
    }

    @Test
    void addressesSaysWhoMayOpenWhat() {
        World world = World.of(TWO, allow("l").routes("ledger").groups("finance").device(DeviceCondition.ENROLLED).methods("POST"), allow("s")
                .routes("wiki").shadow(),
                deny("d").users("alice"));
        assertTrue(world.policy().addresses(world.routes().named("ledger").orElseThrow(), World.ALICE));
        assertFalse(world.policy().addresses(world.routes().named("ledger").orElseThrow(), World.BOB));
        assertFalse(world.policy().addresses(world.routes().named("wiki").orElseThrow(), World.ALICE));
    }

    @Test
    void shadowRulesAreRecordedAndChangeNothing() {
        World world = World.of(deny("d1").shadow().groups("finance"), allow("r").groups("finance"), deny("d2").shadow().methods("POST"),
                allow("a").shadow().routes("app"), deny("cel").shadow().when("request.headers['nope'][0] == 'x'"));
        assertEquals("allow:r", world.outcome(get("/").by(World.ALICE)));
        assertEquals(List.of("deny:d1", "allow:a", "deny:cel"), world.decide(get("/").by(World.ALICE)).shadow());
        assertEquals("policy.no-rule:HIDDEN", world.outcome(get("/").by(World.BOB)));
        assertEquals(List.of("allow:a", "deny:cel"), world.decide(get("/").by(World.BOB)).shadow());
        Decision denied = World.of(deny("no"), deny("s").shadow(), allow("r")).decide(get("/").by(World.BOB));
        assertEquals(List.of("deny:s"), denied.shadow());
    }

    @Test
    void detailsNameTheRuleAndNoSecret() {
        World world = World.of(allow("r").groups("finance").header("authorization", "Bearer good")
                .when("request.headers['authorization'][0] == request.headers['x-secret'][0]"));
        Scenario scenario = get("/").by(World.ALICE).with(headers("authorization", "Bearer good", "x-key", "s3cret"));
        Decision.Refuse refuse = (Decision.Refuse) world.decide(scenario);
        assertEquals("policy.failed: the condition of allow rule r could not be evaluated: attribute not found", refuse.denial().detail());
        assertFalse(ExplanationPrinter.print(world.policy().explain(world.attempt(scenario.with(headers("authorization", "s3cret")))))
                .contains("s3cret"));
    }
}
