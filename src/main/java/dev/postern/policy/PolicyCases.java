package dev.postern.policy;

import dev.postern.config.Problems;
import dev.postern.exchange.Reason;
import dev.postern.route.Route;
import dev.postern.route.RouteTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Cases of a policy test file, for {@code postern test}: scenarios with what must become of them. The format is in {@code docs/policy.md}. */
public final class PolicyCases {

    private final List<PolicyCase> cases;

    PolicyCases(List<PolicyCase> cases) {
        this.cases = List.copyOf(cases);
    }

    /** Reads a file; what is wrong with it goes to {@code problems}, with its position, and then the cases must not be taken for all. */
    public static PolicyCases read(Path file, Problems problems) {
        return new CaseReader(file, problems).read();
    }

    public List<PolicyCase> list() {
        return cases;
    }

    /** Runs every case, in the order of the file. */
    public List<CaseResult> run(RouteTable routes, Policy policy) {
        return cases.stream().map(tested -> run(tested, routes, policy)).toList();
    }

    private static CaseResult run(PolicyCase tested, RouteTable routes, Policy policy) {
        Optional<Explanation> explanation = tested.scenario().attempt(routes).map(policy::explain);
        Seen seen = explanation.map(Seen::of).orElse(Seen.NO_ROUTE);
        return new CaseResult(tested, seen.differences(tested.expected()), explanation);
    }

    private record Seen(PolicyCase.Outcome outcome, Optional<String> rule, Optional<String> reason, Optional<String> route) {

        static final Seen NO_ROUTE = new Seen(PolicyCase.Outcome.DENY, Optional.empty(), Optional.of(Reason.ROUTE_NOT_FOUND.code()),
                Optional.empty());

        static Seen of(Explanation explanation) {
            Route route = explanation.attempt().route();
            return switch (explanation.decision()) {
                case Decision.Allow allow -> new Seen(PolicyCase.Outcome.ALLOW, explanation.decidedBy(), Optional.empty(), Optional.of(route.name()));
                case Decision.Refuse refuse ->
                        new Seen(PolicyCase.Outcome.DENY, refuse.rule(), Optional.of(refuse.denial().reason().code()), Optional.of(route.name()));
            };
        }

        List<String> differences(PolicyCase.Expected expected) {
            List<String> differences = new ArrayList<>();
            compare("decision", Optional.of(word(expected.outcome())), Optional.of(word(outcome)), differences);
            compare("rule", expected.rule(), rule, differences);
            compare("reason", expected.reason(), reason, differences);
            compare("route", expected.route(), route, differences);
            return differences;
        }

        private static void compare(String what, Optional<String> expected, Optional<String> seen, List<String> differences) {
            if (expected.isPresent() && !expected.equals(seen)) {
                differences.add(what + ": expected " + expected.get() + ", was " + seen.orElse("none"));
            }
        }

        private static String word(PolicyCase.Outcome outcome) {
            return outcome.name().toLowerCase(Locale.ROOT);
        }
    }
}
