package dev.postern.redis;

import dev.postern.identity.Session;
import dev.postern.identity.SessionKey;
import dev.postern.identity.StoredSession;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sessions that this replica has lately seen alive, and those it knows to have ended; the first to be found without the server for a moment, the others
 * not to be believed again whatever is stored. Each holds {@value #MOST} at most, the oldest give way. Confined to the link's event loop.
 */
final class Recent {

    private static final int MOST = 10_000;

    private record Seen(StoredSession session, Instant at) {}

    private final Map<SessionKey, Seen> alive = bounded();
    private final Map<SessionKey, Boolean> ended = bounded();
    private final Duration grace;

    Recent(Duration grace) {
        this.grace = grace;
    }

    private static <V> Map<SessionKey, V> bounded() {
        return new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<SessionKey, V> eldest) {
                return size() > MOST;
            }
        };
    }

    void seen(StoredSession session, Instant now) {
        alive.remove(session.session().key());
        alive.put(session.session().key(), new Seen(session, now));
    }

    /** The server has no such session: it is not used any more, but known still, so that whatever rests on it can be told why it ended. */
    void doubt(SessionKey key) {
        alive.computeIfPresent(key, (same, seen) -> new Seen(seen.session, Instant.EPOCH));
    }

    /** Whether this is news. */
    boolean end(SessionKey key) {
        alive.remove(key);
        return ended.put(key, true) == null;
    }

    boolean hasEnded(SessionKey key) {
        return ended.containsKey(key);
    }

    /**
     * As it was when the server last vouched for it, if that is not too long ago; a clock that was set back vouches for nothing. It is not to be renewed at its provider, whose new
     * tokens could not be kept.
     */
    Optional<StoredSession> usable(SessionKey key, Instant now) {
        return Optional.ofNullable(alive.get(key)).filter(seen -> !now.isBefore(seen.at) && now.isBefore(seen.at.plus(grace)))
                .map(seen -> notRenewed(seen.session, now.plus(grace)));
    }

    private static StoredSession notRenewed(StoredSession was, Instant before) {
        Instant after = was.refreshAfter().isAfter(before) ? was.refreshAfter() : before;
        return new StoredSession(was.session(), was.ids(), was.lastUsed(), was.expiresAt(), after, was.renewing(), was.version());
    }

    Optional<Session> session(SessionKey key) {
        return Optional.ofNullable(alive.get(key)).map(seen -> seen.session.session());
    }

    List<SessionKey> keys() {
        return List.copyOf(alive.keySet());
    }
}
