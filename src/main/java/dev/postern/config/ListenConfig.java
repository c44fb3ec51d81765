package dev.postern.config;

import java.util.Optional;

/** Where the gateway listens: for clients, and for administration. */
public record ListenConfig(IngressConfig ingress, AdminConfig admin) {

    /**
     * The admin listener: health, readiness, metrics.
     *
     * @param address host and port; the default is loopback only, {@code 127.0.0.1:9443}
     * @param tls     a certificate for it; without one it speaks plain HTTP and accepts a loopback address only
     */
    public record AdminConfig(Located<Endpoint> address, Optional<KeyPairFiles> tls) {}
}
