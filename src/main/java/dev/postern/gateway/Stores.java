package dev.postern.gateway;

import dev.postern.config.PosternConfig;
import dev.postern.identity.MemorySessionStore;
import dev.postern.identity.SessionStore;
import dev.postern.limit.LimitStores;
import dev.postern.limit.MemoryConcurrencyStore;
import dev.postern.limit.MemoryRateStore;
import dev.postern.redis.SharedState;
import dev.postern.revocation.MemoryReplayCache;
import dev.postern.revocation.MemoryRevocationStore;
import dev.postern.revocation.ReplayCache;
import dev.postern.revocation.RevocationStore;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Where sessions, limits and revocations are kept: in this process, or in common with other replicas. Made once, before the first configuration is compiled, and kept over reloads.
 *
 * @param sessions what is kept of people
 * @param limits   what is counted
 * @param revocations what operators have said is not to pass
 * @param replays  what may be used once
 * @param shared   the server behind them; empty when they are in memory
 * @param ends    hears of every session that ends
 * @param timers   that keep them in order
 */
record Stores(Vertx vertx, SessionStore sessions, LimitStores limits, RevocationStore revocations, ReplayCache replays, Optional<SharedState> shared, SessionEnds ends,
        List<Long> timers)
        implements AutoCloseable {

    private static final int SWEEP = 10_000;

    static Stores open(PosternConfig config, Vertx vertx, InstantSource clock, SessionEnds ends) {
        return config.sharedState()
                .map(where -> shared(vertx, new SharedState(where, vertx, clock, ends), ends))
                .orElseGet(() -> inMemory(vertx, clock, ends));
    }

    private static Stores inMemory(Vertx vertx, InstantSource clock, SessionEnds ends) {
        MemorySessionStore sessions = new MemorySessionStore(ends);
        MemoryRevocationStore revocations = new MemoryRevocationStore();
        long sweep = vertx.setPeriodic(1_000, tick -> {
            sessions.sweep(clock.instant(), SWEEP);
            revocations.sweep(clock.instant());
        });
        return new Stores(vertx, sessions, new LimitStores(new MemoryRateStore(), new MemoryConcurrencyStore()), revocations, new MemoryReplayCache(clock),
                Optional.empty(), ends, List.of(sweep));
    }

    private static Stores shared(Vertx vertx, SharedState state, SessionEnds ends) {
        return new Stores(vertx, state.sessions(), new LimitStores(state.rates(), state.concurrency()), state.revocations(), state.replays(),
                Optional.of(state), ends, List.of());
    }

    /** Whether what is revoked is known here. */
    boolean ready() {
        return shared.map(SharedState::ready).orElse(true);
    }

    /** Whether enough is known here of what is revoked. */
    boolean knowsEnough() {
        return shared.map(SharedState::knowsEnough).orElse(true);
    }

    /** Whether this replica goes on without what replicas share. */
    boolean alone() {
        return shared.isPresent() && !shared.get().up();
    }

    /** Takes up what can change while the gateway runs; {@link Restart} refuses the rest. */
    void replace(PosternConfig changed) {
        changed.sharedState().ifPresent(config -> shared.ifPresent(state -> state.replace(config)));
    }

    @Override
    public void close() {
        timers.forEach(vertx::cancelTimer);
        shared.ifPresent(SharedState::close);
    }
}
