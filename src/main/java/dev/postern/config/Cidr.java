package dev.postern.config;

import java.net.InetAddress;

/** A block of addresses, IPv4 or IPv6 (RFC 4632, RFC 4291): {@code 10.0.0.0/8}, or one address without a prefix length. */
public record Cidr(InetAddress network, int prefix) {

    public Cidr {
        int bits = network.getAddress().length * 8;
        if (prefix < 0 || prefix > bits) {
            throw new IllegalArgumentException("prefix length must be 0 to " + bits);
        }
        if (!masked(network, prefix)) {
            throw new IllegalArgumentException("address has bits set beyond the prefix length");
        }
    }

    /** @throws IllegalArgumentException when {@code text} is no address or block of literal addresses; names are never looked up */
    public static Cidr parse(String text) {
        int slash = text.indexOf('/');
        InetAddress network = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
        int prefix = slash < 0 ? network.getAddress().length * 8 : Integer.parseInt(text.substring(slash + 1));
        return new Cidr(network, prefix);
    }

    public boolean contains(InetAddress address) {
        byte[] mine = network.getAddress();
        byte[] other = address.getAddress();
        if (mine.length != other.length) {
            return false;
        }
        int whole = prefix / 8;
        for (int i = 0; i < whole; i++) {
            if (mine[i] != other[i]) {
                return false;
            }
        }
        int rest = prefix % 8;
        return rest == 0 || ((mine[whole] ^ other[whole]) & 0xff) >> 8 - rest == 0;
    }

    private static boolean masked(InetAddress network, int prefix) {
        byte[] bytes = network.getAddress();
        for (int bit = prefix; bit < bytes.length * 8; bit++) {
            if ((bytes[bit / 8] >> 7 - bit % 8 & 1) != 0) {
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
