package dev.postern.address;

import java.net.InetAddress;
import java.util.Arrays;

/** A block of addresses of one family and what it is for. */
record AddressBlock(byte[] network, int prefix, AddressClass kind) {

    static AddressBlock of(String text, AddressClass kind) {
        int slash = text.indexOf('/');
        // The literal ::ffff:0:0:0 is IPv6 although the JDK reads ::ffff:a.b.c.d as IPv4.
        return new AddressBlock(InetAddress.ofLiteral(text.substring(0, slash)).getAddress(), Integer.parseInt(text.substring(slash + 1)), kind);
    }

    boolean contains(byte[] octets) {
        if (octets.length != network.length) {
            return false;
        }
        int whole = prefix / 8;
        int rest = prefix % 8;
        return Arrays.equals(network, 0, whole, octets, 0, whole) && (rest == 0 || ((network[whole] ^ octets[whole]) & 0xff) >> (8 - rest) == 0);
    }

    /** An IPv4 address mapped into IPv6 is the IPv4 address (RFC 4291 §2.5.5.2): the operating system dials it as such. */
    static byte[] unmapped(byte[] octets) {
        if (octets.length != 16 || octets[10] != -1 || octets[11] != -1) {
            return octets;
        }
        for (int i = 0; i < 10; i++) {
            if (octets[i] != 0) {
                return octets;
            }
        }
        return last4(octets);
    }

    static byte[] last4(byte[] octets) {
        return Arrays.copyOfRange(octets, octets.length - 4, octets.length);
    }
}
