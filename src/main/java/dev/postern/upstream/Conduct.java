package dev.postern.upstream;

import dev.postern.config.UpstreamConfig.OutliersConfig;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How an endpoint has answered lately: failures in a row, and the share of failures in the window that runs now. Counts without a lock; an answer lost while a window turns
 * proves nothing either way. Safe from any thread.
 */
final class Conduct {

    private final OutliersConfig outliers;
    private final AtomicInteger inARow = new AtomicInteger();
    private final AtomicInteger answers = new AtomicInteger();
    private final AtomicInteger bad = new AtomicInteger();
    private final AtomicInteger ejections = new AtomicInteger();
    private volatile long windowEnds = Long.MIN_VALUE;
    private volatile int stage;

    Conduct(OutliersConfig outliers) {
        this.outliers = outliers;
    }

    void good(long now) {
        if (inARow.get() != 0) {
            inARow.set(0);
        }
        count(now);
    }

    /** The app answered that it failed: it was there, so the row of those that were not is broken. */
    void serverError(long now) {
        good(now);
        bad.incrementAndGet();
    }

    /** No answer, or one that says that nobody was behind it. */
    void failure(long now) {
        inARow.incrementAndGet();
        count(now);
        bad.incrementAndGet();
    }

    private void count(long now) {
        if (now >= windowEnds) {
            windowEnds = now + outliers.window().toMillis();
            answers.set(0);
            bad.set(0);
        }
        answers.incrementAndGet();
    }

    boolean isOutlier() {
        int counted = answers.get();
        boolean row = outliers.failures() > 0 && inARow.get() >= outliers.failures();
        boolean share = outliers.failurePercent() > 0 && counted >= outliers.minimumRequests() && bad.get() * 100L >= (long) counted * outliers.failurePercent();
        return row || share;
    }

    /** Begins anew, with nothing held against it but how often it was ejected. @return how often in short order, this time included */
    int ejected() {
        ejections.incrementAndGet();
        forget();
        stage++;
        return stage;
    }

    void forget() {
        inARow.set(0);
        answers.set(0);
        bad.set(0);
    }

    /** It has been well for as long as it was ejected: the next ejection is a first one. */
    void forgive() {
        stage = 0;
    }

    /** Whether it had behaved for long before it was ejected for the last time. */
    boolean isFirstEjection() {
        return stage == 1;
    }

    int ejections() {
        return ejections.get();
    }
}
