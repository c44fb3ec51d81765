package dev.postern.edge;

import dev.postern.exchange.Authority;
import dev.postern.exchange.Client;
import dev.postern.exchange.RefusedException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.StandardConstants;

/**
 * What one TLS connection says about its other end, read once from the session the JDK negotiated: the JDK reassembles a ClientHello however it was cut into records and
 * segments, so nobody else parses it.
 *
 * @param address      of the TCP peer, or the one a trusted balancer gave in its PROXY header
 * @param socket       the port of that address, where it is the TCP peer's, and ours
 * @param serverName   SNI in canonical spelling
 * @param invalidName  whether a server name was sent that is none
 * @param certificates of the client, leaf first
 * @param served       the names of the certificate the gateway showed; read only where the client named no server
 */
record Peer(InetAddress address, Client.Socket socket, Optional<String> serverName, boolean invalidName, List<X509Certificate> certificates, ServedNames served) {

    static Peer of(InetAddress address, Client.Socket socket, SSLSession session) {
        Optional<String> raw = rawServerName(session);
        Optional<String> name = raw.flatMap(Peer::canonical);
        ServedNames served = raw.isPresent() ? ServedNames.NONE : ServedNames.of(session.getLocalCertificates());
        return new Peer(address, socket, name, raw.isPresent() && name.isEmpty(), peerCertificates(session), served);
    }

    private static Optional<String> rawServerName(SSLSession session) {
        List<SNIServerName> names = session instanceof ExtendedSSLSession extended ? extended.getRequestedServerNames() : List.of();
        return names.stream()
                .filter(name -> name.getType() == StandardConstants.SNI_HOST_NAME)
                .findFirst()
                .map(name -> new String(name.getEncoded(), StandardCharsets.ISO_8859_1));
    }

    private static Optional<String> canonical(String name) {
        try {
            return Optional.of(Authority.host(name));
        } catch (RefusedException noHostName) {
            return Optional.empty();
        }
    }

    private static List<X509Certificate> peerCertificates(SSLSession session) {
        try {
            Certificate[] chain = session.getPeerCertificates();
            return Arrays.stream(chain).map(X509Certificate.class::cast).toList();
        } catch (SSLPeerUnverifiedException none) {
            return List.of();
        }
    }
}
