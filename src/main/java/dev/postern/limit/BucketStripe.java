package dev.postern.limit;

import io.github.bucket4j.TimeMeter;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/**
 * One stripe of the table: its buckets under one lock. When it is full it is swept of refilled buckets, as seldom as
 * that is useful: a sweep that frees nothing must not be paid for by every newcomer.
 */
final class BucketStripe {

    private static final long SHORTEST_PAUSE_NANOS = 100_000_000L;
    /** Not longer, because a bucket that came after the sweep may refill before all that were there. */
    private static final long LONGEST_PAUSE_NANOS = 2_000_000_000L;

    private final Map<String, TimedBucket> buckets = new HashMap<>();
    private final int room;
    private final TimeMeter meter;
    private final SharedBuckets overflow;
    private long sweptAt;
    private long sweepPause;

    BucketStripe(int room, TimeMeter meter, SharedBuckets overflow) {
        this.room = room;
        this.meter = meter;
        this.overflow = overflow;
    }

    Taken take(String name, RateLimit limit) {
        synchronized (this) {
            TimedBucket bucket = find(name, limit);
            if (bucket != null) {
                return new Taken(bucket.take(), () -> giveBack(bucket));
            }
        }
        return overflow.take(limit);
    }

    synchronized int size() {
        return buckets.size();
    }

    private synchronized void giveBack(TimedBucket bucket) {
        bucket.giveBack();
    }

    private TimedBucket find(String name, RateLimit limit) {
        TimedBucket known = buckets.get(name);
        if (known != null || !hasRoom()) {
            return known;
        }
        TimedBucket fresh = new TimedBucket(limit, meter);
        buckets.put(name, fresh);
        return fresh;
    }

    private boolean hasRoom() {
        if (buckets.size() >= room && meter.currentTimeNanos() - sweptAt >= sweepPause) {
            sweep();
        }
        return buckets.size() < room;
    }

    private void sweep() {
        long soonest = Long.MAX_VALUE;
        Iterator<TimedBucket> each = buckets.values().iterator();
        while (each.hasNext()) {
            long left = each.next().nanosUntilFull();
            if (left <= 0) {
                each.remove();
            } else {
                soonest = Math.min(soonest, left);
            }
        }
        sweptAt = meter.currentTimeNanos();
        sweepPause = Math.clamp(soonest, SHORTEST_PAUSE_NANOS, LONGEST_PAUSE_NANOS);
    }
}
