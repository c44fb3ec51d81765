package dev.postern.redis;

import dev.postern.limit.MemoryRateStore;
import dev.postern.limit.RateLimit;
import dev.postern.limit.RateStore;
import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Token buckets that all replicas draw from: one script, one round trip, by the server's clock. A bucket that has refilled takes no room there. While the
 * server cannot be asked, or answers nonsense, this replica gives out its share from buckets of its own. Any thread.
 */
final class RedisRateStore implements RateStore {

    private static final Script TAKE = Script.named("take");

    private final Link link;
    private final Names names;
    private final Replicas replicas;
    private final MemoryRateStore local = new MemoryRateStore();
    private final AtomicLong drawnLocally = new AtomicLong();

    RedisRateStore(Link link, Names names, Replicas replicas) {
        this.link = link;
        this.names = names;
        this.replicas = replicas;
    }

    @Override
    public Future<List<Balance>> take(List<Draw> draws) {
        return link.up()
                ? link.ask(() -> link.withWire(wire -> take(wire, draws))).recover(failed -> share(draws))
                : share(draws);
    }

    private Future<List<Balance>> take(Wire wire, List<Draw> draws) {
        List<String> keys = draws.stream().map(draw -> names.bucket(draw.limit().id(), draw.key())).toList();
        return wire.run(TAKE, keys, arguments(draws)).map(answer -> balances(answer, draws.size()));
    }

    static List<Long> arguments(List<Draw> draws) {
        List<Long> arguments = new ArrayList<>(draws.size() * 3);
        for (Draw draw : draws) {
            RateLimit limit = draw.limit();
            arguments.addAll(List.of(limit.requests(), limit.period().dividedBy(ChronoUnit.MICROS.getDuration()), limit.burst()));
        }
        return arguments;
    }

    static List<Balance> balances(Response answer, int expected) {
        if (answer.size() != expected * 3) {
            throw new IllegalStateException("not an answer");
        }
        List<Balance> balances = new ArrayList<>(expected);
        for (int i = 0; i < answer.size(); i += 3) {
            balances.add(new Balance(number(answer.get(i)), micros(answer.get(i + 1)), micros(answer.get(i + 2))));
        }
        return balances;
    }

    private static Duration micros(Response number) {
        return Duration.of(number(number), ChronoUnit.MICROS);
    }

    private static long number(Response answer) {
        long number = answer.toLong();
        if (number < 0) {
            throw new IllegalStateException("not an answer");
        }
        return number;
    }

    private Future<List<Balance>> share(List<Draw> draws) {
        drawnLocally.incrementAndGet();
        int among = replicas.alive();
        return local.take(draws.stream().map(draw -> new Draw(Shares.of(draw.limit(), among), draw.key())).toList());
    }

    /** Requests counted here alone, for a metric. */
    long drawnLocally() {
        return drawnLocally.get();
    }
}
