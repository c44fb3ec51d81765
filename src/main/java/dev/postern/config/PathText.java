package dev.postern.config;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Paths of routes and rules, in the one spelling that requests are brought to before they are compared. A path written otherwise would never match,
 * and a rule that never matches does not deny.
 */
final class PathText {

    private static final String PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~!$&'()*,=:@/";
    private static final String HEX = "0123456789ABCDEF";
    private static final int MAX = 2048;
    private static final String BELOW = "a prefix covers everything below it as it is: /reports; a template has segments that vary: /users/{id}";

    private PathText() {}

    static TextShape<String> exact() {
        return shape("a path: /reports/2026", text -> withoutStar(text, text, "use a template for segments that vary"));
    }

    static TextShape<String> prefix() {
        return shape("a path and everything below it: /reports", text -> withoutStar(text, text, BELOW));
    }

    /** {@code /users/{id}/orders}: a name in braces stands for one segment. */
    static TextShape<String> template() {
        return shape("a path with whole segments in braces: /users/{id}/orders", PathText::checkedTemplate);
    }

    /** Exact, or ending in {@code /*}. */
    static TextShape<String> pattern() {
        return shape("a path, or one ending in /* for everything below: /reports/*", text -> {
            withoutStar(text, text.endsWith("/*") ? text.substring(0, text.length() - 1) : text, "a * stands at the end alone: /reports/*");
            return text;
        });
    }

    private static TextShape<String> shape(String expected, UnaryOperator<String> check) {
        return new TextShape<>(expected, check, Json.pattern("^/[^?#;\\\\ ]*$"));
    }

    /** @param written what {@code text} was taken from, for messages */
    private static String withoutStar(String written, String text, String hint) {
        if (text.indexOf('*') >= 0) {
            throw new Unfit(Shown.of(written) + " has a * that would stand for itself alone", hint);
        }
        return canonical(written, text);
    }

    private static String checkedTemplate(String text) {
        Set<String> variables = new HashSet<>();
        StringBuilder plain = new StringBuilder();
        for (String segment : text.split("/", -1)) {
            boolean variable = segment.startsWith("{") && segment.endsWith("}");
            if (variable && !segment.matches("\\{[A-Za-z0-9_-]{1,64}}")) {
                throw new Unfit(Shown.of(segment) + " does not name a segment", "letters, digits, hyphens: {id}");
            }
            if (variable && !variables.add(segment)) {
                throw new Unfit(Shown.of(segment) + " stands twice in the template", "");
            }
            if (!variable && (segment.indexOf('{') >= 0 || segment.indexOf('}') >= 0)) {
                throw new Unfit(Shown.of(segment) + " has braces around a part of a segment", "braces enclose whole segments");
            }
            plain.append(plain.isEmpty() && segment.isEmpty() ? "" : variable ? "x/" : segment + '/');
        }
        withoutStar(text, text.isEmpty() || text.charAt(0) != '/' ? text : '/' + plain.substring(0, Math.max(0, plain.length() - 1)), BELOW);
        return text;
    }

    private static String canonical(String written, String text) {
        if (text.isEmpty() || text.charAt(0) != '/') {
            throw new Unfit(Shown.of(written) + " does not begin with a slash", "");
        }
        if (text.length() > MAX) {
            throw new Unfit("a path of " + text.length() + " characters", "at most " + MAX);
        }
        String[] segments = text.substring(1).split("/", -1);
        for (int i = 0; i < segments.length; i++) {
            if (segments[i].equals(".") || segments[i].equals("..") || segments[i].isEmpty() && i < segments.length - 1) {
                throw new Unfit(Shown.of(written) + " has an empty or dot segment", "requests with one are refused, so it could never match");
            }
        }
        for (int at = 0; at < text.length(); at++) {
            at += text.charAt(at) == '%' ? encoded(written, text, at) : literal(written, text.charAt(at));
        }
        return text;
    }

    private static int literal(String written, char c) {
        if (c == '?' || c == '#' || c == ';' || c == '\\') {
            throw new Unfit(Shown.of(written) + " holds '" + c + "'",
                    c == '?' ? "the query is matched under query" : "requests with one in the path are refused, so it could never match");
        }
        if (PLAIN.indexOf(c) < 0) {
            throw new Unfit(Shown.of(written) + " holds " + Shown.of(String.valueOf(c)) + " as it is",
                    "requests are compared percent-encoded: " + percent(c));
        }
        return 0;
    }

    private static int encoded(String written, String text, int at) {
        int high = at + 2 < text.length() ? HEX.indexOf(text.charAt(at + 1)) : -1;
        int low = at + 2 < text.length() ? HEX.indexOf(text.charAt(at + 2)) : -1;
        if (high < 0 || low < 0) {
            throw new Unfit(Shown.of(written) + " has a broken percent-encoding", "two upper-case hexadecimal digits follow a %");
        }
        int octet = high << 4 | low;
        if (octet < 0x20 || octet == 0x7f || "/\\;?#".indexOf(octet) >= 0) {
            throw new Unfit(Shown.of(written) + " encodes a character that requests may not have in the path", "it could never match");
        }
        if (octet < 0x80 && PLAIN.indexOf(octet) >= 0) {
            throw new Unfit(Shown.of(written) + " encodes '" + (char) octet + "'",
                    "requests are compared decoded where they can be: write it as it is");
        }
        return 2;
    }

    private static String percent(char c) {
        StringBuilder encoded = new StringBuilder();
        for (byte octet : String.valueOf(c).getBytes(StandardCharsets.UTF_8)) {
            encoded.append("%%%02X".formatted(octet));
        }
        return encoded.toString();
    }
}
