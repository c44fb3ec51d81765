package dev.postern.inspect;

import java.util.Optional;

/**
 * Looks into messages: a web application firewall, data-loss prevention, a malware scan. One for each kind, in a fixed order listed in {@code gateway.Assembly}; it is
 * shared by all event loops and keeps no state of an exchange.
 */
public interface Inspector {

    /** The key under {@code inspect:} of a route that switches it on. */
    String name();

    /** The inspection of one message, or nothing when the route asks for none in this direction. Runs on the exchange's event loop and must not block. */
    Optional<Inspection> inspect(Message message);
}
