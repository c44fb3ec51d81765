package dev.postern.edge;

import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** How late an event loop is: a task that should run ten times a second tells how long it had to wait. Started on its loop; read from any thread. */
final class LoopClock {

    private static final long INTERVAL_NANOS = Duration.ofMillis(100).toNanos();

    private final EventExecutor loop;
    private volatile long due;
    private volatile long late;
    private volatile boolean stopped;

    LoopClock(EventExecutor loop) {
        this.loop = loop;
    }

    void start() {
        due = System.nanoTime() + INTERVAL_NANOS;
        loop.schedule(this::tick, INTERVAL_NANOS, TimeUnit.NANOSECONDS);
    }

    private void tick() {
        late = Math.max(0, System.nanoTime() - due);
        if (!stopped) {
            start();
        }
    }

    /** A loop that does not turn at all is late by the time it has not turned. */
    Duration delay() {
        return Duration.ofNanos(stopped ? 0 : Math.max(late, System.nanoTime() - due));
    }

    void stop() {
        stopped = true;
    }
}
