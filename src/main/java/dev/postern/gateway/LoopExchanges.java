package dev.postern.gateway;

import dev.postern.identity.SessionKey;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The open exchanges of one event loop, and the passes over them. A pass goes from the last place to the first in slices, between which the loop does its other work. Leaving fills the
 * gap with the last one: during a pass that one has been judged already, so nobody is missed; who enters during a pass is judged by the next.
 *
 * <p>Confined to its loop, but for {@link #sessionEnded}, {@link #changed} and {@link #count}.
 */
final class LoopExchanges {

    /** Longest time between two passes over everything. */
    static final Duration EVERY = Duration.ofSeconds(1);

    /** How long a slice may hold the loop, and how long the loop is left alone after it. */
    private static final Duration SLICE = Duration.ofNanos(500_000);
    private static final Duration PAUSE = Duration.ofMillis(1);

    private final EventLoop loop;
    private final Standing standing;
    private final Metrics metrics;
    private final InstantSource clock;
    private final List<Exchange> open = new ArrayList<>();
    private final Queue<SessionKey> ended = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean asked = new AtomicBoolean();
    private volatile boolean everything;
    private volatile long askedNanos;
    private final AtomicInteger count = new AtomicInteger();
    private boolean passing;
    private boolean again;
    private ScheduledFuture<?> timer;

    /** One walk over the list: over everything, or over what rests on some sessions. */
    private record Pass(Set<SessionKey> gone, boolean everything, long askedNanos) {}

    LoopExchanges(EventLoop loop, Standing standing, Metrics metrics, InstantSource clock) {
        this.loop = loop;
        this.standing = standing;
        this.metrics = metrics;
        this.clock = clock;
    }

    void start() {
        timer = loop.scheduleWithFixedDelay(this::changed, EVERY.toNanos(), EVERY.toNanos(), TimeUnit.NANOSECONDS);
    }

    void stop() {
        timer.cancel(false);
    }

    void add(Exchange exchange) {
        exchange.seat = open.size();
        open.add(exchange);
        count.lazySet(open.size());
    }

    void remove(Exchange exchange) {
        Exchange last = open.removeLast();
        if (last != exchange) {
            open.set(exchange.seat, last);
            last.seat = exchange.seat;
        }
        exchange.seat = -1;
        count.lazySet(open.size());
    }

    int count() {
        return count.get();
    }

    void sessionEnded(SessionKey session) {
        ended.add(session);
        ask();
    }

    void changed() {
        everything = true;
        ask();
    }

    /** However much happens at once, one pass is asked for. */
    private void ask() {
        if (asked.compareAndSet(false, true)) {
            askedNanos = System.nanoTime();
            loop.execute(this::begin);
        }
    }

    private void begin() {
        if (passing) {
            again = true;
            return;
        }
        asked.set(false); // first: what happens from here on asks for a pass of its own
        boolean all = everything;
        everything = false;
        Set<SessionKey> gone = new HashSet<>();
        for (SessionKey key = ended.poll(); key != null; key = ended.poll()) {
            gone.add(key);
        }
        passing = true;
        slice(new Pass(gone, all, askedNanos), open.size() - 1);
    }

    private void slice(Pass pass, int from) {
        long begun = System.nanoTime();
        Instant now = clock.instant();
        int at = Math.min(from, open.size() - 1);
        while (at >= 0 && System.nanoTime() - begun < SLICE.toNanos()) {
            standing.judge(open.get(at), pass.gone(), pass.everything(), now);
            at = Math.min(at, open.size()) - 1;
        }
        if (at >= 0) {
            int next = at;
            loop.schedule(() -> slice(pass, next), PAUSE.toNanos(), TimeUnit.NANOSECONDS);
            return;
        }
        passing = false;
        metrics.judgedAgain(Duration.ofNanos(System.nanoTime() - pass.askedNanos()));
        if (again) {
            again = false;
            loop.execute(this::begin);
        }
    }
}
