package dev.postern.redis;

import dev.postern.limit.ConcurrencyStore;
import dev.postern.limit.Lease;
import dev.postern.limit.OnceLease;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Open exchanges counted over all replicas: for each limit and key, how many each replica has. What a replica has stops counting when the replica is
 * gone, and is told afresh on each connection, so that neither a killed replica nor a lost message holds a place. While the server cannot be asked, this
 * replica admits its share. Any thread; what is counted is confined to the link's event loop.
 */
final class RedisConcurrencyStore implements ConcurrencyStore {

    private static final Script ENTER = Script.named("enter");
    private static final Script LEAVE = Script.named("leave");
    private static final Script HOLD = Script.named("hold");
    private static final Script KEEP = Script.named("keep");
    /** Counts of open exchanges are kept on by {@link #keep}, which is called more often. */
    private static final Duration KEPT = Duration.ofMinutes(5);
    private static final int BATCH = 500;

    private final Link link;
    private final Names names;
    private final Replicas replicas;
    /** Open here, however they were admitted; as many entries as exchanges open, at most. */
    private final Map<String, Integer> held = new HashMap<>();

    RedisConcurrencyStore(Link link, Names names, Replicas replicas) {
        this.link = link;
        this.names = names;
        this.replicas = replicas;
    }

    @Override
    public Future<Optional<Lease>> enter(List<Seat> seats) {
        List<String> keys = seats.stream().map(seat -> names.seats(seat.limitId(), seat.key())).toList();
        return link.ask(() -> link.withWire(wire -> enter(wire, seats, keys))
                .recover(failed -> Future.succeededFuture(hasShare(seats, keys)))
                .map(entered -> entered ? Optional.of(lease(keys)) : Optional.empty()));
    }

    private Future<Boolean> enter(Wire wire, List<Seat> seats, List<String> keys) {
        List<String> all = new ArrayList<>(keys.size() + 1);
        all.add(names.replicas());
        all.addAll(keys);
        List<Object> arguments = new ArrayList<>(List.of(replicas.self(), KEPT.toMillis()));
        seats.forEach(seat -> arguments.add(seat.maximum()));
        return wire.run(ENTER, all, arguments).map(answer -> answer.toInteger() == 1);
    }

    private boolean hasShare(List<Seat> seats, List<String> keys) {
        for (int i = 0; i < keys.size(); i++) {
            if (held.getOrDefault(keys.get(i), 0) >= Shares.of(seats.get(i).maximum(), replicas.alive())) {
                return false;
            }
        }
        return true;
    }

    private Lease lease(List<String> keys) {
        keys.forEach(key -> held.merge(key, 1, Integer::sum));
        return new OnceLease(() -> link.run(() -> leave(keys)));
    }

    private void leave(List<String> keys) {
        keys.forEach(key -> held.computeIfPresent(key, (name, now) -> now <= 1 ? null : now - 1));
        if (link.up()) {
            link.withWire(wire -> wire.run(LEAVE, keys, List.of(replicas.self())))
                    .onFailure(failed -> {
                        if (failed instanceof Unavailable) { // the next connection tells the true counts
                            link.drop("a place could not be given back");
                        }
                    });
        }
    }

    /** Tells a new connection what is open here; before anything else is counted on it. */
    Future<Void> tell(Wire wire) {
        List<Future<?>> told = new ArrayList<>();
        for (List<String> batch : batches()) {
            List<Object> arguments = new ArrayList<>(List.of(replicas.self(), KEPT.toMillis()));
            batch.forEach(key -> arguments.add(held.get(key)));
            told.add(wire.run(HOLD, batch, arguments));
        }
        return Future.all(told).mapEmpty();
    }

    /** Keeps the counts of exchanges that are open for long. */
    void keep(Wire wire) {
        batches().forEach(batch -> wire.run(KEEP, batch, List.of(KEPT.toMillis())));
    }

    private List<List<String>> batches() {
        List<String> all = List.copyOf(held.keySet());
        List<List<String>> batches = new ArrayList<>();
        for (int from = 0; from < all.size(); from += BATCH) {
            batches.add(all.subList(from, Math.min(all.size(), from + BATCH)));
        }
        return batches;
    }
}
