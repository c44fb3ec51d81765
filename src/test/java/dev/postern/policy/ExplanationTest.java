package dev.postern.policy;

import static dev.postern.policy.RuleSpec.allow;
import static dev.postern.policy.RuleSpec.deny;
import static dev.postern.policy.World.get;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.postern.config.PolicyConfig.DeviceCondition;
import dev.postern.route.RouteSpec;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ExplanationTest {

    private static final World WORLD =
            World.of(new RouteSpec[] {RouteSpec.route("app"), RouteSpec.route("other").host("other.test"), RouteSpec.route("bare").host("bare.test")},
            allow("finance-on-managed").routes("app").groups("finance", "audit").device(DeviceCondition.ENROLLED).attribute("unit", "finance"),
            allow("auditors-read").routes("app").groups("audit").methods("GET").networks("10.0.0.0/8"),
            deny("no-exports").routes("app", "other").paths("/export/*"),
            deny("risky").routes("app").shadow().when("device.state != 'enrolled'"),
            allow("by-claim").routes("app").claim("level", "4").header("x-ticket", "T-1"),
            allow("jobs").routes("app").workloads("spiffe://corp.test/ns/jobs/*").users("root"),
            allow("elsewhere").routes("other"));

    @Test
    void saysForEachRuleWhatKeptItFromHolding() throws IOException {
        String seen = Stream.of(
                get("/ledger?q=1").by(World.ALICE),
                get("/ledger").by(World.ALICE).on(World.LAPTOP),
                get("/export/all").by(World.ALICE).on(World.device("revoked", Map.of())),
                get("/").by(World.LEDGER),
                get("/"),
                Scenario.of("GET", "https://bare.test/").by(World.user("zoe", "a", "b", "c", "d", "e", "f", "g", "h", "i", "j")))
                .map(s -> ExplanationPrinter.print(WORLD.policy().explain(WORLD.attempt(s)))).collect(Collectors.joining("\n----\n\n"));
        assertEquals(CelConditionTest.golden("explanations.txt"), seen);
    }
}
