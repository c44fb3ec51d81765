package dev.postern.limit;

import io.github.bucket4j.TimeMeter;
import io.vertx.core.Future;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/**
 * Token buckets in this process, {@value #MAX_BUCKETS} of them at most. They are spread over stripes, each with a lock of its own held for well under a microsecond.
 *
 * <p>A bucket that has refilled is as good as none, so those give way first. When a stripe holds nothing but buckets in use, newcomers share one bucket for each limit until
 * some have refilled: an attacker who fills the table with made-up keys makes life hard for newcomers, and opens nothing.
 *
 * <p>Taking is take, then give back: a request that its second limit refuses gets its token back from the first, and for that moment another request may be refused which
 * would otherwise have passed. It never errs the other way.
 *
 * <p>Time comes from a monotonic meter: setting the wall clock neither fills nor starves anybody.
 */
public final class MemoryRateStore implements RateStore {

    static final int MAX_BUCKETS = 100_000;
    private static final int STRIPES = 64;

    private final BucketStripe[] stripes = new BucketStripe[STRIPES];
    private final SharedBuckets overflow;
    /** Secret, so that nobody can choose keys that fall into one stripe. */
    private final long seed = new SecureRandom().nextLong() | 1;

    public MemoryRateStore() {
        this(TimeMeter.SYSTEM_NANOTIME, MAX_BUCKETS);
    }

    /** With another clock, and room for {@code maxBuckets}, at least one for each of the 64 stripes. */
    public MemoryRateStore(TimeMeter meter, int maxBuckets) {
        overflow = new SharedBuckets(meter);
        int room = Math.max(1, maxBuckets / STRIPES);
        for (int i = 0; i < STRIPES; i++) {
            stripes[i] = new BucketStripe(room, meter, overflow);
        }
    }

    @Override
    public Future<List<Balance>> take(List<Draw> draws) {
        List<Taken> all = new ArrayList<>(draws.size());
        boolean everyBucketHad = true;
        for (Draw draw : draws) {
            Taken taken = take(draw);
            everyBucketHad &= taken.balance().had();
            all.add(taken);
        }
        if (!everyBucketHad) {
            all.replaceAll(Taken::givenBack);
        }
        return Future.succeededFuture(all.stream().map(Taken::balance).toList());
    }

    Taken take(Draw draw) {
        String name = draw.limit().id() + '\n' + draw.key();
        return stripes[stripe(name)].take(name, draw.limit());
    }

    /** Buckets held now, shared ones aside; for metrics. */
    public int buckets() {
        int sum = 0;
        for (BucketStripe stripe : stripes) {
            sum += stripe.size();
        }
        return sum;
    }

    /** How many draws went to a shared bucket because the table was full; for metrics, and a reason to look. */
    public long overflowed() {
        return overflow.drawn();
    }

    private int stripe(String name) {
        long hash = seed;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * seed;
            hash ^= hash >>> 29;
        }
        return (int) (hash >>> 58);
    }
}
