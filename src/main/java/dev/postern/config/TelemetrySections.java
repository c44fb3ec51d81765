package dev.postern.config;

import dev.postern.config.Keys.Key;
import dev.postern.config.TracesConfig.TrustParent;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code telemetry}: traces. */
final class TelemetrySections {

    static final Section<TracesConfig> TRACES = traces();
    static final Section<TelemetryConfig> TELEMETRY = telemetry();

    private TelemetrySections() {}

    private static Section<TelemetryConfig> telemetry() {
        Keys keys = new Keys("What the gateway tells of its work, besides the record and its metrics.");
        Key<TracesConfig> traces = keys.section("traces", TRACES, "Traces of exchanges (OpenTelemetry, W3C Trace Context).");
        return keys.to(v -> new TelemetryConfig(v.get(traces)));
    }

    private static Section<TracesConfig> traces() {
        Keys keys = new Keys("Whose traces are joined, which exchanges are recorded, where their spans go.");
        Key<Optional<URI>> endpoint = keys.maybe("endpoint", UriText.collector(),
                "A collector of OTLP over HTTP, in JSON: https://collector:4318/v1/traces; http:// on this machine alone. Without it nothing is recorded.");
        Key<ClientTls> tls = keys.section("tls", AuditSections.CLIENT_TLS, "Whom to trust, and what to show.");
        Key<Map<String, Secret>> headers = keys.or("secret-headers", AuditSections.headers(), Map.of(),
                "Sent with each request; values from a file or an environment variable.");
        Key<TrustParent> trust = keys.optional("trust-parent", Scalars.choice(TrustParent.values()), "authenticated",
                "Whose traceparent is believed: joined, recorded if the client's part is, and passed on. Of others it is removed.");
        Key<Integer> oneIn = keys.optional("sample-one-in", Scalars.integer(0, 1_000_000), "100",
                "Of the exchanges that join no trace, one in so many is recorded; 0 for none, 1 for all.");
        Key<Integer> perSecond = keys.optional("per-second", Scalars.integer(1, 1_000_000), "100", "Exchanges recorded in a second at most, whoever asks for it.");
        Key<Integer> queue = keys.optional("queue", Scalars.integer(1, 1_000_000), "8192", "Spans that may wait for the collector; further ones are dropped and counted.");
        return keys.to(v -> {
            Stream.of(tls, headers, oneIn, perSecond, queue).filter(key -> !v.has(endpoint) && v.has(key)).findFirst()
                    .ifPresent(key -> v.problem(key, "nothing is recorded without a collector", "add endpoint: https://collector:4318/v1/traces"));
            return new TracesConfig(v.get(endpoint), v.get(tls), v.get(headers), v.get(trust), v.get(oneIn), v.get(perSecond), v.get(queue));
        });
    }
}
