package dev.postern.redis;

import dev.postern.limit.RateLimit;

/** What one of several replicas may give out of a limit while they cannot count together: its part, at least 1. */
final class Shares {

    private Shares() {}

    static RateLimit of(RateLimit limit, int replicas) {
        return new RateLimit(limit.id() + "|1/" + replicas, limit.name(), of(limit.requests(), replicas), limit.period(), of(limit.burst(), replicas));
    }

    static long of(long amount, int replicas) {
        return Math.max(1, amount / Math.max(1, replicas));
    }
}
