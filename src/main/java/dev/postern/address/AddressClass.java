package dev.postern.address;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;

/**
 * What kind of place an address is (IANA's special-purpose registries, RFC 6890), as far as it matters to somebody who is about to dial it. An address that carries another
 * one inside ({@code 64:ff9b::10.0.0.1}) is judged by what a translator would make of it, so that no spelling of a forbidden address passes as another.
 */
public enum AddressClass {

    /** On the public internet. */
    GLOBAL,
    /** RFC 1918, and unique local IPv6 (RFC 4193). */
    PRIVATE,
    /** 100.64.0.0/10 (RFC 6598): carriers, and pods of some clusters. */
    SHARED,
    /** This machine. */
    LOOPBACK,
    /** The same cable (RFC 3927, RFC 4291 §2.5.6). */
    LINK_LOCAL,
    /** Where clouds hand a machine its credentials to whoever asks. */
    METADATA,
    /** Many machines. */
    MULTICAST,
    /** None: dialling it reaches this machine on Linux. */
    UNSPECIFIED,
    /** For examples in documents; nobody is there. */
    DOCUMENTATION,
    /** An IPv4 address inside an IPv6 one where the way in between is not ours to know: 6to4, Teredo, ISATAP, local NAT64, deprecated forms. */
    TUNNELLED,
    /** For protocols, benchmarks, the future. */
    RESERVED;

    private static final AddressBlock NAT64 = AddressBlock.of("64:ff9b::/96", GLOBAL);

    /** The first block that holds an address says what it is. */
    private static final List<AddressBlock> BLOCKS = List.of(
            // Amazon (machine, container, pod), Azure, Alibaba, Oracle, Google, Scaleway: documented by each.
            AddressBlock.of("169.254.169.254/32", METADATA), AddressBlock.of("169.254.170.2/32", METADATA), AddressBlock.of("169.254.170.23/32", METADATA),
            AddressBlock.of("168.63.129.16/32", METADATA), AddressBlock.of("100.100.100.200/32", METADATA), AddressBlock.of("192.0.0.192/32", METADATA),
            AddressBlock.of("169.254.42.42/32", METADATA), AddressBlock.of("fd00:ec2::/32", METADATA), AddressBlock.of("fd20:ce::254/128", METADATA),
            AddressBlock.of("fd00:42::42/128", METADATA),
            AddressBlock.of("0.0.0.0/8", UNSPECIFIED), AddressBlock.of("10.0.0.0/8", PRIVATE), AddressBlock.of("100.64.0.0/10", SHARED),
            AddressBlock.of("127.0.0.0/8", LOOPBACK), AddressBlock.of("169.254.0.0/16", LINK_LOCAL), AddressBlock.of("172.16.0.0/12", PRIVATE),
            AddressBlock.of("192.0.2.0/24", DOCUMENTATION), AddressBlock.of("192.0.0.0/24", RESERVED), AddressBlock.of("192.88.99.0/24", TUNNELLED),
            AddressBlock.of("192.168.0.0/16", PRIVATE), AddressBlock.of("198.18.0.0/15", RESERVED), AddressBlock.of("198.51.100.0/24", DOCUMENTATION),
            AddressBlock.of("203.0.113.0/24", DOCUMENTATION), AddressBlock.of("224.0.0.0/4", MULTICAST), AddressBlock.of("240.0.0.0/4", RESERVED),
            AddressBlock.of("0.0.0.0/0", GLOBAL),
            AddressBlock.of("::/128", UNSPECIFIED), AddressBlock.of("::1/128", LOOPBACK), AddressBlock.of("::/96", TUNNELLED),
            AddressBlock.of("::ffff:0:0:0/96", TUNNELLED), AddressBlock.of("64:ff9b:1::/48", TUNNELLED), AddressBlock.of("2001::/32", TUNNELLED),
            AddressBlock.of("2002::/16", TUNNELLED), AddressBlock.of("2001:db8::/32", DOCUMENTATION), AddressBlock.of("3fff::/20", DOCUMENTATION),
            AddressBlock.of("2001::/23", RESERVED), AddressBlock.of("fc00::/7", PRIVATE), AddressBlock.of("fe80::/10", LINK_LOCAL),
            AddressBlock.of("ff00::/8", MULTICAST), AddressBlock.of("2000::/3", GLOBAL), AddressBlock.of("::/0", RESERVED));

    /** Looks nothing up. */
    public static AddressClass of(InetAddress address) {
        byte[] octets = AddressBlock.unmapped(address.getAddress());
        if (NAT64.contains(octets)) {
            // RFC 6052 §3.1: the well-known prefix stands for public addresses only.
            return classOf(AddressBlock.last4(octets)) == GLOBAL ? GLOBAL : TUNNELLED;
        }
        AddressClass found = classOf(octets);
        return found == GLOBAL && address instanceof Inet6Address && isIsatap(octets) ? TUNNELLED : found;
    }

    private static AddressClass classOf(byte[] octets) {
        for (AddressBlock block : BLOCKS) {
            if (block.contains(octets)) {
                return block.kind();
            }
        }
        throw new IllegalArgumentException("not an address");
    }

    /** RFC 5214 §6.1: ::0:5efe:a.b.c.d or ::200:5efe:a.b.c.d as the interface's part. */
    private static boolean isIsatap(byte[] octets) {
        return octets.length == 16 && (octets[8] & 0xfd) == 0 && octets[9] == 0 && octets[10] == 0x5e && octets[11] == (byte) 0xfe;
    }
}
