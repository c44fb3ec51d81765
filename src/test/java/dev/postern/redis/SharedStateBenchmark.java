package dev.postern.redis;

import dev.postern.identity.MemorySessionStore;
import dev.postern.identity.SessionStore;
import dev.postern.identity.SessionStore.Bounds;
import dev.postern.identity.StoredSession;
import dev.postern.limit.MemoryRateStore;
import dev.postern.limit.RateLimit;
import dev.postern.limit.RateStore;
import dev.postern.limit.RateStore.Balance;
import dev.postern.limit.RateStore.Draw;
import io.vertx.core.Future;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What a limit and a session cost in Redis on loopback beside memory: alone, there and back, and as one of two hundred under way. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class SharedStateBenchmark {

    private static final int UNDER_WAY = 200;
    private static final List<Draw> DRAW = List.of(new Draw(new RateLimit("many", "many", 1_000_000_000, Duration.ofSeconds(1), 1_000_000_000), "alice"));

    @Param({"memory", "redis"})
    public String where;

    private final StoredSession session = Shared.session("alice");
    private RedisServer server;
    private Replica replica;
    private RateStore rates;
    private SessionStore sessions;

    @Setup
    public void start() throws Exception {
        if (where.equals("redis")) {
            server = RedisServer.plain(Files.createTempDirectory("redis-benchmark"));
            replica = new Replica(Shared.config(server.port(), Optional.empty(), Shared.UNHURRIED, Shared.OLD)).up();
            rates = replica.state.rates();
            sessions = replica.state.sessions();
        } else {
            rates = new MemoryRateStore();
            sessions = new MemorySessionStore((gone, why) -> { });
        }
        Shared.await(sessions.create(session, new Bounds(100, 100)));
    }

    @TearDown
    public void stop() throws Exception {
        if (server != null) {
            replica.close();
            server.close();
        }
    }

    @Benchmark
    public List<Balance> draw() throws Exception {
        return Shared.await(rates.take(DRAW));
    }

    @Benchmark
    public Optional<StoredSession> find() throws Exception {
        return Shared.await(sessions.find(session.session().key()));
    }

    @Benchmark
    @OperationsPerInvocation(UNDER_WAY)
    public Object drawAmongMany() throws Exception {
        return many(() -> rates.take(DRAW));
    }

    @Benchmark
    @OperationsPerInvocation(UNDER_WAY)
    public Object findAmongMany() throws Exception {
        return many(() -> sessions.find(session.session().key()));
    }

    private static Object many(Supplier<Future<?>> one) throws Exception {
        List<Future<?>> all = new ArrayList<>(UNDER_WAY);
        for (int i = 0; i < UNDER_WAY; i++) {
            all.add(one.get());
        }
        return Shared.await(Future.all(all));
    }
}
