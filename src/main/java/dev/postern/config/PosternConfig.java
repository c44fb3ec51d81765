package dev.postern.config;

import java.util.List;
import java.util.Optional;

/**
 * A whole {@code postern.yaml}, bound and checked for form; what its parts mean together is checked by whoever compiles them.
 * One key of the file is one component here, the same word in kebab case.
 */
public record PosternConfig(
        ListenConfig listen,
        IdentityConfig identity,
        DevicesConfig devices,
        MeshConfig mesh,
        List<UpstreamConfig> upstreams,
        List<RouteConfig> routes,
        List<PolicyConfig> policies,
        List<LimitConfig> limits,
        List<WafConfig> waf,
        List<MalwareConfig> malware,
        List<DlpConfig> dlp,
        Optional<SharedStateConfig> sharedState,
        AuditConfig audit,
        TelemetryConfig telemetry) {

    public PosternConfig {
        upstreams = List.copyOf(upstreams);
        routes = List.copyOf(routes);
        policies = List.copyOf(policies);
        limits = List.copyOf(limits);
        waf = List.copyOf(waf);
        malware = List.copyOf(malware);
        dlp = List.copyOf(dlp);
    }
}
