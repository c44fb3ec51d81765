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
 * @param socket       ports and addresses, for those who ask for them
 * @param serverName   the SNI of the TLS handshake, lower case, when there was one
 * @param certificates the certificate chain whose key the client proved to hold, leaf first; empty without one.
 *                     Nothing has been validated but possession: {@code device} and {@code identity} judge it.
 */
public record Client(InetAddress address, InetAddress peer, Socket socket, Optional<String> serverName, List<X509Certificate> certificates) {

    /**
     * The connection by its numbers.
     *
     * @param port  of {@code address}; 0 where that is not the end of the TCP connection, and its port not known
     * @param local the gateway's address; empty where there is no connection
     */
    public record Socket(int port, Optional<InetAddress> local) {

        public static final Socket NONE = new Socket(0, Optional.empty());
    }

    /** Of no connection. */
    public Client(InetAddress address, InetAddress peer, Optional<String> serverName, List<X509Certificate> certificates) {
        this(address, peer, Socket.NONE, serverName, certificates);
    }

    public Client {
        certificates = List.copyOf(certificates);
    }

    public Optional<X509Certificate> certificate() {
        return certificates.isEmpty() ? Optional.empty() : Optional.of(certificates.getFirst());
    }
}
