package dev.postern.edge;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The options of a {@code Connection} header (RFC 9110 §7.6.1), lower case. */
final class ConnectionOptions {

    private ConnectionOptions() {}

    static Set<String> of(MultiMap headers) {
        List<String> values = headers.getAll(HttpHeaders.CONNECTION);
        if (values.isEmpty()) {
            return Set.of();
        }
        Set<String> options = new HashSet<>();
        for (String value : values) {
            for (String option : value.split(",")) {
                options.add(option.strip().toLowerCase(Locale.ROOT));
            }
        }
        return options;
    }
}
