package dev.postern.config;

import io.netty.util.NetUtil;
import java.net.IDN;
import java.net.InetAddress;
import java.util.Locale;

/** Host names as they may stand in the configuration: exact, a literal address, or {@code *.} before a name for everything below it. */
final class HostText {

    static final String PATTERN = "^(\\*\\.)?[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?$|^\\[[0-9A-Fa-f:]+\\]$";

    private HostText() {}

    static String exactOrWildcard(String text) {
        if (!text.startsWith("*.")) {
            return exact(text);
        }
        if (text.indexOf('*', 1) > 0) {
            throw wildcard(text);
        }
        String name = exact(text.substring(2));
        if (name.startsWith("[") || Literals.isDottedQuad(name)) {
            throw new Unfit(Shown.of(text) + " puts a wildcard before an address", "a wildcard stands before a name: *.corp.test");
        }
        return "*." + name;
    }

    /** Lower case; throws {@link Unfit} with what to write instead. */
    static String exact(String text) {
        if (text.startsWith("[") && text.endsWith("]")) {
            return bracketed(text);
        }
        refuseCommonMistakes(text);
        String lower = text.toLowerCase(Locale.ROOT);
        String[] labels = lower.split("\\.", -1);
        for (String label : labels) {
            if (label.isEmpty() || label.length() > 63 || label.startsWith("-") || label.endsWith("-") || !label.chars().allMatch(HostText::isLdh)) {
                throw new Unfit(Shown.of(text) + " is not a host name",
                        "labels of letters, digits and inner hyphens, at most 63 each, with dots between");
            }
        }
        if (lower.length() > 253) {
            throw new Unfit("a host name of " + lower.length() + " characters", "at most 253");
        }
        if (isNumeric(labels[labels.length - 1]) && !Literals.isDottedQuad(lower)) {
            throw new Unfit(Shown.of(text) + " is neither a host name nor an address", "an IPv4 address has four decimal parts: 10.0.0.1");
        }
        return lower;
    }

    static boolean isLoopback(String host) {
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        try {
            return bare.equals("localhost") || Literals.address(bare).isLoopbackAddress();
        } catch (IllegalArgumentException aName) {
            return false;
        }
    }

    private static void refuseCommonMistakes(String text) {
        if (text.contains("://")) {
            throw new Unfit(Shown.of(text) + " is a URL", "a host name alone: ledger.corp.test");
        }
        if (text.indexOf('*') >= 0) {
            throw wildcard(text);
        }
        if (text.indexOf(':') >= 0) {
            throw new Unfit(Shown.of(text) + " has a port", "a host name alone; a request's port is not matched");
        }
        if (text.endsWith(".")) {
            throw new Unfit(Shown.of(text) + " ends with a dot", "write it without: a request's own trailing dot is removed");
        }
        if (!text.chars().allMatch(c -> c < 0x80)) {
            throw new Unfit(Shown.of(text) + " is not ASCII", punycode(text));
        }
    }

    private static Unfit wildcard(String text) {
        return new Unfit(Shown.of(text) + " has a wildcard where none can be",
                "*.corp.test stands for every name below corp.test; nothing wider or narrower");
    }

    private static String punycode(String text) {
        try {
            return "write " + IDN.toASCII(text).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException noName) {
            return "an internationalised name is written in punycode";
        }
    }

    private static String bracketed(String text) {
        InetAddress address;
        try {
            address = Literals.address(text.substring(1, text.length() - 1));
        } catch (IllegalArgumentException notAnAddress) {
            throw new Unfit(Shown.of(text) + " is not an IPv6 address", "for example [2001:db8::1]");
        }
        if (address.getAddress().length != 16) {
            throw new Unfit(Shown.of(text) + " is an IPv4 address in brackets", "write " + address.getHostAddress());
        }
        return '[' + NetUtil.toAddressString(address) + ']';
    }

    private static boolean isNumeric(String label) {
        String digits = label.startsWith("0x") ? label.substring(2) : label;
        int radix = label.startsWith("0x") ? 16 : 10;
        return digits.chars().allMatch(c -> Character.digit(c, radix) >= 0);
    }

    private static boolean isLdh(int c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-';
    }
}
