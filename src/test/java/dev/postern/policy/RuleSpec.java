package dev.postern.policy;

import dev.postern.config.Cidr;
import dev.postern.config.Located;
import dev.postern.config.PolicyConfig;
import dev.postern.config.PolicyConfig.DeviceCondition;
import dev.postern.config.PolicyConfig.RevocationDemand;
import dev.postern.config.PolicyConfig.Effect;
import dev.postern.config.PolicyConfig.FromConfig;
import dev.postern.config.PolicyConfig.Mode;
import dev.postern.config.PolicyConfig.TimeWindow;
import dev.postern.config.PolicyConfig.ToConfig;
import dev.postern.config.Position;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A rule of a test; what it does not say is left out of the rule. */
public final class RuleSpec {

    private final String name;
    private final Effect effect;
    private Mode mode = Mode.ENFORCE;
    private List<Located<String>> routes = List.of();
    private boolean anyone;
    private List<String> users = List.of();
    private List<String> groups = List.of();
    private final Map<String, List<String>> claims = new HashMap<>();
    private List<Located<String>> providers = List.of();
    private List<Located<String>> workloads = List.of();
    private DeviceCondition device = DeviceCondition.ANY;
    private RevocationDemand revocation = RevocationDemand.REQUIRED;
    private final Map<String, List<String>> attributes = new HashMap<>();
    private List<Cidr> networks = List.of();
    private List<String> hosts = List.of();
    private List<String> methods = List.of();
    private List<Located<String>> paths = List.of();
    private final Map<String, List<String>> headers = new HashMap<>();
    private Optional<TimeWindow> time = Optional.empty();
    private Optional<Located<String>> when = Optional.empty();

    private RuleSpec(String name, Effect effect) {
        this.name = name;
        this.effect = effect;
    }

    public static RuleSpec allow(String name) {
        return new RuleSpec(name, Effect.ALLOW);
    }

    public static RuleSpec deny(String name) {
        return new RuleSpec(name, Effect.DENY);
    }

    static RuleSpec rule(Effect effect) {
        return new RuleSpec(effect.name().toLowerCase(java.util.Locale.ROOT), effect);
    }

    public RuleSpec shadow() {
        mode = Mode.SHADOW;
        return this;
    }

    public RuleSpec routes(String... names) {
        routes = located(3, names);
        return this;
    }

    public RuleSpec anyone() {
        anyone = true;
        return this;
    }

    public RuleSpec users(String... values) {
        users = List.of(values);
        return this;
    }

    public RuleSpec groups(String... values) {
        groups = List.of(values);
        return this;
    }

    public RuleSpec claim(String claim, String... values) {
        claims.put(claim, List.of(values));
        return this;
    }

    public RuleSpec providers(String... values) {
        providers = located(5, values);
        return this;
    }

    public RuleSpec workloads(String... values) {
        workloads = located(6, values);
        return this;
    }

    public RuleSpec device(DeviceCondition value) {
        device = value;
        return this;
    }

    public RuleSpec revocation(RevocationDemand value) {
        revocation = value;
        return this;
    }

    public RuleSpec attribute(String attribute, String... values) {
        attributes.put(attribute, List.of(values));
        return this;
    }

    public RuleSpec networks(String... values) {
        networks = Stream.of(values).map(Cidr::parse).toList();
        return this;
    }

    public RuleSpec hosts(String... values) {
        hosts = List.of(values);
        return this;
    }

    public RuleSpec methods(String... values) {
        methods = List.of(values);
        return this;
    }

    public RuleSpec paths(String... values) {
        paths = located(7, values);
        return this;
    }

    public RuleSpec header(String header, String... values) {
        headers.put(header, List.of(values));
        return this;
    }

    public RuleSpec time(TimeWindow window) {
        time = Optional.of(window);
        return this;
    }

    public RuleSpec when(String expression) {
        when = Optional.of(new Located<>(expression, new Position("postern.yaml", 8, 12)));
        return this;
    }

    public PolicyConfig config() {
        return new PolicyConfig(new Located<>(name, new Position("postern.yaml", 1, 9)), effect, mode, routes,
                new FromConfig(anyone, users, groups, claims, providers, workloads, device, revocation, attributes, networks),
                new ToConfig(hosts, methods, paths, headers, time), when);
    }

    private static List<Located<String>> located(int line, String... values) {
        return Stream.of(values).map(v -> new Located<>(v, new Position("postern.yaml", line, 1))).toList();
    }
}
