package dev.postern.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Who may prove who they are, and how: people through OpenID Connect, programs with tokens, workloads with SPIFFE certificates. */
public record IdentityConfig(
        List<ProviderConfig> providers,
        List<TokenIssuerConfig> tokens,
        List<WorkloadTrustConfig> workloads,
        SessionsConfig sessions,
        AssertionConfig assertion) {

    public IdentityConfig {
        providers = List.copyOf(providers);
        tokens = List.copyOf(tokens);
        workloads = List.copyOf(workloads);
    }

    /**
     * Server-side sessions.
     *
     * @param idle       ends a session that is not used, 1 h
     * @param lifetime   ends every session, 12 h
     * @param rotate     the opaque id is replaced this often, 15 min
     * @param device     whether a session is tied to the certificate it began with
     * @param maximum    sessions held; the oldest idle ones give way, 100,000
     * @param perUser    sessions of one user; the oldest give way, 50
     */
    public record SessionsConfig(Duration idle, Duration lifetime, Duration rotate, DeviceBinding device, int maximum, int perUser) {

        public enum DeviceBinding {
            /** Sessions are not tied to a device. */
            NONE,
            /** A session that began with a client certificate needs it ever after. */
            WHEN_PRESENT,
            /** A session begins only with a client certificate, and needs it ever after. */
            REQUIRED
        }
    }

    /**
     * The signed assertion towards upstreams, {@code X-Postern-Assertion}.
     *
     * @param issuer   the {@code iss} claim and the base of the published JWKS, for example {@code https://access.corp.test}
     * @param key      PEM of an EC P-256 private key; without one a key is made at start and published
     * @param lifetime of each assertion, 60 s; at most 5 min
     */
    public record AssertionConfig(String issuer, Optional<Located<java.nio.file.Path>> key, Duration lifetime) {}
}
