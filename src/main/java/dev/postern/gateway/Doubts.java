package dev.postern.gateway;

import dev.postern.config.PosternConfig;
import dev.postern.config.Problem;
import dev.postern.config.UpstreamConfig;
import dev.postern.config.UpstreamConfig.EndpointConfig;
import java.util.List;
import java.util.stream.Stream;

/** What a configuration says that is allowed and hardly meant: told by {@code postern check}, and in the log when it is taken up. */
final class Doubts {

    private Doubts() {}

    static List<Problem> of(PosternConfig config) {
        return zonesWithoutOurs(config).toList();
    }

    private static Stream<Problem> zonesWithoutOurs(PosternConfig config) {
        List<UpstreamConfig> zoned = config.upstreams().stream().filter(upstream -> withZone(upstream).findFirst().isPresent()).toList();
        if (config.mesh().zone().isPresent() || zoned.isEmpty()) {
            return Stream.empty();
        }
        UpstreamConfig first = zoned.getFirst();
        String others = zoned.size() == 1 ? "" : " and of " + (zoned.size() - 1) + " more";
        return withZone(first).limit(1).map(endpoint -> new Problem(endpoint.url().at(),
                "endpoints of the upstream " + first.name() + others + " have zones, and mesh.zone does not say where this gateway is: zones mean nothing", "mesh: {zone: …}"));
    }

    private static Stream<EndpointConfig> withZone(UpstreamConfig upstream) {
        return upstream.endpoints().stream().filter(endpoint -> endpoint.zone().isPresent());
    }
}
