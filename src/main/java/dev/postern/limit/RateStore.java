package dev.postern.limit;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;

/**
 * Where token buckets live: in this process, or shared by several. Any thread; never blocks. A failed future refuses the request: a store that cannot be asked
 * admits nobody.
 */
public interface RateStore {

    /**
     * Takes one token from every bucket, or from none: one round trip.
     *
     * @return the balance of each bucket, in the order of {@code draws}
     */
    Future<List<Balance>> take(List<Draw> draws);

    /** A bucket: the limit, and whose it is. */
    record Draw(RateLimit limit, String key) {}

    /**
     * A bucket after the draw.
     *
     * @param remaining tokens left
     * @param reset     until the bucket is full again
     * @param until     zero when this bucket had a token; else until it has one
     */
    record Balance(long remaining, Duration reset, Duration until) {

        boolean had() {
            return until.isZero();
        }
    }
}
