package dev.postern.config;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;

/**
 * A block of addresses, IPv4 or IPv6 (RFC 4632, RFC 4291): {@code 10.0.0.0/8}, or one address without a prefix length. IPv4 addresses mapped into
 * IPv6 ({@code ::ffff:10.0.0.1}) are the IPv4 addresses they stand for, in blocks and in what is looked up.
 */
public record Cidr(InetAddress network, int prefix) {

    private static final int MAPPED_BITS = 96;

    public Cidr {
        int bits = network.getAddress().length * 8;
        if (prefix < 0 || prefix > bits) {
            throw new IllegalArgumentException("the prefix length must be 0 to " + bits);
        }
        if (!masked(network, prefix)) {
            throw new IllegalArgumentException("the address has bits set beyond the prefix length");
        }
    }

    /** @throws IllegalArgumentException when {@code text} is no address or block of literal addresses; names are never looked up */
    public static Cidr parse(String text) {
        int slash = text.indexOf('/');
        String literal = slash < 0 ? text : text.substring(0, slash);
        InetAddress network = Literals.address(literal);
        int bits = network.getAddress().length * 8;
        if (slash < 0) {
            return new Cidr(network, bits);
        }
        int prefix = prefix(text.substring(slash + 1));
        boolean mapped = bits == 32 && literal.indexOf(':') >= 0;
        if (mapped && prefix < MAPPED_BITS) {
            throw new IllegalArgumentException("the prefix length of a mapped IPv4 block must be 96 to 128");
        }
        return new Cidr(network, mapped ? prefix - MAPPED_BITS : prefix);
    }

    private static int prefix(String digits) {
        try {
            return Literals.number(digits, 3);
        } catch (IllegalArgumentException notANumber) {
            throw new IllegalArgumentException("the prefix length is not a number");
        }
    }

    public boolean contains(InetAddress address) {
        byte[] mine = network.getAddress();
        byte[] other = unmapped(address.getAddress());
        if (mine.length != other.length) {
            return false;
        }
        int whole = prefix / 8;
        int rest = prefix % 8;
        return Arrays.equals(mine, 0, whole, other, 0, whole) && (rest == 0 || ((mine[whole] ^ other[whole]) & 0xff) >> (8 - rest) == 0);
    }

    /** Sockets that serve both families may hand out {@link Inet6Address} for IPv4 peers. */
    private static byte[] unmapped(byte[] address) {
        if (address.length != 16) {
            return address;
        }
        for (int i = 0; i < 10; i++) {
            if (address[i] != 0) {
                return address;
            }
        }
        return address[10] == -1 && address[11] == -1 ? Arrays.copyOfRange(address, 12, 16) : address;
    }

    private static boolean masked(InetAddress network, int prefix) {
        byte[] bytes = network.getAddress();
        for (int bit = prefix; bit < bytes.length * 8; bit++) {
            if ((bytes[bit / 8] >> (7 - bit % 8) & 1) != 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return network.getHostAddress() + '/' + prefix;
    }
}
