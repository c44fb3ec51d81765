package dev.postern.bench;

import dev.postern.config.PolicyConfig;
import dev.postern.config.PolicyConfig.DeviceCondition;
import dev.postern.config.Problems;
import dev.postern.config.RouteConfig;
import dev.postern.exchange.RequestFacts;
import dev.postern.identity.Claims;
import dev.postern.identity.Principal;
import dev.postern.policy.Attempt;
import dev.postern.policy.Decision;
import dev.postern.policy.ImaginedDevice;
import dev.postern.policy.Policy;
import dev.postern.policy.RuleSpec;
import dev.postern.policy.Scenario;
import dev.postern.route.RouteMatch;
import dev.postern.route.RouteSpec;
import dev.postern.route.RouteTable;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a lookup and a decision cost with as many routes as rules. {@code PER_ROUTE}: every route has a rule of its own. {@code EVERYWHERE}: every
 * rule is about every route and names another group or user. The caller is in 20 groups; one of them, the last rule's, counts.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class DecideBenchmark {

    public enum Layout { PER_ROUTE, EVERYWHERE }

    @Param({"100", "1000", "10000"})
    public int size;

    @Param
    public Layout layout;

    private List<RouteConfig> routeConfigs;
    private List<PolicyConfig> ruleConfigs;
    private RouteTable routes;
    private Policy policy;
    private RequestFacts facts;
    private Attempt allowed;
    private Attempt refused;

    @Setup
    public void prepare() {
        routeConfigs = IntStream.range(0, size).mapToObj(i -> RouteSpec.route("r" + i).host("h" + i % 50 + ".test").prefix("/app/" + i).config())
                .toList();
        ruleConfigs = IntStream.range(0, size).mapToObj(this::rule).toList();
        Problems problems = new Problems();
        routes = RouteTable.compile(routeConfigs, problems);
        policy = Policy.compile(ruleConfigs, routes, problems);
        problems.throwIfAny();
        int last = size - 1;
        Set<String> groups = new HashSet<>(Set.of("g" + last));
        IntStream.range(0, 19).forEach(i -> groups.add("staff-" + i));
        Scenario scenario = Scenario.of("GET", "https://h" + last % 50 + ".test/app/" + last + "/reports/2026?page=1")
                .on(new ImaginedDevice("enrolled", "laptop", "corp", Map.of()).device());
        facts = scenario.facts();
        allowed = scenario.by(new Principal.User("alice", "corp", groups, Claims.none())).attempt(routes).orElseThrow();
        refused = scenario.by(new Principal.User("eve", "corp", Set.of("staff-1", "staff-2"), Claims.none())).attempt(routes).orElseThrow();
    }

    private RuleSpec rule(int i, RuleSpec rule) {
        return layout == Layout.PER_ROUTE ? rule.routes("r" + i) : rule;
    }

    private PolicyConfig rule(int i) {
        RuleSpec rule = rule(i, i % 10 == 4 ? RuleSpec.deny("rule" + i) : RuleSpec.allow("rule" + i));
        return (i % 3 == 1 ? rule.users("u" + i) : rule.groups("g" + i)).device(DeviceCondition.ENROLLED).methods("GET", "POST").config();
    }

    @Benchmark
    public Optional<RouteMatch> match() {
        return routes.match(facts);
    }

    @Benchmark
    public Decision decideAllowed() {
        return policy.decide(allowed);
    }

    @Benchmark
    public Decision decideRefused() {
        return policy.decide(refused);
    }

    @Benchmark
    @OutputTimeUnit(TimeUnit.MILLISECONDS)
    public Policy compile() {
        Problems problems = new Problems();
        return Policy.compile(ruleConfigs, RouteTable.compile(routeConfigs, problems), problems);
    }
}
