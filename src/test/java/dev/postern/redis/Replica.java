package dev.postern.redis;

import dev.postern.config.SharedStateConfig;
import dev.postern.identity.Session;
import dev.postern.identity.SessionEnd;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentLinkedQueue;

/** One replica's half of the shared state, and what it was told. */
final class Replica implements AutoCloseable {

    final ConcurrentLinkedQueue<String> ended = new ConcurrentLinkedQueue<>();
    final ConcurrentLinkedQueue<Throwable> uncaught = new ConcurrentLinkedQueue<>();
    final SharedState state;
    private final Vertx vertx = Vertx.vertx();
    private boolean closed;

    Replica(SharedStateConfig config) {
        this(config, InstantSource.system());
    }

    Replica(SharedStateConfig config, InstantSource clock) {
        vertx.exceptionHandler(uncaught::add);
        state = new SharedState(config, vertx, clock, this::ended);
    }

    private void ended(Session session, SessionEnd why) {
        ended.add(session.user().name() + ' ' + why);
    }

    Replica up() throws Exception {
        Shared.until("the server", state::up);
        return this;
    }

    Replica among(int replicas) throws Exception {
        Shared.until("the other replicas", () -> state.replicas() == replicas);
        return this;
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            state.close();
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }
}
