package dev.postern.edge;

import dev.postern.exchange.Authority;
import dev.postern.exchange.Reason;
import dev.postern.exchange.RefusedException;

/**
 * A request belongs to the host its TLS connection was opened for, or it is misdirected (RFC 9110 §15.5.20, RFC 9113 §9.1.2): what the handshake checked for one host says
 * nothing for another. A browser that shares one connection between hosts takes the 421 and opens another.
 *
 * <p>The port is not compared. Without a server name, as for addresses, the certificate that was shown must cover the host.
 */
final class SniMatch {

    private SniMatch() {}

    static void check(Peer peer, Authority authority) {
        boolean matches = peer.serverName().map(authority.host()::equals).orElseGet(() -> !peer.invalidName() && peer.served().covers(authority.host()));
        if (!matches) {
            throw new RefusedException(Reason.REQUEST_MISDIRECTED, "host " + authority.host() + ", server name " + peer.serverName().orElse("none"));
        }
    }
}
