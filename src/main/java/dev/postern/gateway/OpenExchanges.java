package dev.postern.gateway;

import dev.postern.identity.SessionKey;
import io.netty.channel.EventLoop;
import io.vertx.core.impl.ContextInternal;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The exchanges that have a permit and are not over, so that what a permit rested on can be taken away while they last. Each event loop keeps its own in a list without locks: a short
 * request costs a look-up, a place at the end, and leaving it.
 *
 * <p>All are judged again at least once in {@link LoopExchanges#EVERY}, and at once when something happens: a session ends, the configuration changes, an operator revokes. Any thread,
 * but for {@link #enter} and {@link #leave}, which belong to the exchange's loop.
 */
final class OpenExchanges implements AutoCloseable {

    private final Standing standing;
    private final Metrics metrics;
    private final InstantSource clock;
    private final Map<EventLoop, LoopExchanges> loops = new ConcurrentHashMap<>();
    private volatile boolean closed;

    OpenExchanges(Standing standing, Metrics metrics, InstantSource clock) {
        this.standing = standing;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** From here on it is judged again, until it {@linkplain #leave leaves}: one that is over has left already. When things have changed since it was decided, at once. */
    void enter(Exchange exchange) {
        LoopExchanges loop = loops.computeIfAbsent(((ContextInternal) exchange.downstream.context()).nettyEventLoop(), this::loop);
        loop.add(exchange);
    }

    private LoopExchanges loop(EventLoop on) {
        LoopExchanges made = new LoopExchanges(on, standing, metrics, clock);
        if (!closed) {
            made.start();
        }
        return made;
    }

    void leave(Exchange exchange) {
        if (exchange.seat >= 0) {
            loops.get(((ContextInternal) exchange.downstream.context()).nettyEventLoop()).remove(exchange);
        }
    }

    /** What rests on a session that has ended is ended. */
    void sessionEnded(SessionKey session) {
        loops.values().forEach(loop -> loop.sessionEnded(session));
    }

    /** Everything is judged again now. */
    void changed() {
        loops.values().forEach(LoopExchanges::changed);
    }

    int count() {
        return loops.values().stream().mapToInt(LoopExchanges::count).sum();
    }

    @Override
    public void close() {
        closed = true;
        loops.values().forEach(LoopExchanges::stop);
    }
}
