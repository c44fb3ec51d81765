package dev.postern.route;

import dev.postern.exchange.FieldText;
import java.util.List;
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

    private FieldNames() {}

    /** Visible ASCII, spaces and tabs, not at the ends: nothing that could end a field line (RFC 9110 §5.5). */
    static boolean isValue(String text) {
        return text.strip().length() == text.length() && text.chars().allMatch(c -> c >= 0x20 && c < 0x7f || c == '\t');
    }

    /** Why a route may not write the field {@code name}, by its folded name; empty when it may. */
    static Optional<String> refusal(String name) {
        String canonical = FieldText.folded(name);
        if (!FieldText.isToken(name)) {
            return Optional.of("is no header name");
        }
        if (FRAMING.contains(canonical)) {
            return Optional.of("frames the message or belongs to the connection");
        }
        boolean ours = ASSERTED.stream().anyMatch(own -> own.endsWith("-") ? canonical.startsWith(own) : canonical.equals(own));
        return ours ? Optional.of("is what the gateway itself says about a request") : Optional.empty();
    }
}
