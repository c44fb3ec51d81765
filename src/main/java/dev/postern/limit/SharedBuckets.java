package dev.postern.limit;

import io.github.bucket4j.TimeMeter;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One bucket for each limit, shared by all who found the table full. There are as many as limits configured; those of definitions that are gone are dropped, once
 * refilled, when a new one is made.
 */
final class SharedBuckets {

    private final Map<String, TimedBucket> buckets = new HashMap<>();
    private final AtomicLong drawn = new AtomicLong();
    private final TimeMeter meter;

    SharedBuckets(TimeMeter meter) {
        this.meter = meter;
    }

    synchronized Taken take(RateLimit limit) {
        drawn.incrementAndGet();
        TimedBucket bucket = buckets.get(limit.id());
        if (bucket == null) {
            buckets.values().removeIf(known -> known.nanosUntilFull() <= 0);
            bucket = new TimedBucket(limit, meter);
            buckets.put(limit.id(), bucket);
        }
        TimedBucket found = bucket;
        return new Taken(found.take(), () -> giveBack(found));
    }

    long drawn() {
        return drawn.get();
    }

    private synchronized void giveBack(TimedBucket bucket) {
        bucket.giveBack();
    }
}
