package dev.postern.device;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;

/**
 * What was found about a device, and when time alone could change it at the earliest.
 *
 * @param awaited what has been asked for the first time and is still on its way; such an assessment is not kept
 */
record Assessment(Device device, Instant until, List<Future<Void>> awaited) {

    Assessment {
        awaited = List.copyOf(awaited);
    }

    Assessment(Device device, Instant until) {
        this(device, until, List.of());
    }
}
