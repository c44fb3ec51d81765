package dev.postern.route;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Which header fields a configuration may write, and how (RFC 9110 §5, §7.6.1). */
final class FieldNames {

    /** Fields that frame a message or belong to one connection: only the gateway's HTTP stack writes them. */
    private static final Set<String> FRAMING = Set.of("connection", "content-length", "expect", "host", "http2-settings", "keep-alive",
            "proxy-authenticate",
            "proxy-authorization", "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade");

    /** What the gateway says about a request, and what only the gateway may say. */
    private static final List<String> ASSERTED = List.of("x-postern-", "x-forwarded-", "forwarded", "x-real-ip", "x-request-id");

    private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

    private FieldNames() {}

    /** RFC 9110 §5.6.2. */
    static boolean isToken(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
                || TOKEN_MARKS.indexOf(c) >= 0);
    }

    /** Visible ASCII, spaces and tabs, not at the ends: nothing that could end a field line (RFC 9110 §5.5). */
    static boolean isValue(String text) {
        return text.strip().length() == text.length() && text.chars().allMatch(c -> c >= 0x20 && c < 0x7f || c == '\t');
    }

    /** The name as the most lenient reader sees it: lower case, and every mark a hyphen, as CGI and its like hand {@code X-User}, {@code X_User} and {@code x.user} on as one. */
    static String folded(String name) {
        StringBuilder out = new StringBuilder(name.length());
        name.toLowerCase(Locale.ROOT).chars().forEach(c -> out.append(c >= 'a' && c <= 'z' || c >= '0' && c <= '9' ? (char) c : '-'));
        return out.toString();
    }

    /** Why a route may not write the field {@code name}, by its folded name; empty when it may. */
    static Optional<String> refusal(String name) {
        String canonical = folded(name);
        if (!isToken(name)) {
            return Optional.of("is no header name");
        }
        if (FRAMING.contains(canonical)) {
            return Optional.of("frames the message or belongs to the connection");
        }
        boolean ours = ASSERTED.stream().anyMatch(own -> own.endsWith("-") ? canonical.startsWith(own) : canonical.equals(own));
        return ours ? Optional.of("is what the gateway itself says about a request") : Optional.empty();
    }
}
