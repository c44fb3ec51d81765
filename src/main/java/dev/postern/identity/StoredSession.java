package dev.postern.identity;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A session as a store keeps it: immutable, replaced whole, so that a shared store needs nothing but compare-and-set.
 *
 * @param session      what the rest of the gateway sees
 * @param ids          the secrets that open it, as hashes
 * @param lastUsed     to the precision of {@link Sessions}' touch
 * @param expiresAt    when a store may drop it
 * @param refreshAfter no attempt to renew its tokens before this, after one has failed
 * @param renewing     until when the attempt of a replica to renew its tokens counts, so that no other asks meanwhile
 * @param version      of this state; each change adds one
 */
public record StoredSession(
        Session session, SessionIds ids, Instant lastUsed, Instant expiresAt, Instant refreshAfter, Optional<Instant> renewing, long version) {

    public StoredSession {
        Objects.requireNonNull(session, "session");
        Objects.requireNonNull(ids, "ids");
        Objects.requireNonNull(lastUsed, "lastUsed");
        Objects.requireNonNull(expiresAt, "expiresAt");
        Objects.requireNonNull(refreshAfter, "refreshAfter");
        Objects.requireNonNull(renewing, "renewing");
    }

    /** One that nobody is renewing. */
    public StoredSession(Session session, SessionIds ids, Instant lastUsed, Instant expiresAt, Instant refreshAfter, long version) {
        this(session, ids, lastUsed, expiresAt, refreshAfter, Optional.empty(), version);
    }

    StoredSession with(SessionIds newIds) {
        return new StoredSession(session, newIds, lastUsed, expiresAt, refreshAfter, renewing, version + 1);
    }

    StoredSession used(Instant now, Instant newExpiry) {
        return new StoredSession(session, ids, now, newExpiry, refreshAfter, renewing, version + 1);
    }

    StoredSession renewed(Principal.User user, SessionTokens tokens) {
        return new StoredSession(session.renewed(user, tokens), ids, lastUsed, expiresAt, refreshAfter, version + 1);
    }

    StoredSession renewing(Instant until) {
        return new StoredSession(session, ids, lastUsed, expiresAt, refreshAfter, Optional.of(until), version + 1);
    }

    StoredSession refreshingAfter(Instant when) {
        return new StoredSession(session, ids, lastUsed, expiresAt, when, version + 1);
    }
}
