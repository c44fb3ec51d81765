package dev.postern.exchange;

import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * The other end of the connection a request came on.
 *
 * @param address      who asks: the peer, or the address a trusted hop vouches for
 * @param peer         the other end of the TCP connection (after PROXY protocol from a trusted balancer)
 * @param serverName   the SNI of the TLS handshake, lower case, when there was one
 * @param certificates the certificate chain whose key the client proved to hold, leaf first; empty without one.
 *                     Nothing has been validated but possession: {@code device} and {@code identity} judge it.
 */
public record Client(InetAddress address, InetAddress peer, Optional<String> serverName, List<X509Certificate> certificates) {

    public Client {
        certificates = List.copyOf(certificates);
    }

    public Optional<X509Certificate> certificate() {
        return certificates.isEmpty() ? Optional.empty() : Optional.of(certificates.getFirst());
    }
}
