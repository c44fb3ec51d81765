package dev.postern.upstream;

import dev.postern.address.AddressGuard;
import dev.postern.config.Cidr;
import dev.postern.config.UpstreamConfig.Balance;
import dev.postern.config.UpstreamConfig.HttpVersions;
import dev.postern.config.UpstreamConfig.Timeouts;
import dev.postern.pki.SpiffeId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An upstream as configured, without the places it was written at: two equal definitions share one pool across a reload. */
record Definition(
        String name,
        List<Endpoint> endpoints,
        Set<SpiffeId> expect,
        HttpVersions protocol,
        Balance balance,
        int connections,
        Timeouts timeouts,
        List<Cidr> allow,
        Resilience resilience,
        Duration drain) {

    Definition {
        endpoints = List.copyOf(endpoints);
        expect = Set.copyOf(expect);
        allow = List.copyOf(allow);
        if (endpoints.isEmpty()) {
            throw new IllegalArgumentException("an upstream needs at least one endpoint");
        }
    }

    boolean usesTls() {
        return endpoints.getFirst().origin().scheme() == Origin.Scheme.HTTPS;
    }

    /** Whether an exchange with this peer may go on; one without TLS proves nobody. */
    boolean accepts(Optional<SpiffeId> peer) {
        return !usesTls() || peer.filter(expect::contains).isPresent();
    }

    /** Where the host may lead: a literal address and {@code localhost} mean themselves, a name leads to no place that the configuration does not name. */
    AddressGuard guard(Origin origin) {
        if (origin.isLocalhost()) {
            return AddressGuard.loopback();
        }
        AddressGuard mesh = AddressGuard.mesh().allowing(address -> allow.stream().anyMatch(block -> block.contains(address)));
        return origin.literal().map(written -> mesh.allowing(written::equals)).orElse(mesh);
    }
}
