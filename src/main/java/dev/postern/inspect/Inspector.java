package dev.postern.inspect;

import dev.postern.config.Located;
import dev.postern.config.Problems;
import java.util.Optional;

/**
 * Looks into messages: a web application firewall, data-loss prevention, a malware scan. One for each kind, in a fixed order listed in {@code gateway.Assembly}; it is
 * shared by all event loops and keeps no state of an exchange.
 */
public interface Inspector {

    /** The key under {@code inspect:} of a route that switches it on. */
    String name();

    /** Adds to {@code problems} what is wrong with a profile a route names, at load. */
    default void check(Located<String> profile, Problems problems) { }

    /** The inspection of one message, or nothing when the route asks for none in this direction. Runs on the exchange's event loop and must not block. */
    Optional<Inspection> inspect(Message message);
}
