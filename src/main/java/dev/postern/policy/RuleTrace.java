package dev.postern.policy;

import dev.postern.config.PolicyConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one rule made of an attempt.
 *
 * @param rule   its name
 * @param effect allow or deny
 * @param mode   enforced or shadow
 * @param miss   the first check that failed; empty when the rule holds
 * @param failed how many checks failed; for a deny rule that holds because its condition could not be evaluated none
 * @param note   what else is to be known of a rule that holds; usually empty
 */
public record RuleTrace(String rule, PolicyConfig.Effect effect, PolicyConfig.Mode mode, Optional<Miss> miss, int failed, String note) {

    /** A check that failed: what it wanted, and what it saw. Never the value of a header, which can be a secret. */
    public record Miss(String check, String wanted, String seen) {}

    public boolean holds() {
        return miss.isEmpty();
    }

    static RuleTrace of(Rule rule, Attempt attempt) {
        List<Miss> misses = new ArrayList<>();
        rule.who().forEach(named -> check(named, attempt, misses));
        rule.request().forEach(named -> check(named, attempt, misses));
        rule.device().forEach(named -> check(named, attempt, misses));
        String note = rule.condition().map(condition -> condition(rule, condition, attempt, misses)).orElse("");
        return new RuleTrace(rule.name(), rule.config().effect(), rule.config().mode(), misses.stream().findFirst(), misses.size(), note);
    }

    private static <C extends Check> void check(Rule.Named<C> named, Attempt attempt, List<Miss> misses) {
        if (!named.check().holds(attempt)) {
            misses.add(new Miss(named.name(), named.check().wanted(), named.check().seen(attempt)));
        }
    }

    private static String condition(Rule rule, CelCondition condition, Attempt attempt, List<Miss> misses) {
        return switch (condition.evaluate(attempt)) {
            case TRUE -> "";
            case FAILED -> {
                if (rule.config().effect() == PolicyConfig.Effect.DENY) {
                    yield "its condition " + condition.seen(attempt);
                }
                misses.add(new Miss("condition", condition.text(), condition.seen(attempt)));
                yield "";
            }
            case FALSE -> {
                misses.add(new Miss("condition", condition.text(), "false"));
                yield "";
            }
        };
    }
}
