package dev.postern.upstream;

import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/** The connections of one upstream, renewed when our key, the trust or their age demands it. It opens nothing before the first exchange. Safe from any thread. */
final class Generations {

    private static final Logger LOG = Logger.getLogger(Generations.class);

    private final Definition definition;
    private final Pool.Parts parts;
    private final AtomicReference<Generation> current = new AtomicReference<>();
    private volatile boolean retired;

    Generations(Definition definition, Pool.Parts parts) {
        this.definition = definition;
        this.parts = parts;
    }

    /**
     * The generation for a new exchange, already counted in; the caller leaves it exactly once. An exchange of an old configuration may come after the pool was
     * retired: it gets connections that are closed after it.
     */
    Generation enter() {
        while (true) {
            Generation generation = upToDate();
            if (generation.enter()) {
                if (retired) {
                    generation.retire();
                }
                return generation;
            }
            current.compareAndSet(generation, null);
        }
    }

    private Generation upToDate() {
        Generation now = current.get();
        if (now != null && !isOutdated(now.stamp())) {
            return now;
        }
        Generation.Stamp stamp = new Generation.Stamp(parts.credentials().version(), parts.clock().instant());
        Generation next = new Generation(parts, definition, stamp);
        if (!current.compareAndSet(now, next)) {
            next.retire();
            return upToDate();
        }
        if (now != null) {
            replaced(now, stamp);
        }
        return next;
    }

    private boolean isOutdated(Generation.Stamp stamp) {
        return definition.usesTls() && !stamp.credentials().isSame(parts.credentials().version())
                || parts.clock().instant().isAfter(stamp.made().plus(Bounds.GENERATION_LIFE));
    }

    private void replaced(Generation old, Generation.Stamp next) {
        old.retire();
        boolean trustChanged = !old.stamp().credentials().hasSameTrust(next.credentials());
        LOG.infof("upstream=%s event=connections-renewed trust-changed=%s", definition.name(), trustChanged);
        if (trustChanged) {
            parts.vertx().setTimer(Bounds.DISTRUST_GRACE.toMillis(), due -> cutUntrusted(old));
        }
    }

    private void cutUntrusted(Generation old) {
        parts.vertx().executeBlocking(() -> {
            old.cutUntrusted();
            return null;
        }, false);
    }

    /** Notices rotation when no request does; a pool that was never used stays unopened. */
    void sweep() {
        Generation now = current.get();
        if (now != null && isOutdated(now.stamp())) {
            upToDate();
        }
    }

    /** No new exchange will come; what is in flight ends in its own time. */
    void retire() {
        retired = true;
        Generation last = current.get();
        if (last != null) {
            last.retire();
        }
    }

    int connectionsTo(Member member) {
        Generation now = current.get();
        return now == null ? 0 : now.connectionsTo(member);
    }
}
