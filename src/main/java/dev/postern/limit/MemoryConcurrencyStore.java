package dev.postern.limit;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Counts open exchanges in this process. A count exists while it is above zero, so there are never more than exchanges open; past {@value #MAX_COUNTS} of them
 * newcomers are counted together, under their limit's maximum, until there is room again: never uncounted.
 */
public final class MemoryConcurrencyStore implements ConcurrencyStore {

    static final int MAX_COUNTS = 100_000;

    private final OpenCounts open = new OpenCounts();
    private final int maxCounts;

    public MemoryConcurrencyStore() {
        this(MAX_COUNTS);
    }

    MemoryConcurrencyStore(int maxCounts) {
        this.maxCounts = maxCounts;
    }

    @Override
    public Future<Optional<Lease>> enter(List<Seat> seats) {
        List<String> taken = new ArrayList<>(seats.size());
        for (Seat seat : seats) {
            String count = countFor(seat);
            if (!open.take(count, seat.maximum())) {
                taken.forEach(open::giveBack);
                return Future.succeededFuture(Optional.empty());
            }
            taken.add(count);
        }
        return Future.succeededFuture(Optional.of(new OnceLease(() -> taken.forEach(open::giveBack))));
    }

    /** How many counts are above zero. */
    public int counts() {
        return open.size();
    }

    private String countFor(Seat seat) {
        String own = seat.limitId() + '\n' + seat.key();
        return open.size() < maxCounts || open.has(own) ? own : seat.limitId();
    }
}
