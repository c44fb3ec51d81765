package dev.postern.identity;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Which secrets open a session, as hashes, and how they replace each other.
 *
 * <p>A successor is handed out when rotation is due; the current secret stays good until the successor comes back for the first time, and
 * {@link #GRACE} longer for the requests that were under way. Counting from the first use and not from the issue keeps a session alive when an answer
 * is slow or lost. A secret that is none of these was replaced long ago, or guessed by someone who has seen a cookie: either way it is stolen.
 *
 * @param current   opens the session
 * @param since     when it began to
 * @param successor handed out, not yet seen
 * @param retired   the one before
 */
public record SessionIds(IdHash current, Instant since, Optional<Successor> successor, Optional<Retired> retired) {

    /** How long a replaced secret is still good for parallel requests. */
    static final Duration GRACE = Duration.ofSeconds(30);

    public record Successor(IdHash id, String salt) {}

    public record Retired(IdHash id, Instant until) {}

    enum Standing { CURRENT, SUCCESSOR, RETIRED, DEAD }

    static SessionIds of(SessionId id, Instant now) {
        return new SessionIds(id.hash(), now, Optional.empty(), Optional.empty());
    }

    Standing standing(IdHash presented, Instant now) {
        if (presented.matches(current)) {
            return Standing.CURRENT;
        }
        if (successor.isPresent() && presented.matches(successor.get().id())) {
            return Standing.SUCCESSOR;
        }
        boolean inGrace = retired.isPresent() && presented.matches(retired.get().id()) && now.isBefore(retired.get().until());
        return inGrace ? Standing.RETIRED : Standing.DEAD;
    }

    boolean due(Duration rotate, Instant now) {
        return successor.isEmpty() && !now.isBefore(since.plus(rotate));
    }

    /** With a successor to {@code presented}, which must be the current secret. */
    SessionIds succeeding(SessionId presented) {
        String salt = SessionId.nextSalt();
        return new SessionIds(current, since, Optional.of(new Successor(presented.successor(salt).hash(), salt)), retired);
    }

    /** The successor has come back: it is the current secret now. */
    SessionIds confirmed(Instant now) {
        return new SessionIds(successor.orElseThrow().id(), now, Optional.empty(), Optional.of(new Retired(current, now.plus(GRACE))));
    }
}
