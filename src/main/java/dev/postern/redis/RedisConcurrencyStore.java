package dev.postern.redis;

import dev.postern.limit.ConcurrencyStore;
import dev.postern.limit.Lease;
import dev.postern.limit.OnceLease;
import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Open exchanges counted over all replicas: for each limit and key, how many each replica has. What a replica has stops counting when the replica is
 * gone, and is told afresh on each connection, so that neither a killed replica nor a lost message holds a place. While the server cannot be asked, or
 * answers with an error, this replica admits its share; what the server does not know then, it is told by the next connection, for which {@link #astray} asks.
 * Any thread; what is counted is confined to the link's event loop.
 */
final class RedisConcurrencyStore implements ConcurrencyStore {

    private static final Script ENTER = Script.named("enter");
    private static final Script LEAVE = Script.named("leave");
    private static final Script HOLD = Script.named("hold");
    private static final Script KEEP = Script.named("keep");
    /** Counts of open exchanges are kept on by {@link #keep}, which is called more often. */
    private static final Duration KEPT = Duration.ofMinutes(5);
    private static final int BATCH = 500;
    /** Beats from one new connection for the sake of the counts to the next, so that a script that fails for good does not cost one each beat. */
    private static final int REST = 10;

    private final Link link;
    private final Names names;
    private final Replicas replicas;
    /** Open here, however they were admitted; as many entries as exchanges open, at most. */
    private final Map<String, Integer> held = new HashMap<>();
    /** Told last what is open here; before the link is up, nothing but that is said on it about places. */
    private Wire told;
    private boolean doubtful;
    private int rest;

    RedisConcurrencyStore(Link link, Names names, Replicas replicas) {
        this.link = link;
        this.names = names;
        this.replicas = replicas;
    }

    @Override
    public Future<Optional<Lease>> enter(List<Seat> seats) {
        List<String> keys = seats.stream().map(seat -> names.seats(seat.limitId(), seat.key())).toList();
        return link.ask(() -> link.withWire(wire -> enter(wire, seats, keys))
                .map(entered -> entered ? Optional.of(counted(keys)) : Optional.<Lease>empty())
                .recover(failed -> Future.succeededFuture(byShare(seats, keys))));
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

    private Lease counted(List<String> keys) {
        keys.forEach(key -> held.merge(key, 1, Integer::sum));
        return new OnceLease(() -> link.run(() -> leave(keys)));
    }

    private Optional<Lease> byShare(List<Seat> seats, List<String> keys) {
        Optional<Lease> lease = hasShare(seats, keys) ? Optional.of(counted(keys)) : Optional.empty();
        untold(keys);
        return lease;
    }

    private void leave(List<String> keys) {
        keys.forEach(key -> held.computeIfPresent(key, (name, now) -> now <= 1 ? null : now - 1));
        if (link.up()) {
            link.withWire(wire -> wire.run(LEAVE, keys, List.of(replicas.self()))).onFailure(this::doubt);
        } else {
            untold(keys);
        }
    }

    /** The server may not know how many are open. A connection that is being greeted is told at once; one in use is not, as places are on their way there. */
    private void untold(List<String> keys) {
        if (link.up()) {
            doubtful = true;
        } else if (told != null) {
            hold(told, keys).onFailure(this::doubt);
        }
    }

    private void doubt(Throwable failed) {
        doubtful = true;
    }

    /** Asked at each beat that was answered: whether a new connection is due, to tell the server what it may not know. */
    boolean astray() {
        rest = Math.max(0, rest - 1);
        if (!doubtful || rest > 0) {
            return false;
        }
        rest = REST;
        return true;
    }

    /** Tells a new connection what is open here; before anything else is counted on it. */
    Future<Void> tell(Wire wire) {
        told = wire;
        doubtful = false;
        return Future.all(batches().stream().map(batch -> hold(wire, batch)).toList()).mapEmpty();
    }

    private Future<Response> hold(Wire wire, List<String> keys) {
        List<Object> arguments = new ArrayList<>(List.of(replicas.self(), KEPT.toMillis()));
        keys.forEach(key -> arguments.add(held.getOrDefault(key, 0)));
        return wire.run(HOLD, keys, arguments);
    }

    /** Keeps the counts of exchanges that are open for long. */
    void keep(Wire wire) {
        batches().forEach(batch -> wire.run(KEEP, batch, List.of(KEPT.toMillis())).onFailure(this::doubt));
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
