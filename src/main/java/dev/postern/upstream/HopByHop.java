package dev.postern.upstream;

import dev.postern.exchange.FieldText;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Headers that are about one connection and end there (RFC 9110 §7.6.1), by their folded names. */
final class HopByHop {

    private static final Set<String> ALWAYS = Set.of(
            "connection", "keep-alive", "te", "trailer", "transfer-encoding", "upgrade", "http2-settings",
            // httpoxy: CGI hands a header "Proxy" to the application as HTTP_PROXY.
            "proxy");
    private static final String PROXY = "proxy-";

    private static final HopByHop NONE_LISTED = new HopByHop(Set.of());

    private final Set<String> listed;

    private HopByHop(Set<String> listed) {
        this.listed = listed;
    }

    /** For one message: what is always hop-by-hop, and what its {@code Connection} lines list. */
    static HopByHop of(List<String> connection) {
        if (connection.isEmpty()) {
            return NONE_LISTED;
        }
        Set<String> listed = new HashSet<>();
        for (String line : connection) {
            for (String option : line.split(",")) {
                listed.add(FieldText.folded(option.strip().toLowerCase(Locale.ROOT)));
            }
        }
        return new HopByHop(listed);
    }

    boolean has(String folded) {
        return isAlways(folded) || lists(folded);
    }

    static boolean isAlways(String folded) {
        return ALWAYS.contains(folded) || folded.startsWith(PROXY);
    }

    boolean lists(String folded) {
        return !listed.isEmpty() && listed.contains(folded);
    }
}
