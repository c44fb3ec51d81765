package dev.postern.dlp;

import dev.postern.detect.Category;
import dev.postern.exchange.FieldText;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * How a header is looked into, by its name. What a rule without {@code fields} is about, it is about in every header, but for the categories that belong there; a rule that names the header is
 * about all it names.
 */
enum HeaderKind {

    /** About one connection, or the framing of a message: it never passes as the sender wrote it. */
    UNSEEN(EnumSet.noneOf(Category.class)),
    /** What carries credentials, or addresses that may: they belong there. */
    CREDENTIALS(EnumSet.of(Category.CREDENTIAL, Category.NETWORK, Category.TIME_AND_PLACE, Category.CONTACT)),
    /** What HTTP itself and its kin define: versions look like addresses there, and dates are dates. */
    PROTOCOL(EnumSet.of(Category.NETWORK, Category.TIME_AND_PLACE, Category.CONTACT)),
    /** An application's own. The only ones that are changed: in all others what would be is refused. */
    ORDINARY(EnumSet.noneOf(Category.class));

    private static final Set<String> UNSEEN_NAMES = Set.of("connection", "keep-alive", "te", "trailer", "transfer-encoding", "upgrade", "http2-settings", "proxy", "proxy-connection",
            "proxy-authorization", "proxy-authenticate", "content-length");

    private static final Set<String> CREDENTIAL_NAMES = Set.of("authorization", "cookie", "set-cookie", "www-authenticate", "authentication-info", "location", "content-location", "refresh", "referer",
            "link", "x-api-key", "api-key", "apikey", "x-auth-token", "x-access-token", "x-auth-key", "x-csrf-token", "x-xsrf-token", "csrf-token", "x-goog-api-key", "x-amz-security-token",
            "x-amz-content-sha256", "x-vault-token", "private-token", "x-gitlab-token", "x-hub-signature", "x-hub-signature-256", "dpop", "dpop-nonce", "sec-websocket-key", "sec-websocket-accept", "signature", "signature-input", "idempotency-key");

    private static final Set<String> PROTOCOL_NAMES = Set.of("host", "date", "expires", "last-modified", "if-modified-since", "if-unmodified-since", "if-match", "if-none-match", "if-range", "etag", "age",
            "retry-after", "cache-control", "pragma", "expect", "range", "accept-ranges", "user-agent", "server", "via", "vary", "allow", "origin", "from", "forwarded", "warning", "dnt", "priority",
            "max-forwards", "alt-svc", "nel", "report-to", "reporting-endpoints", "server-timing", "timing-allow-origin", "strict-transport-security", "permissions-policy", "referrer-policy", "digest",
            "repr-digest", "want-digest", "want-content-digest", "want-repr-digest", "traceparent", "tracestate", "x-request-id", "x-correlation-id", "b3", "x-powered-by", "x-requested-with",
            "x-frame-options", "x-xss-protection", "ratelimit", "ratelimit-policy", "clear-site-data", "grpc-status", "grpc-timeout", "grpc-encoding", "grpc-accept-encoding", "upgrade-insecure-requests");

    private static final List<String> PROTOCOL_PREFIXES = List.of("content-", "accept-", "access-control-", "cross-origin-", "sec-", "x-forwarded-", "x-content-type-", "x-b3-", "x-ratelimit-");

    private final Set<Category> belonging;

    HeaderKind(Set<Category> belonging) {
        this.belonging = Set.copyOf(belonging);
    }

    static HeaderKind of(String name) {
        String folded = FieldText.folded(name);
        if (UNSEEN_NAMES.contains(folded)) {
            return UNSEEN;
        }
        if (CREDENTIAL_NAMES.contains(folded)) {
            return CREDENTIALS;
        }
        boolean protocol = folded.equals("accept") || PROTOCOL_NAMES.contains(folded) || PROTOCOL_PREFIXES.stream().anyMatch(folded::startsWith);
        return protocol ? PROTOCOL : ORDINARY;
    }

    /** What is no alarm there, unless a rule names the header. */
    Set<Category> belonging() {
        return belonging;
    }

    boolean mayChange() {
        return this == ORDINARY;
    }
}
