package dev.postern.policy;

import dev.postern.config.PolicyConfig;
import dev.postern.config.Problems;
import dev.postern.identity.Principal;
import dev.postern.route.Route;
import dev.postern.route.RouteTable;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The decision point. A request is allowed when an enforced allow rule holds and no enforced deny rule does; otherwise it is refused (default deny,
 * NIST SP 800-207 §3). Rules in shadow are decided and recorded and change nothing.
 *
 * <p>Immutable, for any thread; decisions are pure, without I/O, clock or lock. A decision costs what the route has rules that may address the
 * principal, not what the rules are many; conditions in CEL add microseconds each.
 */
public final class Policy {

    private final List<Rule> rules;
    private final RuleSet everywhere;
    private final RuleSet[] byRoute;

    Policy(List<Rule> rules, RuleSet everywhere, RuleSet[] byRoute) {
        this.rules = List.copyOf(rules);
        this.everywhere = everywhere;
        this.byRoute = byRoute;
    }

    /** Compiles all rules against the routes they name; what is wrong goes to {@code problems}, and then the policy must not be used. */
    public static Policy compile(List<PolicyConfig> configs, RouteTable routes, Problems problems) {
        return new PolicyCompiler(routes, problems).compile(configs);
    }

    /** Decides an attempt at a route of the table this policy was compiled with. */
    public Decision decide(Attempt attempt) {
        RuleSet here = byRoute[attempt.route().index()];
        List<String> shadow = shadow(attempt, here);
        Judgement deny = new Judgement(attempt);
        here.deny().candidates(attempt.principal(), deny);
        everywhere.deny().candidates(attempt.principal(), deny);
        if (deny.holding().isPresent()) {
            return new Refusals(attempt, shadow).denied(deny, () -> addresses(attempt.route(), attempt.principal()));
        }
        Judgement allow = new Judgement(attempt);
        here.allow().candidates(attempt.principal(), allow);
        everywhere.allow().candidates(attempt.principal(), allow);
        return allow.holding()
                .<Decision>map(rule -> new Decision.Allow(new Permit(attempt.route(), attempt.principal(), attempt.device(), rule.name()), shadow))
                .orElseGet(() -> new Refusals(attempt, shadow).notAllowed(allow, signIn(here)));
    }

    /**
     * Whether some enforced allow rule of a route means {@code principal}, whatever else it asks for: who may learn that the route exists, and what a
     * landing page lists.
     */
    public boolean addresses(Route route, Principal principal) {
        Addressed addressed = new Addressed(principal);
        byRoute[route.index()].allow().candidates(principal, addressed);
        everywhere.allow().candidates(principal, addressed);
        return addressed.found();
    }

    /**
     * Says how {@link #decide} came to its decision, with every rule of the route and what kept it from holding. For people: slower, and linear in
     * all rules.
     */
    public Explanation explain(Attempt attempt) {
        List<Rule> concerned = rules.stream().filter(rule -> concerns(rule, attempt.route())).toList();
        return Explanation.of(attempt, decide(attempt), concerned);
    }

    private static boolean concerns(Rule rule, Route route) {
        return rule.config().routes().isEmpty() || rule.config().routes().stream().anyMatch(name -> name.value().equals(route.name()));
    }

    /** Routes that no enforced allow rule is about: nobody can reach them. */
    public List<Route> unreachable(RouteTable routes) {
        return routes.routes().stream().filter(r -> byRoute[r.index()].allow() == RuleIndex.EMPTY && everywhere.allow() == RuleIndex.EMPTY).toList();
    }

    private RuleSet.SignIn signIn(RuleSet here) {
        return here.signIn() == RuleSet.SignIn.CAN_HELP ? here.signIn() : everywhere.signIn();
    }

    private List<String> shadow(Attempt attempt, RuleSet here) {
        if (here.shadow() == RuleIndex.EMPTY && everywhere.shadow() == RuleIndex.EMPTY) {
            return List.of();
        }
        TreeMap<Integer, String> held = new TreeMap<>();
        Consumer<Rule> record = rule -> {
            if (rule.holds(rule.judge(attempt))) {
                held.put(rule.order(), rule.shadowLabel());
            }
        };
        here.shadow().candidates(attempt.principal(), record);
        everywhere.shadow().candidates(attempt.principal(), record);
        return List.copyOf(held.values());
    }
}
