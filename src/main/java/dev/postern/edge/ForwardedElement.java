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
        Optional<List<String>> hops(String line) {
            return Optional.of(List.of(line.split(",", -1)));
        }

        @Override
        Optional<InetAddress> address(String hop) {
            return node(hop.strip());
        }
    },

    FORWARDED {
        @Override
        Optional<List<String>> hops(String line) {
            return cut(line, ',');
        }

        @Override
        Optional<InetAddress> address(String hop) {
            Optional<String> node = Optional.empty();
            for (String pair : cut(hop, ';').orElse(List.of())) {
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

    /** The entries of a line; empty when it cannot be told where one ends. */
    abstract Optional<List<String>> hops(String line);

    /**
     * At a mark outside quoted strings (RFC 9110 §5.6.4). Empty when a quotation mark stands elsewhere than around a value, or one is missing: a line that a client began so would take
     * in what a hop has written behind it.
     */
    private static Optional<List<String>> cut(String text, char mark) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            int next = c == '"' ? afterQuoted(text, at) : at + 1;
            if (next < 0) {
                return Optional.empty();
            }
            if (c == mark) {
                parts.add(text.substring(from, at));
                from = next;
            }
            at = next;
        }
        parts.add(text.substring(from));
        return Optional.of(parts);
    }

    /** Behind the quoted string that begins here and the blanks after it; -1 if it is none, or not the whole of a value. */
    private static int afterQuoted(String text, int begin) {
        int end = begin + 1;
        while (end < text.length() && text.charAt(end) != '"') {
            end += text.charAt(end) == '\\' ? 2 : 1;
        }
        int next = end + 1;
        while (next < text.length() && (text.charAt(next) == ' ' || text.charAt(next) == '\t')) {
            next++;
        }
        boolean value = begin > 0 && text.charAt(begin - 1) == '=';
        boolean closed = end < text.length() && (next == text.length() || text.charAt(next) == ',' || text.charAt(next) == ';');
        return value && closed ? next : -1;
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
