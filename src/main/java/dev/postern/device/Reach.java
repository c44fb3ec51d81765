package dev.postern.device;

import dev.postern.address.AddressClass;
import dev.postern.address.AddressGuard;
import dev.postern.config.Cidr;
import java.net.InetAddress;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * How far a fetch may reach, by who named the address. What the operator wrote may lead into private networks. What a certificate names leads to the public internet, and besides
 * to the networks that the operator listed; never to link-local and metadata addresses, even when listed.
 */
record Reach(NamedBy namedBy, List<Cidr> networks) {

    private static final Set<AddressClass> NEVER = EnumSet.of(AddressClass.LINK_LOCAL, AddressClass.METADATA, AddressClass.MULTICAST, AddressClass.UNSPECIFIED);

    enum NamedBy { OPERATOR, CERTIFICATE }

    Reach {
        networks = List.copyOf(networks);
    }

    AddressGuard guard(URI uri) {
        return switch (namedBy) {
            case OPERATOR -> isHere(uri.getHost()) ? AddressGuard.loopback() : AddressGuard.mesh();
            case CERTIFICATE -> AddressGuard.internet().allowing(this::listed);
        };
    }

    private boolean listed(InetAddress address) {
        return !NEVER.contains(AddressClass.of(address)) && networks.stream().anyMatch(network -> network.contains(address));
    }

    private static boolean isHere(String host) {
        return host.equalsIgnoreCase("localhost") || host.startsWith("127.") || host.equals("[::1]");
    }
}
