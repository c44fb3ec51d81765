package dev.postern.policy;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How a decision came about: every rule that is about the route, those that held first, then the nearest.
 *
 * @param attempt  what was decided about
 * @param decision the decision
 * @param rules    by nearness: those that hold; allow rules that mean the principal, by how many of their checks fail; other allow rules; deny rules;
 *            each in the order of the file
 */
public record Explanation(Attempt attempt, Decision decision, List<RuleTrace> rules) {

    public Explanation {
        rules = List.copyOf(rules);
    }

    static Explanation of(Attempt attempt, Decision decision, List<Rule> concerned) {
        List<RuleTrace> traces = concerned.stream().map(rule -> RuleTrace.of(rule, attempt)).sorted(Comparator.comparing(RuleTrace::distance))
                .toList();
        return new Explanation(attempt, decision, traces);
    }

    /** The rule the decision rests on; empty when no rule allows. */
    public Optional<String> decidedBy() {
        return switch (decision) {
            case Decision.Allow allow -> Optional.of(allow.permit().rule());
            case Decision.Refuse refuse -> refuse.rule();
        };
    }
}
