package dev.postern.upstream;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** Bounds on what is under way towards one upstream: requests, and how many of them may be tried again. Each that enters leaves exactly once. Safe from any thread. */
final class Circuit {

    private final Resilience resilience;
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger savedPercent = new AtomicInteger(100 * Bounds.FIRST_RETRIES);
    private final LongAdder refused = new LongAdder();
    private final LongAdder retriesRefused = new LongAdder();

    Circuit(Resilience resilience) {
        this.resilience = resilience;
    }

    /** False when as much as may be is under way. */
    boolean enter() {
        if (open.incrementAndGet() <= resilience.circuit().requests()) {
            saveRetry();
            return true;
        }
        open.decrementAndGet();
        refused.increment();
        return false;
    }

    /** A second copy of a request that has entered: it needs a place of its own, saves no retry and spends one. False when either is not to be had. */
    boolean enterHedge() {
        if (open.incrementAndGet() <= resilience.circuit().requests() && spendRetry()) {
            return true;
        }
        open.decrementAndGet();
        return false;
    }

    void leave() {
        open.decrementAndGet();
    }

    /** Each request saves a part of a retry, up to a bound; a retry spends a whole one. When everything fails, it fails little more often than it was asked. */
    private void saveRetry() {
        int percent = resilience.retry().budgetPercent();
        if (savedPercent.get() < 100 * Bounds.SAVED_RETRIES) {
            savedPercent.addAndGet(percent);
        }
    }

    /** False when so much has been tried again lately that more would feed the trouble it is about. */
    boolean spendRetry() {
        if (savedPercent.addAndGet(-100) >= 0) {
            return true;
        }
        savedPercent.addAndGet(100);
        retriesRefused.increment();
        return false;
    }

    UpstreamStatus.CircuitStatus status() {
        int now = open.get();
        return new UpstreamStatus.CircuitStatus(now, now >= resilience.circuit().requests(), refused.sum(), retriesRefused.sum());
    }
}
