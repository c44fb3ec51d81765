package dev.postern.loop;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.FastThreadLocal;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * The alarms of one event loop that are set. One task looks at all of them when the earliest it knew of is due: an exchange that ends in time costs the loop's own queue of tasks
 * nothing. Looking takes at most a hundredth of the loop's time, however many there are.
 */
final class Alarms {

    /** The shortest time between two looks. */
    static final Duration SOONEST = Duration.ofMillis(10);

    /** So many times as long as a look took, the next one waits. */
    private static final int REST_FOR_EACH = 100;

    private static final Logger LOG = Logger.getLogger(Alarms.class);

    /** By event loop; a thread of an event loop has one entry, the thread of a test may have several. */
    private static final FastThreadLocal<Map<EventExecutor, Alarms>> HERE = new FastThreadLocal<>() {
        @Override
        protected Map<EventExecutor, Alarms> initialValue() {
            return new IdentityHashMap<>(1);
        }
    };

    private final EventExecutor loop;
    private Alarm[] set = new Alarm[64];
    private int count;
    private long restUntil = System.nanoTime();
    private ScheduledFuture<?> look;
    /** What the look is for; it may have to rest first. */
    private long wanted;

    private Alarms(EventExecutor loop) {
        this.loop = loop;
    }

    static Alarms of(EventExecutor loop) {
        Map<EventExecutor, Alarms> here = HERE.get();
        Alarms known = here.get(loop);
        if (known == null) {
            known = new Alarms(loop);
            here.put(loop, known);
        }
        return known;
    }

    void set(Alarm alarm) {
        if (alarm.seat < 0) {
            if (count == set.length) {
                set = Arrays.copyOf(set, 2 * count);
            }
            alarm.seat = count;
            set[count++] = alarm;
        }
        if (look == null || alarm.due - wanted < 0) {
            lookAt(alarm.due);
        }
    }

    void clear(Alarm alarm) {
        if (alarm.seat >= 0) {
            Alarm last = set[--count];
            set[alarm.seat] = last;
            last.seat = alarm.seat;
            set[count] = null;
            alarm.seat = -1;
        }
    }

    private void lookAt(long due) {
        if (look != null) {
            look.cancel(false);
        }
        wanted = due;
        long now = System.nanoTime();
        look = loop.schedule(this::look, Math.max(restUntil - now, due - now), TimeUnit.NANOSECONDS);
    }

    /** From the last to the first: the gap that a clearing leaves is filled with one that has been looked at, or that was set meanwhile and has seen to its own look. */
    private void look() {
        look = null;
        long now = System.nanoTime();
        long earliest = Long.MAX_VALUE; // nanoseconds from now
        for (int at = count - 1; at >= 0; at = Math.min(at, count) - 1) {
            Alarm alarm = set[at];
            if (alarm.due - now <= 0) {
                clear(alarm);
                goOff(alarm);
            } else {
                earliest = Math.min(earliest, alarm.due - now);
            }
        }
        long looked = System.nanoTime();
        restUntil = looked + Math.max(SOONEST.toNanos(), REST_FOR_EACH * (looked - now));
        if (earliest != Long.MAX_VALUE && (look == null || now + earliest - wanted < 0)) {
            lookAt(now + earliest);
        }
    }

    private static void goOff(Alarm alarm) {
        try {
            alarm.goOff();
        } catch (RuntimeException broken) {
            LOG.errorf(broken, "event=alarm-failed");
        }
    }
}
