package dev.postern.policy;

import static dev.postern.policy.RuleSpec.allow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.postern.identity.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Only rules that may mean the caller are asked; the figures are the benchmark's. */
class PolicyScaleTest {

    private static final RuleIndex INDEX = RuleIndex.of(IntStream.range(0, 10_000).mapToObj(PolicyScaleTest::rule).toList());

    private static Rule rule(int number) {
        RuleSpec spec = allow("r" + number);
        RuleSpec named = switch (number % 4) {
            case 0 -> spec.groups("g" + number);
            case 1 -> spec.users("u" + number);
            case 2 -> spec.workloads("spiffe://corp.test/w" + number + "/*");
            default -> spec.groups("g" + number, "g" + (number - 3)).users("u" + number);
        };
        return new Rule(number, named.config(), List.of(), List.of(), List.of(), Optional.empty());
    }

    @Test
    void rulesForOthersAreNotAsked() {
        assertEquals(List.of("r5", "r8", "r11"), asked(World.user("u5", "x", "g8", "y", "g11")), "each once, though two groups lead to r11");
        assertEquals(List.of("r6"), asked(World.workload("spiffe://corp.test/w6/a/b")));
        assertEquals(List.of(), asked(World.workload("spiffe://corp.test/w6")));
        assertEquals(List.of(), asked(World.NOBODY));
    }

    private static List<String> asked(Principal principal) {
        List<Rule> asked = new ArrayList<>();
        INDEX.candidates(principal, asked::add);
        return asked.stream().sorted(java.util.Comparator.comparing(Rule::order)).map(Rule::name).toList();
    }
}
