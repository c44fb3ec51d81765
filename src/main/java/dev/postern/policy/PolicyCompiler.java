package dev.postern.policy;

import dev.postern.config.Located;
import dev.postern.config.PolicyConfig;
import dev.postern.config.Problem;
import dev.postern.config.Problems;
import dev.postern.route.Route;
import dev.postern.route.RouteTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Compiles rules, finds the routes they name, and says what is wrong with them. Used once, by one thread. */
final class PolicyCompiler {

    private final RouteTable routes;
    private final Problems problems;
    private final CelCompilation conditions;
    private final List<Rule> everywhere = new ArrayList<>();
    private final Map<Integer, List<Rule>> byRoute = new HashMap<>();

    PolicyCompiler(RouteTable routes, Problems problems) {
        this.routes = routes;
        this.problems = problems;
        this.conditions = new CelCompilation(problems);
    }

    Policy compile(List<PolicyConfig> configs) {
        List<Rule> rules = new ArrayList<>();
        Map<String, PolicyConfig> names = new HashMap<>();
        for (PolicyConfig config : configs) {
            PolicyConfig other = names.putIfAbsent(config.name().value(), config);
            if (other != null) {
                problems.add(config.name().at(), "the rule name '" + config.name() + "' is taken", "it is used at " + other.name().at());
            }
            Rule rule = rule(rules.size(), config);
            rules.add(rule);
            place(rule);
        }
        RuleSet[] sets = new RuleSet[routes.routes().size()];
        for (Route route : routes.routes()) {
            sets[route.index()] = Optional.ofNullable(byRoute.get(route.index())).map(RuleSet::of).orElse(RuleSet.EMPTY);
        }
        return new Policy(rules, RuleSet.of(everywhere), sets);
    }

    private Rule rule(int order, PolicyConfig config) {
        return new Rule(order, config, compile(Criteria.WHO, config), compile(Criteria.REQUEST, config), compile(Criteria.DEVICE, config),
                config.when().flatMap(when -> conditions.compile(config.name().value(), when)));
    }

    private <C extends Check> List<Rule.Named<C>> compile(List<Criteria.Named<C>> criteria, PolicyConfig config) {
        List<Rule.Named<C>> checks = new ArrayList<>();
        for (Criteria.Named<C> named : criteria) {
            try {
                named.criterion().compile(config).ifPresent(check -> checks.add(new Rule.Named<>(named.name(), check)));
            } catch (MisplacedException misplaced) {
                Problem problem = misplaced.problem();
                problems.add(problem.at(), "the rule '" + config.name() + "': " + problem.message(), problem.hint());
            } catch (IllegalArgumentException invalid) {
                problems.add(config.name().at(), "the rule '" + config.name() + "': " + invalid.getMessage());
            }
        }
        return List.copyOf(checks);
    }

    private void place(Rule rule) {
        if (rule.config().routes().isEmpty()) {
            everywhere.add(rule);
        }
        Set<String> named = new HashSet<>();
        for (Located<String> name : rule.config().routes()) {
            Optional<Route> route = routes.named(name.value());
            if (route.isEmpty()) {
                problems.add(name.at(), "the rule '" + rule + "' names the route '" + name + "', which does not exist", knownRoutes());
            } else if (named.add(name.value())) {
                byRoute.computeIfAbsent(route.get().index(), r -> new ArrayList<>(2)).add(rule);
            }
        }
    }

    private String knownRoutes() {
        return routes.routes().isEmpty() ? "there are no routes"
                : "routes are " + routes.routes().stream().map(Route::name).sorted().limit(10).collect(Collectors.joining(", "))
                + (routes.routes().size() > 10 ? ", …" : "");
    }
}
