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
 * @param clients       what one address may cost before anybody is known there
 * @param overload      from where on work is turned away
 */
public record IngressConfig(
        Located<Endpoint> address,
        List<KeyPairFiles> certificates,
        TlsVersion minimumTls,
        TrustedHops trustedHops,
        List<Cidr> proxyProtocol,
        Bounds bounds,
        Timeouts timeouts,
        Clients clients,
        Overload overload) {

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
     * @param idleFrames           HTTP/2 frames that carry next to nothing, each second of a connection, 1,000; ten times as many at once
     * @param bodyRateBytes        what a request body must bring each second, taken over {@code timeouts.body-idle}, 64; 0 for none
     */
    public record Bounds(int uriBytes, int headerBytes, int headerCount, long bodyBytes, int connections, int connectionsPerClient,
            int streamsPerConnection, int idleFrames, int bodyRateBytes) {}

    /**
     * What is done each second at most for one client address (IPv6: its /64), ten times as much at once; trusted hops speak for many and are judged by what they say.
     *
     * @param handshakes TLS handshakes, 100
     * @param tokens     bearer tokens that turn out to be no good, 20
     * @param signIns    steps of signing in, 20
     * @param records    events of strangers that are recorded one by one, 20
     */
    public record Clients(int handshakes, int tokens, int signIns, int records) {}

    /**
     * From where on the gateway turns work away: newcomers first, then new connections at twice the delay or a third of the way to a full memory, everybody at four times or
     * two thirds.
     *
     * @param memoryPercent of the heap in use after a collection, or of direct memory, 85
     * @param loopDelay     how late an event loop is, 1 s
     */
    public record Overload(int memoryPercent, Duration loopDelay) {}

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
