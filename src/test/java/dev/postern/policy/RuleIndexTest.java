package dev.postern.policy;

import static dev.postern.policy.RuleSpec.allow;
import static dev.postern.policy.RuleSpec.deny;
import static dev.postern.policy.World.get;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.postern.config.PolicyConfig.Effect;
import dev.postern.config.PolicyConfig.Mode;
import dev.postern.identity.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The index is only a short cut: decisions are those of asking every rule in turn. */
class RuleIndexTest {

    @Test
    void decisionsAreThoseOfAskingEveryRule() {
        Random random = new Random(42);
        for (int round = 0; round < 60; round++) {
            World world = World.of(IntStream.range(0, 25).mapToObj(i -> randomRule(i, random)).toArray(RuleSpec[]::new));
            for (int i = 0; i < 40; i++) {
                Attempt attempt = world.attempt(get("/" + random.nextInt(3)).by(randomPrincipal(random)));
                assertEquals(plainly(world.policy().explain(attempt)), indexed(world.policy().decide(attempt)));
            }
        }
    }

    private static String plainly(Explanation explanation) {
        List<RuleTrace> holding = explanation.rules().stream().filter(RuleTrace::holds).toList();
        List<String> shadow = holding.stream().filter(t -> t.mode() == Mode.SHADOW)
                .map(t -> t.effect().name().toLowerCase(java.util.Locale.ROOT) + ':' + t.rule()).toList();
        return first(holding, Effect.DENY).map(r -> "deny " + r).or(() -> first(holding, Effect.ALLOW).map(r -> "allow " + r)).orElse("none")
                + shadow;
    }

    private static java.util.Optional<String> first(List<RuleTrace> holding, Effect effect) {
        return holding.stream().filter(t -> t.mode() == Mode.ENFORCE && t.effect() == effect).findFirst().map(RuleTrace::rule);
    }

    private static String indexed(Decision decision) {
        return switch (decision) {
            case Decision.Allow allow -> "allow " + allow.permit().rule() + allow.shadow();
            case Decision.Refuse refuse -> refuse.rule().map(r -> "deny " + r).orElse("none") + refuse.shadow();
        };
    }

    private static RuleSpec randomRule(int number, Random random) {
        RuleSpec rule = random.nextInt(3) == 0 ? deny("r" + number) : allow("r" + number);
        switch (random.nextInt(8)) {
            case 0 -> rule.users("u" + random.nextInt(4));
            case 1 -> rule.groups("g" + random.nextInt(4));
            case 2 -> rule.groups("g" + random.nextInt(4), "g" + random.nextInt(4)).users("u" + random.nextInt(4));
            case 3 -> rule.workloads("spiffe://corp.test/a/*", "spiffe://corp.test/b");
            case 4 -> rule.workloads("spiffe://corp.test/*").users("u1");
            case 5 -> rule.anyone();
            case 6 -> rule.groups("g1", "g2").providers("corp");
            default -> { }
        }
        if (random.nextBoolean()) {
            rule.paths("/" + random.nextInt(3));
        }
        if (random.nextInt(3) == 0) {
            rule.routes("app");
        }
        return random.nextInt(5) == 0 ? rule.shadow() : rule;
    }

    private static Principal randomPrincipal(Random random) {
        List<String> groups = new ArrayList<>();
        IntStream.range(0, 4).filter(i -> random.nextBoolean()).forEach(i -> groups.add("g" + i));
        return switch (random.nextInt(4)) {
            case 0 -> World.NOBODY;
            case 1 -> World.workload("spiffe://corp.test" + List.of("/a/x", "/a", "/b", "/a/x/y").get(random.nextInt(4)));
            default -> World.user("u" + random.nextInt(5), groups.toArray(String[]::new));
        };
    }
}
