package dev.postern.limit;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** Where open exchanges are counted. Any thread; never blocks. A failed future refuses the request. */
public interface ConcurrencyStore {

    /**
     * Takes a place in every count, or in none.
     *
     * @return the lease on all of them, or empty when one is full
     */
    Future<Optional<Lease>> enter(List<Seat> seats);

    /**
     * A count of open exchanges: the limit (an id that stays the same when a reload changes the maximum), whose it is, and how many there may be.
     */
    record Seat(String limitId, String key, int maximum) {}
}
