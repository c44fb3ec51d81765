package dev.postern.edge;

import dev.postern.fuzz.Text;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * What a forwarding header names is an address written out in it, or nothing; splitting loses no octet; and whatever a client has written, what a hop writes behind it is an entry of its
 * own, or the line is none.
 */
public final class ForwardedElementFuzz {

    private ForwardedElementFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        String line = Text.latin(data);
        for (ForwardedElement element : ForwardedElement.values()) {
            element.hops(line).ifPresent(hops -> {
                Text.same(line, String.join(",", hops), "split");
                hops.forEach(hop -> element.address(hop).ifPresent(address -> named(hop, address)));
            });
            for (String mine : element == ForwardedElement.FORWARDED ? List.of("for=192.0.2.1", "for=\"[2001:db8::9]:4711\";by=\"a, b\"") : List.of("192.0.2.1")) {
                element.hops(line + ", " + mine).ifPresent(hops -> Text.same(' ' + mine, hops.getLast(), "appended"));
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
