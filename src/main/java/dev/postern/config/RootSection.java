package dev.postern.config;

import dev.postern.config.Keys.Key;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A whole configuration file. */
final class RootSection {

    static final String INCLUDE = "include";

    static final Section<LimitConfig> LIMIT = limit();
    static final Section<PosternConfig> ROOT = root();

    private RootSection() {}

    private static Section<PosternConfig> root() {
        Keys keys = new Keys("The configuration of Postern.");
        keys.shortForms().many(INCLUDE, Lists.oneOrMore(Scalars.text()),
                "Further files, relative to this one; the last part may have wildcards: conf.d/*.yaml. Lists are joined; other sections stand once.");
        Key<ListenConfig> listen = keys.section("listen", ListenSections.LISTEN, "Where the gateway listens.");
        Key<IdentityConfig> identity = keys.section("identity", IdentitySections.IDENTITY, "Who may prove who they are, and how.");
        Key<DevicesConfig> devices = keys.section("devices", DeviceSections.DEVICES, "Which authorities enrol devices.");
        Key<MeshConfig> mesh = keys.section("mesh", MeshSections.MESH, "The gateway's place in the service mesh.");
        Key<List<UpstreamConfig>> upstreams = keys.many("upstreams", Lists.maybeEmpty(UpstreamSections.UPSTREAM), "Where requests are sent.");
        Key<List<RouteSections.Unfinished>> routes = keys.many("routes", Lists.maybeEmpty(RouteSections.ROUTE),
                "Which requests go where. Without routes everything is refused.");
        Key<List<PolicyConfig>> policies = keys.many("policies", Lists.maybeEmpty(PolicySections.POLICY),
                "The rules. Without rules everything is refused.");
        Key<List<LimitConfig>> limits = keys.many("limits", Lists.maybeEmpty(LIMIT), "Limits that routes name.");
        Key<Optional<SharedStateConfig>> sharedState = keys.maybe("shared-state", SharedStateSections.SHARED_STATE, "What all replicas have in common, and where.");
        Key<List<WafConfig>> waf = keys.many("waf", Lists.maybeEmpty(WafSections.WAF), "Profiles of the web application firewall that routes name.");
        Key<List<DlpConfig>> dlp = keys.many("dlp", Lists.maybeEmpty(DlpSections.DLP), "Profiles of data-loss prevention that routes name.");
        Key<List<MalwareConfig>> malware = keys.many("malware", Lists.maybeEmpty(MalwareSections.MALWARE), "Profiles of the malware scan that routes name.");
        Key<AuditConfig> audit = keys.section("audit", AuditSections.AUDIT, "Where the record of every exchange goes.");
        Key<TelemetryConfig> telemetry = keys.section("telemetry", TelemetrySections.TELEMETRY, "What the gateway tells of its work besides.");
        return keys.to(v -> {
            Map<String, UpstreamConfig> byName = new HashMap<>();
            v.get(upstreams).forEach(upstream -> byName.put(upstream.name().value(), upstream));
            return new PosternConfig(v.get(listen), v.get(identity), v.get(devices), v.get(mesh), v.get(upstreams),
                    v.get(routes).stream().map(route -> route.with(byName)).toList(), v.get(policies), v.get(limits), v.get(waf), v.get(malware), v.get(dlp),
                    v.get(sharedState), v.get(audit), v.get(telemetry));
        });
    }

    private static Section<LimitConfig> limit() {
        Keys keys = new Keys("A limit that routes name: a rate, a number at once, or both.");
        Key<Located<String>> name = keys.required("name", Scalars.declares(Names.Kind.LIMIT), "Unique; used in routes.");
        Key<LimitConfig.Key> by = keys.required("by", Scalars.choice(LimitConfig.Key.values()),
                "Whose requests are counted together: user, device, workload, claim, address or route; the address where a request has none.");
        Key<Optional<String>> claim = keys.maybe("claim", Scalars.text(), "The claim to count by, with by: claim.");
        Key<Long> requests = keys.optional("requests", Scalars.number(0, 1_000_000_000), "0", "So many requests in each period; 0 for no rate.");
        Key<Optional<Duration>> period = keys.maybe("period", Quantities.duration("1s", "31d"),
                "In which as many requests become available again as were used; needed with requests.");
        Key<Optional<Long>> burst = keys.maybe("burst", Scalars.number(1, 1_000_000_000), "How many may come at once; requests by default.");
        Key<Integer> concurrency = keys.optional("concurrency", Scalars.integer(0, 1_000_000), "0", "Exchanges open at once; 0 for no bound.");
        return keys.to(v -> {
            if (v.sound(by) && (v.get(by) == LimitConfig.Key.CLAIM) != v.has(claim)) {
                v.problem(v.has(claim) ? claim : by, v.has(claim)
                        ? "a claim is named, but the limit does not count by claim" : "the limit counts by claim, but names none",
                        "by: claim and claim: name belong together");
            }
            if (v.sound(requests, concurrency) && v.get(requests) == 0 && v.get(concurrency) == 0) {
                v.reading().problem(v.at(), "the limit limits nothing", "give requests with a period, concurrency, or both");
            }
            if (v.get(requests) > 0 && !v.has(period)) {
                v.problem(requests, "the rate has no period", "add period: 1m, or another");
            }
            if (v.sound(requests) && v.get(requests) == 0 && (v.has(period) || v.has(burst))) {
                v.problem(v.has(period) ? period : burst, "there is no rate for this", "add requests");
            }
            return new LimitConfig(v.get(name), v.get(by), v.get(claim), v.get(requests), v.get(period).orElse(Duration.ofSeconds(1)),
                    v.get(burst).orElse(v.get(requests)), v.get(concurrency));
        });
    }
}
