package dev.postern.upstream;

import io.vertx.core.MultiMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Headers that are about one connection and end there (RFC 9110 §7.6.1), by their folded names. */
final class HopByHop {

    private static final Set<String> ALWAYS = Set.of(
            "connection", "keep-alive", "te", "trailer", "transfer-encoding", "upgrade", "http2-settings",
            // httpoxy: CGI hands a header "Proxy" to the application as HTTP_PROXY.
            "proxy");
    private static final String PROXY = "proxy-";

    private final Set<String> listed;

    private HopByHop(Set<String> listed) {
        this.listed = listed;
    }

    /** For one message: what is always hop-by-hop, and what its {@code Connection} lists. */
    static HopByHop of(MultiMap headers) {
        Set<String> listed = new HashSet<>();
        for (String line : headers.getAll("connection")) {
            for (String option : line.split(",")) {
                listed.add(HeaderText.folded(option.strip().toLowerCase(Locale.ROOT)));
            }
        }
        return new HopByHop(listed);
    }

    boolean has(String folded) {
        return ALWAYS.contains(folded) || folded.startsWith(PROXY) || listed.contains(folded);
    }
}
