package dev.postern.upstream;

import dev.postern.config.UpstreamConfig.Balance;
import dev.postern.config.UpstreamConfig.HttpVersions;
import dev.postern.config.UpstreamConfig.Timeouts;
import dev.postern.pki.SpiffeId;
import java.util.List;
import java.util.Set;

/** An upstream as configured, without the places it was written at: two equal definitions share one pool across a reload. */
record Definition(
        String name,
        List<Origin> origins,
        Set<SpiffeId> expect,
        HttpVersions protocol,
        Balance balance,
        int connections,
        Timeouts timeouts) {

    Definition {
        origins = List.copyOf(origins);
        expect = Set.copyOf(expect);
        if (origins.isEmpty()) {
            throw new IllegalArgumentException("an upstream needs at least one endpoint");
        }
    }

    boolean usesTls() {
        return origins.getFirst().scheme() == Origin.Scheme.HTTPS;
    }
}
