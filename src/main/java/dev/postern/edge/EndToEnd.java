package dev.postern.edge;

import dev.postern.exchange.FieldText;
import io.vertx.core.MultiMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * The fields of a request that are meant for everybody on its way. What {@code Connection} lists ends at this hop (RFC 9110 §7.6.1) and does not reach the upstream, so nobody
 * here may see it either: a rule about it would judge another request than the one that is sent on.
 */
final class EndToEnd {

    /** Of this connection, listed or not: they say what comes next on it, and are read here and never passed on. */
    private static final Set<String> OF_THE_CONNECTION = Set.of("connection", "upgrade", "te", "trailer", "transfer-encoding", "content-length", "host", "expect");

    private EndToEnd() {}

    /** The same map where nothing is listed, which is the rule. Twins in other spelling go too: the upstream's side folds names. */
    static MultiMap of(MultiMap headers) {
        Set<String> options = ConnectionOptions.of(headers);
        if (options.isEmpty()) {
            return headers;
        }
        Set<String> listed = new HashSet<>();
        for (String option : options) {
            if (!OF_THE_CONNECTION.contains(option)) {
                listed.add(FieldText.folded(option));
            }
        }
        return listed.isEmpty() ? headers : without(listed, headers);
    }

    private static MultiMap without(Set<String> listed, MultiMap headers) {
        MultiMap rest = MultiMap.caseInsensitiveMultiMap();
        headers.forEach((name, value) -> {
            if (OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT)) || !listed.contains(FieldText.folded(name))) {
                rest.add(name, value);
            }
        });
        return rest;
    }
}
