package dev.postern.inspect;

import dev.postern.config.Located;
import dev.postern.config.PosternConfig;
import dev.postern.config.Problem;
import dev.postern.config.Problems;
import dev.postern.exchange.RequestFacts;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleSupplier;

/**
 * Looks into messages: a web application firewall, data-loss prevention, a malware scan. One for each kind, in a fixed order listed in {@code gateway.Assembly}; it is
 * shared by all event loops and keeps no state of an exchange.
 */
public interface Inspector {

    /** The key under {@code inspect:} of a route that switches it on. */
    String name();

    /** The same inspector for a configuration; adds to {@code problems} what is wrong with what concerns it. Blocks: never on an event loop. */
    default Inspector next(PosternConfig config, Problems problems) {
        return this;
    }

    /** What its configuration says that is allowed and hardly meant; known from {@link #next}. */
    default List<Problem> doubts() {
        return List.of();
    }

    /** Further files that were read for the configuration; when one changes, the configuration is read again. */
    default Set<Path> files() {
        return Set.of();
    }

    /** A figure for the metrics. */
    record Gauge(String name, String description, DoubleSupplier value) {}

    /** Its figures, the same for all configurations that come of it. For any thread. */
    default List<Gauge> gauges() {
        return List.of();
    }

    /** Adds to {@code problems} what is wrong with a profile a route names, at load. */
    default void check(Located<String> profile, Problems problems) { }

    /**
     * Begins with one exchange, when its request is about to be inspected. Runs on the exchange's event loop and must not block.
     *
     * @param party   who asks
     * @param profile the value under {@code inspect:} of the route
     */
    Examination examine(RequestFacts facts, Party party, String profile);
}
