package dev.postern.edge;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One hop's entry in a forwarding header: {@code X-Forwarded-For} (a list of addresses), or {@code Forwarded} (RFC 7239 §4). Only literal addresses count, with or without a port. */
enum ForwardedElement {

    X_FORWARDED_FOR {
        @Override
        Optional<InetAddress> address(String hop) {
            return node(hop.strip());
        }
    },

    FORWARDED {
        @Override
        Optional<InetAddress> address(String hop) {
            Optional<String> node = Optional.empty();
            for (String pair : hop.split(";")) {
                String stripped = pair.strip();
                if (stripped.toLowerCase(Locale.ROOT).startsWith("for=")) {
                    if (node.isPresent()) {
                        return Optional.empty();
                    }
                    node = unquoted(stripped.substring("for=".length()));
                }
            }
            return node.flatMap(ForwardedElement::node);
        }
    };

    abstract Optional<InetAddress> address(String hop);

    /** At commas outside quotation marks. */
    List<String> split(String line) {
        List<String> hops = new ArrayList<>();
        boolean quoted = false;
        int from = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            quoted ^= c == '"';
            if (c == ',' && !quoted) {
                hops.add(line.substring(from, i));
                from = i + 1;
            }
        }
        hops.add(line.substring(from));
        return hops;
    }

    private static Optional<String> unquoted(String value) {
        if (!value.startsWith("\"")) {
            return Optional.of(value);
        }
        boolean closed = value.length() > 1 && value.endsWith("\"");
        return closed ? Optional.of(value.substring(1, value.length() - 1)) : Optional.empty();
    }

    private static Optional<InetAddress> node(String node) {
        if (node.startsWith("[")) {
            int end = node.indexOf(']');
            return end > 0 && port(node.substring(end + 1)) ? literal(node.substring(1, end), ':') : Optional.empty();
        }
        int colon = node.indexOf(':');
        if (colon >= 0 && colon == node.lastIndexOf(':')) {
            return port(node.substring(colon)) ? literal(node.substring(0, colon), '.') : Optional.empty();
        }
        return literal(node, colon < 0 ? '.' : ':');
    }

    private static boolean port(String rest) {
        return rest.isEmpty() || rest.length() <= 6 && rest.length() > 1 && rest.charAt(0) == ':' && rest.chars().skip(1).allMatch(c -> c >= '0' && c <= '9');
    }

    /** The JDK's parser alone would take {@code 127.1}, {@code 1} in brackets and zone ids too. */
    private static Optional<InetAddress> literal(String text, char mark) {
        boolean v4 = mark == '.';
        boolean shaped = v4
                ? text.length() <= 15 && text.chars().allMatch(c -> c >= '0' && c <= '9' || c == '.') && text.chars().filter(c -> c == '.').count() == 3
                : text.length() <= 45 && text.indexOf(':') >= 0 && text.chars().allMatch(c -> c < 0x80 && Character.digit(c, 16) >= 0 || c == ':' || c == '.');
        try {
            return shaped ? Optional.of(InetAddress.ofLiteral(text)) : Optional.empty();
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }
}
