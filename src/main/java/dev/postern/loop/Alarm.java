package dev.postern.loop;

import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;

/**
 * Does something when a deadline is missed. Setting it, moving it and clearing it cost a reading of the clock and a place in an array, so it suits what nearly always happens in
 * time. It is never early, and late by at most {@link Alarms#SOONEST} as long as a loop has a few thousand of them.
 *
 * <p>Confined to its event loop, on which it also goes off.
 */
public final class Alarm {

    private final Alarms alarms;
    private final Runnable action;

    /** By {@link System#nanoTime()}; kept by this class. */
    long due;
    /** Its place among those that are set, -1 without one; kept by {@link Alarms} alone. */
    int seat = -1;

    private Alarm(Alarms alarms, Runnable action) {
        this.alarms = alarms;
        this.action = action;
    }

    /** An alarm that is not set; to be called on {@code loop}. */
    public static Alarm on(EventExecutor loop, Runnable action) {
        return new Alarm(Alarms.of(loop), action);
    }

    /** Goes off when so much time has passed from now, whatever it was set to before. */
    public void in(Duration time) {
        due = System.nanoTime() + time.toNanos();
        alarms.set(this);
    }

    /** Will not go off. */
    public void clear() {
        alarms.clear(this);
    }

    public boolean isSet() {
        return seat >= 0;
    }

    void goOff() {
        action.run();
    }
}
