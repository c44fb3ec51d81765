package dev.postern.upstream;

import dev.postern.address.CheckedAddress;
import dev.postern.config.UpstreamConfig.OutliersConfig;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * One address of an endpoint: how much it has to do, how it has behaved, and whether requests are sent to it. It counts; {@link Outliers} and {@link HealthChecks} judge.
 * Safe from any thread.
 *
 * <p>Moments are milliseconds of the epoch here, because each request reads them and an {@code Instant} for each would be garbage.
 */
final class Member {

    static final long NEVER = Long.MIN_VALUE;

    private final Endpoint endpoint;
    private final CheckedAddress address;
    private final Conduct conduct;
    private final AtomicInteger open = new AtomicInteger();
    private final LongAdder requests = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final LongAdder retries = new LongAdder();
    private final LongAdder hedges = new LongAdder();
    private volatile long restsUntil = NEVER;
    private volatile long ejectedUntil = NEVER;
    private volatile long wellSince;
    private volatile boolean unhealthy;

    /** @param appeared when it was first seen in a running upstream; {@link Instant#MIN} for those it began with, which need no slow start */
    Member(Endpoint endpoint, CheckedAddress address, OutliersConfig outliers, Instant appeared) {
        this.endpoint = endpoint;
        this.address = address;
        this.conduct = new Conduct(outliers);
        this.wellSince = appeared.equals(Instant.MIN) ? NEVER : appeared.toEpochMilli();
    }

    Endpoint endpoint() {
        return endpoint;
    }

    Origin origin() {
        return endpoint.origin();
    }

    CheckedAddress address() {
        return address;
    }

    Conduct conduct() {
        return conduct;
    }

    /** For the record and the log: the endpoint, and its address where the endpoint is a name. */
    String label() {
        return origin().isHere() ? origin().toString() : origin() + " (" + address + ')';
    }

    void begin() {
        open.incrementAndGet();
        requests.increment();
    }

    void end() {
        open.decrementAndGet();
    }

    int open() {
        return open.get();
    }

    UpstreamStatus.State state(long now) {
        return unhealthy ? UpstreamStatus.State.UNHEALTHY : now < ejectedUntil ? UpstreamStatus.State.EJECTED
                : now < restsUntil ? UpstreamStatus.State.RESTING : UpstreamStatus.State.AVAILABLE;
    }

    /** When its state may change by itself; never when it cannot. */
    long changesAt(long now) {
        long rest = now < restsUntil ? restsUntil : Long.MAX_VALUE;
        return Math.min(rest, now < ejectedUntil ? ejectedUntil : Long.MAX_VALUE);
    }

    /** When it appeared or recovered for the last time. */
    long availableSince() {
        return Math.max(wellSince, Math.max(ejectedUntil, restsUntil));
    }

    void failed() {
        failures.increment();
    }

    void retried() {
        retries.increment();
    }

    void hedged() {
        hedges.increment();
    }

    void restUntil(long until) {
        restsUntil = until;
    }

    void ejectUntil(long until) {
        ejectedUntil = until;
    }

    /** Which ejection it is in, by its end; {@link #NEVER} when it is in none. */
    long ejection(long now) {
        long until = ejectedUntil;
        return now < until ? until : NEVER;
    }

    /** Ends that ejection now. False when it is over, or another one. */
    boolean endEjection(long ejection, long now) {
        boolean lasts = ejection(now) == ejection;
        if (lasts) {
            ejectedUntil = now;
        }
        return lasts;
    }

    /** False when that was known. */
    boolean healthy(long now) {
        boolean news = unhealthy;
        if (news) {
            unhealthy = false;
            wellSince = now;
        }
        return news;
    }

    /** False when that was known. */
    boolean unhealthy() {
        boolean news = !unhealthy;
        unhealthy = true;
        return news;
    }

    UpstreamStatus.EndpointStatus status(int connections, long now) {
        return new UpstreamStatus.EndpointStatus(origin().toString(), address.toString(), state(now), open.get(), connections,
                new UpstreamStatus.Counts(requests.sum(), failures.sum(), retries.sum(), hedges.sum(), conduct.ejections()));
    }
}
