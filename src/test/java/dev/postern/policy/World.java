package dev.postern.policy;

import dev.postern.config.Problems;
import dev.postern.device.Device;
import dev.postern.identity.Claims;
import dev.postern.identity.Principal;
import dev.postern.pki.SpiffeId;
import dev.postern.route.RouteSpec;
import dev.postern.route.RouteTable;
import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Routes and rules of a test, and people to try them. */
record World(RouteTable routes, Policy policy) {

    static final Principal NOBODY = new Principal.Anonymous();
    static final Principal ALICE = user("alice", "finance");
    static final Principal BOB = user("bob", "sales");
    static final Principal LEDGER = workload("spiffe://corp.test/ns/finance/sa/ledger");

    static final Device NONE = new Device.Absent();
    static final Device LAPTOP = device("enrolled", Map.of("unit", "finance"));

    /** One route, {@code app}, for everything on {@code app.test}. */
    static World of(RuleSpec... rules) {
        return of(new RouteSpec[] {RouteSpec.route("app").host("app.test")}, rules);
    }

    static World of(RouteSpec[] routes, RuleSpec... rules) {
        Problems problems = new Problems();
        RouteTable table = RouteSpec.table(problems, routes);
        Policy policy = Policy.compile(Stream.of(rules).map(RuleSpec::config).toList(), table, problems);
        problems.throwIfAny();
        return new World(table, policy);
    }

    static Principal user(String name, String... groups) {
        return new Principal.User(name, "corp", Set.of(groups), Claims.none());
    }

    static Principal claiming(String json) {
        return new Principal.User("alice", "corp", Set.of(), new Claims(new JsonObject(json)));
    }

    static Principal workload(String id) {
        return new Principal.Workload(SpiffeId.parse(id));
    }

    static Device device(String state, Map<String, String> attributes) {
        return new ImaginedDevice(state, "laptop-17", "corp-devices", attributes).device();
    }

    static Scenario get(String path) {
        return Scenario.of("GET", "https://app.test" + path);
    }

    static MultiMap headers(String... namesAndValues) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            headers.add(namesAndValues[i], namesAndValues[i + 1]);
        }
        return headers;
    }

    Decision decide(Scenario scenario) {
        return policy.decide(attempt(scenario));
    }

    Attempt attempt(Scenario scenario) {
        return scenario.attempt(routes).orElseThrow();
    }

    boolean allows(Scenario scenario) {
        return decide(scenario) instanceof Decision.Allow;
    }

    /** {@code allow:rule}, {@code code:EXPLAINED} or {@code code(rule):HIDDEN}. */
    String outcome(Scenario scenario) {
        return switch (decide(scenario)) {
            case Decision.Allow allow -> "allow:" + allow.permit().rule();
            case Decision.Refuse refuse -> refuse.denial().reason().code() + refuse.rule().map(r -> '(' + r + ')').orElse("") + ':'
                    + refuse.discoverable();
        };
    }

    static List<String> problems(RuleSpec... rules) {
        Problems problems = new Problems();
        Policy.compile(Stream.of(rules).map(RuleSpec::config).toList(), RouteSpec.table(RouteSpec.route("app")), problems);
        return problems.list().stream().map(p -> p.at() + ": " + p.message() + (p.hint().isEmpty() ? "" : " [" + p.hint() + "]")).toList();
    }
}
