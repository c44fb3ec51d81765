package dev.postern.policy;

import static dev.postern.policy.RuleSpec.allow;
import static dev.postern.policy.RuleSpec.deny;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Guards the index; the figures are the benchmark's. Asking every rule in turn would take ten times the bound at the least. */
class PolicyScaleTest {

    @Test
    void rulesForOthersCostNothing() {
        World world = World.of(IntStream.range(0, 10_000)
                .mapToObj(i -> (i % 2 == 0 ? allow("r" + i) : deny("r" + i)).groups("g" + i)).toArray(RuleSpec[]::new));
        Attempt attempt = world.attempt(World.get("/").by(World.user("u", "x", "y", "g9998")));
        assertEquals("allow:r9998", world.outcome(World.get("/").by(World.user("u", "x", "y", "g9998"))));
        assertTimeout(Duration.ofSeconds(3), () -> IntStream.range(0, 300_000).forEach(i -> world.policy().decide(attempt)));
    }
}
