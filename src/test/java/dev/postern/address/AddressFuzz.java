package dev.postern.address;

import com.google.common.net.InetAddresses;
import dev.postern.fuzz.Text;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A host as a certificate or a configuration names it, and the address it may lead to: text is an address, a name, or nothing, as another reader of addresses says too; four or
 * sixteen octets are judged, and no near place passes for the internet, plain or inside another address.
 */
public final class AddressFuzz {

    private AddressFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) throws UnknownHostException {
        text(Text.latin(data));
        if (data.length >= 16) {
            judged(Arrays.copyOf(data, 16));
        }
        if (data.length >= 4) {
            byte[] four = Arrays.copyOf(data, 4);
            judged(four);
            for (String prefix : List.of("00000000000000000000ffff", "0064ff9b0000000000000000", "000000000000000000000000", "0000000000000000ffff0000", "0064ff9b0001000000000000", "20010db80000000000005efe")) {
                byte[] inside = Arrays.copyOf(HexFormat.of().parseHex(prefix), 16);
                System.arraycopy(four, 0, inside, 12, 4);
                Text.holds(!permitted(inside) || permitted(four), "passes inside another: " + InetAddress.getByAddress(inside));
            }
        }
    }

    private static void text(String host) {
        Optional<InetAddress> literal = HostName.literal(host);
        literal.ifPresent(address -> {
            Text.holds(InetAddresses.isInetAddress(host), "no address: " + host);
            Text.holds(!HostName.isName(host), "both address and name: " + host);
            Text.holds(Arrays.equals(AddressBlock.unmapped(InetAddresses.forString(host).getAddress()), AddressBlock.unmapped(address.getAddress())), "another address: " + host);
        });
        if (HostName.isName(host)) {
            Text.holds(!InetAddresses.isInetAddress(host) && !host.matches("(?i)[0-9]+|0x[0-9a-f]+|.*\\.[0-9]+\\.?"), "a name that reads as a number: " + host);
            Text.holds(host.chars().allMatch(c -> c > 0x2c && c < 0x7b && c != '/') && host.length() <= 253, "no name: " + host);
        }
    }

    private static void judged(byte[] octets) throws UnknownHostException {
        InetAddress address = InetAddress.getByAddress(octets);
        boolean near = address.isLoopbackAddress() || address.isLinkLocalAddress() || address.isSiteLocalAddress() || address.isAnyLocalAddress() || address.isMulticastAddress();
        Text.holds(!near || !permitted(octets), "passes for the internet: " + address);
    }

    private static boolean permitted(byte[] octets) throws UnknownHostException {
        return AddressGuard.internet().judge(InetAddress.getByAddress(octets)) instanceof AddressGuard.Verdict.Permitted;
    }
}
