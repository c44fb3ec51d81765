package dev.postern.operator;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Networks of both families. Asking takes one look-up for each length of prefix there is, at most 33 or 129. */
final class IpNetworks {

    private record Key(int prefix, int hash, byte[] octets) {

        static Key of(byte[] address, int prefix) {
            byte[] masked = address.clone();
            for (int bit = prefix; bit < 8 * masked.length; bit += 8 - bit % 8) {
                masked[bit / 8] &= (byte) (bit % 8 == 0 ? 0 : 0xff << 8 - bit % 8);
            }
            return new Key(prefix, Arrays.hashCode(masked), masked);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && prefix == key.prefix && Arrays.equals(octets, key.octets);
        }

        @Override
        public int hashCode() {
            return hash * 31 + prefix;
        }
    }

    private final Set<Key> networks = new HashSet<>();
    private final boolean[][] prefixes = {new boolean[33], new boolean[129]};

    /** @throws InvalidOperatorException when the text is neither an address nor a network */
    void add(String text) throws InvalidOperatorException {
        int slash = text.indexOf('/');
        Optional<byte[]> address = IpText.read(slash < 0 ? text : text.substring(0, slash));
        int bits = address.map(octets -> 8 * octets.length).orElse(0);
        String length = slash < 0 ? Integer.toString(bits) : text.substring(slash + 1);
        if (address.isEmpty() || !length.matches("[0-9]{1,3}") || Integer.parseInt(length) > bits) {
            throw new InvalidOperatorException(shown(text) + " is neither an address nor a network", "192.0.2.1, 192.0.2.0/24, 2001:db8::1, 2001:db8::/32");
        }
        int prefix = Integer.parseInt(length);
        networks.add(Key.of(address.get(), prefix));
        prefixes[bits / 128][prefix] = true;
    }

    private static String shown(String text) {
        return '"' + (text.length() > 60 ? text.substring(0, 60) + "…" : text) + '"';
    }

    boolean isEmpty() {
        return networks.isEmpty();
    }

    /** False for what is no address. An IPv4 address inside an IPv6 one is an IPv6 address. */
    boolean contain(String text) {
        Optional<byte[]> address = IpText.read(text);
        if (address.isEmpty()) {
            return false;
        }
        boolean[] there = prefixes[address.get().length / 16];
        for (int prefix = there.length - 1; prefix >= 0; prefix--) {
            if (there[prefix] && networks.contains(Key.of(address.get(), prefix))) {
                return true;
            }
        }
        return false;
    }
}
