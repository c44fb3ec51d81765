package dev.postern.identity;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/**
 * Keeps sessions; it outlives configurations. A store decides nothing about a session but which one gives way when it is full: {@link Sessions} does
 * the rest.
 *
 * <p>A failed future means the store could not be asked: the request is refused.
 */
public interface SessionStore {

    /**
     * How many sessions are held; the longest unused give way.
     *
     * @param maximum in all
     * @param perUser of one user of one provider
     */
    record Bounds(int maximum, int perUser) {

        public Bounds {
            if (maximum < 1 || perUser < 1) {
                throw new IllegalArgumentException("session bounds must be positive");
            }
        }
    }

    Future<Void> create(StoredSession session, Bounds bounds);

    Future<Optional<StoredSession>> find(SessionKey key);

    /**
     * Replaces {@code was} by {@code is}. False, and nothing changed, when the stored version is not that of {@code was} any more or the session is
     * gone.
     */
    Future<Boolean> replace(StoredSession was, StoredSession is);

    /** Ends a session; the observer is told once. False when it was gone already. */
    Future<Boolean> remove(SessionKey key, SessionEnd why);

    /** The sessions of a user of a provider. */
    Future<List<Session>> ofUser(String provider, String name);

    /** The sessions that rest on one session of a provider ({@code sid}). */
    Future<List<Session>> ofProviderSession(String provider, String sid);

    /** The sessions of whom a provider calls {@code subject} ({@code sub}), which need not be the name we know the user by. */
    Future<List<Session>> ofSubject(String provider, String subject);

    /**
     * Some of all sessions; repeated with each page's {@code next}, all of them: a session that lives from the first page to the last is listed at least once.
     *
     * @param next where the page before ended; empty for the first page
     * @param most a hint at how many; a page never holds more than twice as many, and may hold none while there are others
     */
    Future<Page> page(Optional<String> next, int most);

    /** @param next where the next page begins, a text of the store's own; empty after the last */
    record Page(List<StoredSession> sessions, Optional<String> next) {

        public Page {
            sessions = List.copyOf(sessions);
        }
    }
}
