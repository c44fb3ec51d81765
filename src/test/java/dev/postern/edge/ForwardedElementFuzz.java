package dev.postern.edge;

import dev.postern.fuzz.Text;
import java.net.InetAddress;
import java.util.Optional;

/** What a forwarding header names is an address written out in it, or nothing; splitting loses no octet. */
public final class ForwardedElementFuzz {

    private ForwardedElementFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        String line = Text.latin(data);
        for (ForwardedElement element : ForwardedElement.values()) {
            Text.same(line, String.join(",", element.split(line)), "split");
            for (String hop : element.split(line)) {
                element.address(hop).ifPresent(address -> named(hop, address));
            }
        }
    }

    private static void named(String hop, InetAddress address) {
        String plain = hop.strip();
        boolean written = false;
        for (int from = 0; from < plain.length() && !written; from++) {
            for (int to = from + 2; to <= plain.length() && to - from <= 45 && !written; to++) {
                written = literal(plain.substring(from, to)).filter(address::equals).isPresent();
            }
        }
        Text.holds(written, "address " + address + " out of " + hop);
    }

    private static Optional<InetAddress> literal(String text) {
        try {
            boolean whole = text.indexOf(':') >= 0 || text.chars().filter(c -> c == '.').count() == 3;
            return Optional.of(InetAddress.ofLiteral(text)).filter(address -> whole);
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }
}
