package dev.postern.upstream;

import dev.postern.config.UpstreamConfig.Timeouts;
import io.vertx.core.Vertx;
import java.time.Duration;

/**
 * The two clocks of one exchange. The first-byte clock runs only while the upstream owes us something: when the whole request has been sent, and while it does not read
 * what we send; never while we wait for the client, and never after the answer's head. The whole clock runs from the start to the end.
 */
final class Watch {

    private static final long NONE = -1;

    /** What is done when a clock runs out. */
    interface Late {
        void late(String what);
    }

    private final Vertx vertx;
    private final Timeouts timeouts;
    private final Late late;
    private long firstByte = NONE;
    private long whole = NONE;
    private boolean answered;

    Watch(Vertx vertx, Timeouts timeouts, Late late) {
        this.vertx = vertx;
        this.timeouts = timeouts;
        this.late = late;
    }

    void started() {
        whole = start(timeouts.whole(), "the whole exchange");
    }

    /** The upstream is to answer, or to read on, from now. */
    void upstreamOwes() {
        stopFirstByte();
        if (!answered) {
            firstByte = start(timeouts.firstByte(), "the first byte of the answer");
        }
    }

    void upstreamOwesNothing() {
        stopFirstByte();
    }

    void answered() {
        answered = true;
        stopFirstByte();
    }

    void ended() {
        answered();
        if (whole != NONE) {
            vertx.cancelTimer(whole);
            whole = NONE;
        }
    }

    private void stopFirstByte() {
        if (firstByte != NONE) {
            vertx.cancelTimer(firstByte);
            firstByte = NONE;
        }
    }

    private long start(Duration within, String what) {
        return within.isZero() ? NONE : vertx.setTimer(within.toMillis(), due -> late.late(what));
    }
}
