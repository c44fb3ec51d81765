package dev.postern.edge;

import dev.postern.config.Cidr;
import dev.postern.config.IngressConfig.TrustedHops;
import dev.postern.config.IngressConfig.TrustedHops.ForwardHeader;
import dev.postern.exchange.Client;
import dev.postern.exchange.Reason;
import dev.postern.exchange.RefusedException;
import io.vertx.core.MultiMap;
import java.net.InetAddress;
import java.util.List;

/**
 * Who the client is when trusted proxies stand in front: each trusted hop is believed about the one before it, so the client is the rightmost address that no trusted hop
 * has. What stands to the left of it anybody may have written, and it is not looked at. Nothing is believed of a peer that is not listed.
 *
 * <p>What a trusted hop wrote and is no address is refused: it would leave the policy with the proxy's address.
 */
final class HopTrust {

    private final List<Cidr> trusted;
    private final String header;
    private final ForwardedElement element;

    HopTrust(TrustedHops config) {
        this.trusted = config.from();
        this.header = config.header() == ForwardHeader.FORWARDED ? "forwarded" : "x-forwarded-for";
        this.element = config.header() == ForwardHeader.FORWARDED ? ForwardedElement.FORWARDED : ForwardedElement.X_FORWARDED_FOR;
    }

    Client client(Peer peer, MultiMap headers) {
        InetAddress known = address(peer.address(), headers);
        Client.Socket socket = known.equals(peer.address()) ? peer.socket() : new Client.Socket(0, peer.socket().local());
        return new Client(known, peer.address(), socket, peer.serverName(), peer.certificates());
    }

    private InetAddress address(InetAddress peer, MultiMap headers) {
        InetAddress known = peer;
        if (!isTrusted(peer)) {
            return peer;
        }
        List<String> lines = headers.getAll(header);
        for (int line = lines.size() - 1; line >= 0; line--) {
            List<String> hops = element.hops(lines.get(line)).orElseThrow(HopTrust::refused);
            for (int hop = hops.size() - 1; hop >= 0; hop--) {
                known = element.address(hops.get(hop)).orElseThrow(HopTrust::refused);
                if (!isTrusted(known)) {
                    return known;
                }
            }
        }
        return known;
    }

    private boolean isTrusted(InetAddress address) {
        for (Cidr block : trusted) {
            if (block.contains(address)) {
                return true;
            }
        }
        return false;
    }

    private static RefusedException refused() {
        return new RefusedException(Reason.REQUEST_HEADER_REFUSED, "a trusted hop names no address");
    }
}
