package dev.postern.redis;

import dev.postern.redis.StoredRevocations.Stored;
import dev.postern.revocation.Revoked;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Revocations in the server that do not open here, so that nobody here knows whom they revoke: sealed under a key that is not configured, or not by a replica at all. At most as
 * many are kept as there can be. Confined to one event loop, but for {@link #count()}.
 */
final class Unopened {

    private static final Logger LOG = Logger.getLogger(Unopened.class);

    private final Map<String, Stored> unopened = new HashMap<>();
    private boolean news;
    private boolean logged;
    private volatile int count;

    void add(Stored one) {
        if (unopened.size() < Revoked.MAXIMUM || unopened.containsKey(one.field())) {
            unopened.put(one.field(), one);
            news = true;
        }
    }

    void remove(String field) {
        unopened.remove(field);
    }

    Optional<Stored> find(String field) {
        return Optional.ofNullable(unopened.get(field));
    }

    boolean isEmpty() {
        return unopened.isEmpty();
    }

    void clear() {
        unopened.clear();
    }

    /** Whether any has come since this was asked last. */
    boolean news() {
        boolean was = news;
        news = false;
        return was;
    }

    void sweep(Instant now) {
        unopened.values().removeIf(one -> one.lapses() <= now.toEpochMilli());
    }

    /** Counts them, and says once that there are some, and once that there are none any more. */
    void tell(String effect) {
        count = unopened.size();
        if (logged == unopened.isEmpty()) {
            logged = !logged;
            if (logged) {
                LOG.warnf("event=revocations-unopened count=%d cause=\"sealed under a key that is not configured here, or altered\" effect=\"%s\"", count, effect);
            } else {
                LOG.info("event=revocations-opened");
            }
        }
    }

    /** As last counted. */
    int count() {
        return count;
    }
}
