package dev.postern.config;

import java.time.Duration;
import java.util.List;

/**
 * The listener clients connect to: HTTPS, HTTP/1.1 and HTTP/2.
 *
 * @param address       host and port, default {@code 0.0.0.0:8443}
 * @param certificates  chosen by SNI from their subject alternative names; the first serves who asks for none
 * @param minimumTls    {@code 1.2} (default) or {@code 1.3}
 * @param trustedHops   which proxies may tell us who the client is, and how
 * @param proxyProtocol balancers that send PROXY protocol v1 or v2; from anybody else it is refused
 * @param bounds        sizes
 * @param timeouts      times
 */
public record IngressConfig(
        Located<Endpoint> address,
        List<KeyPairFiles> certificates,
        TlsVersion minimumTls,
        TrustedHops trustedHops,
        List<Cidr> proxyProtocol,
        Bounds bounds,
        Timeouts timeouts) {

    public IngressConfig {
        certificates = List.copyOf(certificates);
        proxyProtocol = List.copyOf(proxyProtocol);
    }

    public enum TlsVersion { TLS_1_2, TLS_1_3 }

    /**
     * Hops in front of us that are believed about the client's address.
     *
     * @param from   their addresses; none by default, and then every forwarding header is ignored and replaced
     * @param header which header they write; the other one is ignored
     */
    public record TrustedHops(List<Cidr> from, ForwardHeader header) {

        public TrustedHops {
            from = List.copyOf(from);
        }

        public enum ForwardHeader { FORWARDED, X_FORWARDED_FOR }
    }

    /**
     * Sizes, with their defaults.
     *
     * @param uriBytes             request target, 8 KiB
     * @param headerBytes          all header lines together, 32 KiB
     * @param headerCount          header lines, 100
     * @param bodyBytes            a request body where the route names none, 10 MiB
     * @param connections          open connections, 20,000
     * @param connectionsPerClient open connections from one address, 1,000
     * @param streamsPerConnection concurrent HTTP/2 streams, 100
     */
    public record Bounds(int uriBytes, int headerBytes, int headerCount, long bodyBytes, int connections, int connectionsPerClient,
            int streamsPerConnection) {}

    /**
     * Times, with their defaults.
     *
     * @param handshake TCP accept to the end of the TLS handshake, 10 s
     * @param headers   first byte of a request to its last header, and a new connection's first request, 10 s
     * @param bodyIdle  between two pieces of a body, 30 s
     * @param idle      a connection without an exchange, 60 s
     * @param drain     after SIGTERM, for exchanges to end, 30 s
     */
    public record Timeouts(Duration handshake, Duration headers, Duration bodyIdle, Duration idle, Duration drain) {}
}
