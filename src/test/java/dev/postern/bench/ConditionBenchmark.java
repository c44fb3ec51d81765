package dev.postern.bench;

import dev.postern.config.Problems;
import dev.postern.identity.Claims;
import dev.postern.identity.Principal;
import dev.postern.policy.Attempt;
import dev.postern.policy.Decision;
import dev.postern.policy.Policy;
import dev.postern.policy.RuleSpec;
import dev.postern.policy.Scenario;
import dev.postern.route.RouteSpec;
import dev.postern.route.RouteTable;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
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

/** What a decision costs that rests on one condition in CEL. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class ConditionBenchmark {

    @Param({"request.method == 'GET' && 'finance' in user.groups", "user.claims.level >= 3", "request.path.matches('^/app/[0-9]+$')",
            "request.headers['x-env'] == ['prod']"})
    public String condition;

    private Policy policy;
    private Attempt attempt;

    @Setup
    public void prepare() {
        Problems problems = new Problems();
        RouteTable routes = RouteTable.compile(List.of(RouteSpec.route("app").config()), problems);
        policy = Policy.compile(List.of(RuleSpec.allow("r").when(condition).config()), routes, problems);
        problems.throwIfAny();
        attempt = Scenario.of("GET", "https://app.test/app/7").with(io.vertx.core.MultiMap.caseInsensitiveMultiMap().add("X-Env", "prod"))
                .by(new Principal.User("alice", "corp", Set.of("finance"), new Claims(new JsonObject("{\"level\":4}")))).attempt(routes)
                .orElseThrow();
    }

    @Benchmark
    public Decision decide() {
        return policy.decide(attempt);
    }
}
