package dev.postern.config;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * Traces: who is believed about them, which exchanges are recorded, where their spans go.
 *
 * @param endpoint      the whole address of a collector, with {@code /v1/traces}; without it nothing is recorded
 * @param tls           how it is met
 * @param secretHeaders sent with each request, credentials for one
 * @param trustParent   whose trace is joined
 * @param sampleOneIn   of the exchanges that join no trace, one in so many is recorded; 0 for none
 * @param perSecond     exchanges recorded in a second, whoever asks for it
 * @param queue         spans that may wait for the collector
 */
public record TracesConfig(Optional<URI> endpoint, ClientTls tls, Map<String, Secret> secretHeaders, TrustParent trustParent, int sampleOneIn, int perSecond, int queue) {

    public TracesConfig {
        secretHeaders = Map.copyOf(secretHeaders);
    }

    /** Whose {@code traceparent} counts. */
    public enum TrustParent {
        /** Nobody's: every exchange begins a trace. */
        NEVER,
        /** Those of users and workloads that have proven who they are. The default. */
        AUTHENTICATED,
        /** Everybody's. */
        ALWAYS
    }
}
