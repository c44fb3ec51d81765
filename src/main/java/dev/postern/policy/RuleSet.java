package dev.postern.policy;

import dev.postern.config.PolicyConfig.Effect;
import java.util.Collection;
import java.util.List;

/**
 * The rules of one route, or of every route.
 *
 * @param deny   enforced deny rules
 * @param allow  enforced allow rules
 * @param shadow rules that are recorded, not enforced
 * @param signIn whether signing in can help: some enforced allow rule is not for anyone
 */
record RuleSet(RuleIndex deny, RuleIndex allow, RuleIndex shadow, SignIn signIn) {

    static final RuleSet EMPTY = of(List.of());

    enum SignIn { CAN_HELP, CANNOT_HELP }

    static RuleSet of(Collection<Rule> rules) {
        List<Rule> allow = enforced(rules, Effect.ALLOW);
        SignIn signIn = allow.stream().anyMatch(r -> !r.config().from().anyone()) ? SignIn.CAN_HELP : SignIn.CANNOT_HELP;
        return new RuleSet(RuleIndex.of(enforced(rules, Effect.DENY)), RuleIndex.of(allow),
                RuleIndex.of(rules.stream().filter(Rule::isShadow).toList()), signIn);
    }

    private static List<Rule> enforced(Collection<Rule> rules, Effect effect) {
        return rules.stream().filter(r -> !r.isShadow() && r.config().effect() == effect).toList();
    }
}
