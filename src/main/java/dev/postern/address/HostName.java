package dev.postern.address;

import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tells addresses from names, in the strict spelling only: what one resolver reads as a number and another as a name is neither. */
final class HostName {

    private static final int MAXIMUM = 253;
    private static final String OCTET = "(?:[1-9]?\\d|1\\d\\d|2[0-4]\\d|25[0-5])";
    private static final String LABEL = "[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?";
    private static final Pattern DOTTED_QUAD = Pattern.compile(OCTET + "(?:\\." + OCTET + "){3}");
    private static final Pattern NAME = Pattern.compile(LABEL + "(?:\\." + LABEL + ")*\\.?");

    private HostName() {
    }

    /** The address that the text is, without brackets: four decimal numbers, or IPv6, whose last four octets may be such numbers. */
    static Optional<InetAddress> literal(String host) {
        String quad = host.substring(host.lastIndexOf(':') + 1);
        if ((host.indexOf(':') < 0 || host.indexOf('.') >= 0) && !DOTTED_QUAD.matcher(quad).matches()) {
            return Optional.empty();
        }
        try {
            return host.indexOf('%') < 0 && host.indexOf('[') < 0 ? Optional.of(InetAddress.ofLiteral(host)) : Optional.empty();
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }

    /** Whether it can be asked for: not too long, no odd characters, and not ending in a number as {@code 127.1}, {@code 0x7f000001} and {@code 2130706433} do. */
    static boolean isName(String host) {
        String last = host.substring(host.lastIndexOf('.', host.length() - 2) + 1);
        return !host.isEmpty() && host.length() <= MAXIMUM && NAME.matcher(host).matches()
                && !last.matches("\\d+\\.?|0[xX][0-9A-Fa-f]*\\.?");
    }

    /** RFC 6761 §6.3. */
    static boolean isLocalhost(String host) {
        String bare = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        return bare.equalsIgnoreCase("localhost") || bare.regionMatches(true, bare.length() - 10, ".localhost", 0, 10);
    }
}
