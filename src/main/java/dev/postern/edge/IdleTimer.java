package dev.postern.edge;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Fires when something that is waited for does not happen in time. Starting, touching and stopping cost a clock reading: the one scheduled task looks, when it is due,
 * whether it still has a reason. Lives on one event loop.
 */
final class IdleTimer {

    private final EventExecutor loop;
    private final long nanos;
    private final Runnable action;
    private boolean waiting;
    private Optional<ScheduledFuture<?>> scheduled = Optional.empty();
    private long since;

    IdleTimer(EventExecutor loop, Duration time, Runnable action) {
        this.loop = loop;
        this.nanos = time.toNanos();
        this.action = action;
    }

    /** Waits from now on; starts anew when it is waiting already. */
    void start() {
        since = System.nanoTime();
        waiting = true;
        if (scheduled.isEmpty()) {
            schedule(nanos);
        }
    }

    void stop() {
        waiting = false;
    }

    /** Stops for good, and leaves nothing on the loop: exchanges are many, and their times long. */
    void end() {
        waiting = false;
        scheduled.ifPresent(task -> task.cancel(false));
        scheduled = Optional.empty();
    }

    private void schedule(long delay) {
        scheduled = Optional.of(loop.schedule(this::due, delay, TimeUnit.NANOSECONDS));
    }

    private void due() {
        scheduled = Optional.empty();
        if (!waiting) {
            return;
        }
        long rest = nanos - (System.nanoTime() - since);
        if (rest > 0) {
            schedule(rest);
        } else {
            waiting = false;
            action.run();
        }
    }
}
