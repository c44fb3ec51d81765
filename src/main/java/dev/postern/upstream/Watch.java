package dev.postern.upstream;

import dev.postern.config.UpstreamConfig.Timeouts;
import dev.postern.loop.Alarm;
import io.vertx.core.Context;
import io.vertx.core.impl.ContextInternal;
import java.time.Duration;

/**
 * The two clocks of one exchange. The first-byte clock runs only while the upstream owes us something: when the whole request has been sent, and while it does not read
 * what we send; never while we wait for the client, and never after the answer's head. The whole clock runs from the start to the end.
 */
final class Watch {

    /** What is done when a clock runs out. */
    interface Late {
        void late(String what);
    }

    private final Timeouts timeouts;
    private final Alarm firstByte;
    private final Alarm whole;
    private boolean answered;

    /** On the event loop of {@code context}, in which {@code late} is called. */
    Watch(Context context, Timeouts timeouts, Late late) {
        ContextInternal here = (ContextInternal) context;
        this.timeouts = timeouts;
        this.firstByte = Alarm.on(here.nettyEventLoop(), () -> here.emit("the first byte of the answer", late::late));
        this.whole = Alarm.on(here.nettyEventLoop(), () -> here.emit("the whole exchange", late::late));
    }

    void started() {
        start(whole, timeouts.whole());
    }

    /** The upstream is to answer, or to read on, from now. */
    void upstreamOwes() {
        firstByte.clear();
        if (!answered) {
            start(firstByte, timeouts.firstByte());
        }
    }

    void upstreamOwesNothing() {
        firstByte.clear();
    }

    void answered() {
        answered = true;
        firstByte.clear();
    }

    void ended() {
        answered();
        whole.clear();
    }

    private static void start(Alarm alarm, Duration within) {
        if (!within.isZero()) {
            alarm.in(within);
        }
    }
}
