package dev.postern.config;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * A named set of endpoints that serve the same app.
 *
 * @param name        used in routes
 * @param urls        {@code https://host:port}, or {@code http://} on loopback only; at least one
 * @param expect      SPIFFE ids of which the peer must present one (never a common name, never a bare chain); required for {@code https}
 * @param protocol    HTTP version to speak
 * @param balance     how an endpoint is chosen
 * @param connections at most, to each endpoint, 64
 * @param timeouts    connect 5 s, first byte 30 s, whole exchange none
 */
public record UpstreamConfig(
        Located<String> name,
        List<Located<URI>> urls,
        List<Located<String>> expect,
        HttpVersions protocol,
        Balance balance,
        int connections,
        Timeouts timeouts) {

    public UpstreamConfig {
        urls = List.copyOf(urls);
        expect = List.copyOf(expect);
    }

    public enum HttpVersions {
        /** HTTP/2 where the upstream offers it (ALPN), else HTTP/1.1. */
        AUTO, HTTP_1_1, HTTP_2
    }

    public enum Balance { ROUND_ROBIN, LEAST_REQUESTS }

    /** Zero for {@code whole} means no bound: streams may live as long as both sides want. */
    public record Timeouts(Duration connect, Duration firstByte, Duration whole) {}
}
