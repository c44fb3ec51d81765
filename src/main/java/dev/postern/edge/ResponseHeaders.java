package dev.postern.edge;

import dev.postern.exchange.Memo;
import io.vertx.core.MultiMap;
import java.util.Locale;
import java.util.Set;

/** Which fields of an answer may reach the client. */
final class ResponseHeaders {

    /** RFC 9110 §7.6.1: they concern the connection to the upstream. */
    private static final Set<String> HOP = Set.of("connection", "keep-alive", "proxy-connection", "proxy-authenticate", "proxy-authorization", "proxy-authentication-info",
            "te", "trailer", "transfer-encoding", "upgrade", "http2-settings");

    /** RFC 9110 §6.5.1: fields that frame, route, authenticate, control or describe the message mean nothing good after it. */
    private static final Set<String> NOT_IN_TRAILERS = Set.of("content-length", "content-encoding", "content-type", "content-range", "host", "cache-control", "expires", "date",
            "age", "vary", "location", "retry-after", "set-cookie", "cookie", "authorization", "www-authenticate", "expect", "max-forwards", "pragma", "range", "x-request-id",
            "strict-transport-security", "content-security-policy", "access-control-allow-origin", "access-control-allow-credentials");

    private static final Memo<String> LOWER = new Memo<>(name -> name.toLowerCase(Locale.ROOT));
    private static final Memo<Boolean> PASSES = new Memo<>(name -> !HOP.contains(LOWER.of(name)));

    private ResponseHeaders() {}

    static void copy(MultiMap from, MultiMap to) {
        Set<String> listed = ConnectionOptions.of(from);
        from.forEach((name, value) -> {
            if (PASSES.of(name) && (listed.isEmpty() || !listed.contains(LOWER.of(name)))) {
                to.add(name, value);
            }
        });
    }

    static void copyTrailers(MultiMap from, MultiMap to) {
        from.forEach((name, value) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (!HOP.contains(lower) && !NOT_IN_TRAILERS.contains(lower) && !lower.startsWith(":")) {
                to.add(name, value);
            }
        });
    }
}
