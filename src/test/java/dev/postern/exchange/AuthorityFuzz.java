package dev.postern.exchange;

import dev.postern.fuzz.Text;
import java.net.InetAddress;
import java.net.URI;

/** An authority that passes has one spelling, and a URI library reads the same host and port out of it. */
public final class AuthorityFuzz {

    private AuthorityFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        String raw = Text.latin(data);
        Authority authority;
        try {
            authority = Authority.parse(raw);
        } catch (RefusedException refused) {
            return;
        }
        Text.same(authority, Authority.parse(authority.toString()), "canonical twice");
        String host = authority.host();
        Text.same(host, host.toLowerCase(java.util.Locale.ROOT), "case");
        Text.holds(!host.endsWith(".") && host.indexOf('@') < 0 && host.indexOf('/') < 0 && host.indexOf('%') < 0, "host " + host);
        if (Character.isDigit(host.charAt(host.length() - 1)) && host.indexOf('-') < 0 || host.startsWith("[")) {
            literal(host);
        }
        URI read = URI.create("https://" + authority + '/');
        if (read.getHost() != null) { // it knows no host whose last label begins with a digit
            Text.same(host, read.getHost(), "host of " + raw);
            Text.same(authority.port().orElse(-1), read.getPort(), "port of " + raw);
        }
    }

    /** What ends like a number is an address and nothing else, in the spelling the JDK understands without guessing. */
    private static void literal(String host) {
        if (host.startsWith("[") || host.substring(host.lastIndexOf('.') + 1).chars().allMatch(Character::isDigit)) {
            InetAddress.ofLiteral(host.startsWith("[") ? host.substring(1, host.length() - 1) : host);
        }
    }
}
