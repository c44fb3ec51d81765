package dev.postern.limit;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Whom an address stands for: an IPv4 address for itself, an IPv6 address for its /64, which is what one site or one device is given as a whole
 * (RFC 6177), so that nobody gets a fresh count by changing the lower half.
 */
final class AddressKey {

    private static final int IPV6_SITE_BYTES = 8;

    private AddressKey() {}

    static String of(InetAddress address) {
        byte[] bytes = address.getAddress();
        return HexFormat.of().formatHex(bytes.length == 4 ? bytes : Arrays.copyOf(bytes, IPV6_SITE_BYTES));
    }
}
