package dev.postern.exchange;

import io.netty.util.NetUtil;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.OptionalInt;

/**
 * The host, and port where one was named, that a request asks for (RFC 3986 §3.2): lower case, without a trailing dot. A name is LDH ASCII (an
 * internationalised name comes as punycode); an address is IPv4 in four decimal parts or IPv6 in brackets, spelt as RFC 5952 says.
 *
 * <p>Anything else is refused with {@link Reason#REQUEST_AUTHORITY_INVALID}: user information, empty labels, several trailing dots, underscores,
 * ports outside 1–65535, numeric hosts that are not plain dotted quads (decimal, octal, hexadecimal, shortened), IPv4 in brackets or mapped into
 * IPv6, IPv6 zones.
 *
 * <p>The constructor canonicalises the host, so no instance holds anything else.
 */
public record Authority(String host, OptionalInt port) {

    private static final int MAX_HOST = 253;
    private static final int MAX_LABEL = 63;
    private static final int MAX_BRACKETED = 47;

    public Authority {
        host = host(host);
        if (port.isPresent() && (port.getAsInt() < 1 || port.getAsInt() > 65_535)) {
            throw invalid("port out of range");
        }
    }

    public static Authority parse(String raw) {
        int colon = raw.startsWith("[") ? raw.indexOf(':', Math.max(raw.indexOf(']'), 0)) : raw.indexOf(':');
        if (raw.startsWith("[") && raw.indexOf(']') < 0) {
            throw invalid("unclosed bracket");
        }
        String host = colon < 0 ? raw : raw.substring(0, colon);
        return new Authority(host, colon < 0 ? OptionalInt.empty() : OptionalInt.of(port(raw.substring(colon + 1))));
    }

    private static int port(String digits) {
        if (digits.isEmpty() || digits.length() > 5 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw invalid("port is not a number");
        }
        return Integer.parseInt(digits);
    }

    /** The canonical spelling of a host, for SNI and configuration too. */
    public static String host(String raw) {
        if (raw.startsWith("[")) {
            return bracketed(raw);
        }
        String host = raw.endsWith(".") ? raw.substring(0, raw.length() - 1) : raw;
        if (host.isEmpty() || host.length() > MAX_HOST) {
            throw invalid("host is empty or too long");
        }
        StringBuilder lower = new StringBuilder(host.length());
        int label = 0;
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                c = (char) (c + 32);
            }
            if (c == '.') {
                endLabel(host, i, label);
                label = 0;
            } else if (c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-') {
                label++;
            } else {
                throw invalid("host holds a character that no host name has");
            }
            lower.append(c);
        }
        endLabel(host, host.length(), label);
        if (isNumeric(lower.substring(lower.length() - label)) && !isDottedQuad(host)) {
            throw invalid("numeric host that is no dotted quad");
        }
        return lower.toString();
    }

    private static void endLabel(String host, int end, int length) {
        if (length == 0 || length > MAX_LABEL || host.charAt(end - 1) == '-' || host.charAt(end - length) == '-') {
            throw invalid("host has an empty, long or hyphen-bound label");
        }
    }

    /** Whether a resolver would take a host with this last label for an address: decimal, octal or hexadecimal. */
    private static boolean isNumeric(String lastLabel) {
        String digits = lastLabel.startsWith("0x") ? lastLabel.substring(2) : lastLabel;
        int radix = lastLabel.startsWith("0x") ? 16 : 10;
        return digits.chars().allMatch(c -> Character.digit(c, radix) >= 0);
    }

    private static boolean isDottedQuad(String host) {
        String[] parts = host.split("\\.", -1);
        if (parts.length != 4) {
            return false;
        }
        for (String part : parts) {
            if (part.length() > 3 || part.length() > 1 && part.charAt(0) == '0' || !part.chars().allMatch(c -> c >= '0' && c <= '9')
                    || Integer.parseInt(part) > 255) {
                return false;
            }
        }
        return true;
    }

    private static String bracketed(String raw) {
        if (!raw.endsWith("]") || raw.length() < 4 || raw.length() > MAX_BRACKETED
                || !raw.substring(1, raw.length() - 1).chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 0x80 || c == ':' || c == '.')) {
            throw invalid("bracketed host is no IPv6 address");
        }
        try {
            InetAddress address = InetAddress.ofLiteral(raw.substring(1, raw.length() - 1));
            if (!(address instanceof Inet6Address)) {
                throw invalid("bracketed host is an IPv4 address");
            }
            return host(address);
        } catch (IllegalArgumentException notAnAddress) {
            throw invalid("bracketed host is no IPv6 address");
        }
    }

    /** The canonical spelling of an address, as of a host that is one. */
    public static String host(InetAddress address) {
        String text = NetUtil.toAddressString(address);
        return address instanceof Inet6Address ? '[' + text + ']' : text;
    }

    private static RefusedException invalid(String detail) {
        return new RefusedException(Reason.REQUEST_AUTHORITY_INVALID, detail);
    }

    @Override
    public String toString() {
        return port.isPresent() ? host + ':' + port.getAsInt() : host;
    }
}
