package dev.postern.trace;

import java.util.concurrent.atomic.LongAdder;

/** What has become of spans since the gateway started, over all configurations. Safe from any thread. */
public final class SpanCounts {

    private final LongAdder sent = new LongAdder();
    private final LongAdder dropped = new LongAdder();
    private volatile boolean failing;

    void sent(long number) {
        sent.add(number);
    }

    void dropped(long number) {
        dropped.add(number);
    }

    void failing(boolean now) {
        failing = now;
    }

    /** Taken by a collector. */
    public long sent() {
        return sent.sum();
    }

    /** Lost: more than could wait, or a collector that did not take them. */
    public long dropped() {
        return dropped.sum();
    }

    /** Whether the collector cannot be reached, or does not take what it is sent. */
    public boolean failing() {
        return failing;
    }
}
