package dev.postern.device;

import dev.postern.address.AddressGuard;
import io.vertx.core.Future;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Fetches what proves itself by its signature. Does not block; fails rather than follow, wait or keep more than ordered. */
interface Fetch {

    /**
     * @param question posted as an OCSP request; without one the address is read
     * @param maxBytes of the answer
     * @param patience from the first look-up to the last octet
     */
    record Order(URI uri, AddressGuard guard, Optional<byte[]> question, int maxBytes, Duration patience) {}

    Future<byte[]> fetch(Order order);
}
