package dev.postern.identity;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Sessions in the memory of this process; a restart ends them all. Any thread.
 *
 * <p>Finding and rotating take no lock. What changes membership or the order of use takes one for a constant time: signing in and out, and moving a
 * used session to the end, which {@link Sessions} asks for at most once in a touch interval for each session.
 */
public final class MemorySessionStore implements SessionStore {

    private final Map<SessionKey, AtomicReference<StoredSession>> live = new ConcurrentHashMap<>();
    private final SessionObserver observer;

    private final ReentrantLock lock = new ReentrantLock();
    /** Longest unused first. Guarded by the lock, as the indexes are. */
    private final LinkedHashMap<SessionKey, AtomicReference<StoredSession>> byUse = new LinkedHashMap<>(16, 0.75f, true);
    private final NavigableMap<String, SessionKey> byName = new TreeMap<>();
    private final SessionIndex byUser = new SessionIndex();
    private final SessionIndex bySubject = new SessionIndex();
    private final SessionIndex byProviderSession = new SessionIndex();

    public MemorySessionStore(SessionObserver observer) {
        this.observer = observer;
    }

    @Override
    public Future<Void> create(StoredSession session, Bounds bounds) {
        List<Session> evicted = new ArrayList<>();
        lock.lock();
        try {
            makeRoom(session.session(), bounds, evicted);
            insert(session);
        } finally {
            lock.unlock();
        }
        evicted.forEach(gone -> observer.ended(gone, SessionEnd.EVICTED));
        return Future.succeededFuture();
    }

    private void makeRoom(Session newcomer, Bounds bounds, List<Session> evicted) {
        List<SessionKey> own = byUser.get(user(newcomer));
        if (own.size() >= bounds.perUser()) {
            own.stream().sorted(Comparator.comparing((SessionKey key) -> live.get(key).get().lastUsed()))
                    .limit(own.size() - bounds.perUser() + 1L).forEach(key -> evicted.add(drop(key)));
        }
        while (byUse.size() >= bounds.maximum()) {
            evicted.add(drop(byUse.firstEntry().getKey()));
        }
    }

    private void insert(StoredSession session) {
        SessionKey key = session.session().key();
        AtomicReference<StoredSession> entry = new AtomicReference<>(session);
        byUse.put(key, entry);
        byName.put(key.value(), key);
        byUser.add(user(session.session()), key);
        subject(session.session()).ifPresent(sub -> bySubject.add(sub, key));
        providerSession(session.session()).ifPresent(sid -> byProviderSession.add(sid, key));
        live.put(key, entry);
    }

    /** Takes a session out everywhere; the lock is held and the session is there. */
    private Session drop(SessionKey key) {
        Session session = live.remove(key).get().session();
        byUse.remove(key);
        byName.remove(key.value());
        byUser.remove(user(session), key);
        subject(session).ifPresent(sub -> bySubject.remove(sub, key));
        providerSession(session).ifPresent(sid -> byProviderSession.remove(sid, key));
        return session;
    }

    @Override
    public Future<Optional<StoredSession>> find(SessionKey key) {
        return Future.succeededFuture(Optional.ofNullable(live.get(key)).map(AtomicReference::get));
    }

    @Override
    public Future<Boolean> replace(StoredSession was, StoredSession is) {
        SessionKey key = was.session().key();
        AtomicReference<StoredSession> entry = live.get(key);
        if (entry == null) {
            return Future.succeededFuture(false);
        }
        StoredSession now = entry.get();
        boolean replaced = now.version() == was.version() && entry.compareAndSet(now, is);
        if (replaced && is.lastUsed().isAfter(was.lastUsed())) {
            moveToEnd(key);
        }
        return Future.succeededFuture(replaced && live.get(key) == entry);
    }

    private void moveToEnd(SessionKey key) {
        lock.lock();
        try {
            byUse.get(key);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Future<Boolean> remove(SessionKey key, SessionEnd why) {
        Optional<Session> gone;
        lock.lock();
        try {
            gone = live.containsKey(key) ? Optional.of(drop(key)) : Optional.empty();
        } finally {
            lock.unlock();
        }
        gone.ifPresent(session -> observer.ended(session, why));
        return Future.succeededFuture(gone.isPresent());
    }

    @Override
    public Future<List<Session>> ofUser(String provider, String name) {
        return Future.succeededFuture(sessions(byUser, new SessionIndex.Term(provider, name)));
    }

    @Override
    public Future<List<Session>> ofProviderSession(String provider, String sid) {
        return Future.succeededFuture(sessions(byProviderSession, new SessionIndex.Term(provider, sid)));
    }

    @Override
    public Future<List<Session>> ofSubject(String provider, String subject) {
        return Future.succeededFuture(sessions(bySubject, new SessionIndex.Term(provider, subject)));
    }

    /** In the order of their keys, which says nothing about anybody. */
    @Override
    public Future<Page> page(Optional<String> next, int most) {
        List<StoredSession> found = new ArrayList<>();
        lock.lock();
        try {
            for (SessionKey key : byName.tailMap(next.orElse(""), false).values()) {
                if (found.size() == most) {
                    return Future.succeededFuture(new Page(found, Optional.of(found.getLast().session().key().value())));
                }
                found.add(live.get(key).get());
            }
        } finally {
            lock.unlock();
        }
        return Future.succeededFuture(new Page(found, Optional.empty()));
    }

    private List<Session> sessions(SessionIndex index, SessionIndex.Term term) {
        lock.lock();
        try {
            return index.get(term).stream().map(key -> live.get(key).get().session()).toList();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Drops sessions that have expired unused, so that they do not wait for someone to ask for them or for the store to fill up. Whoever owns the
     * store calls it on a timer.
     *
     * @param most bound on the work of one call
     * @return how many were dropped
     */
    public int sweep(Instant now, int most) {
        List<Session> expired = new ArrayList<>();
        lock.lock();
        try {
            while (expired.size() < most && !byUse.isEmpty() && !now.isBefore(byUse.firstEntry().getValue().get().expiresAt())) {
                expired.add(drop(byUse.firstEntry().getKey()));
            }
        } finally {
            lock.unlock();
        }
        expired.forEach(gone -> observer.ended(gone, SessionEnd.EXPIRED));
        return expired.size();
    }

    /** Sessions held, for a gauge. */
    public int size() {
        return live.size();
    }

    private static SessionIndex.Term user(Session session) {
        return new SessionIndex.Term(session.user().provider(), session.user().name());
    }

    private static Optional<SessionIndex.Term> subject(Session session) {
        return session.subject().map(sub -> new SessionIndex.Term(session.user().provider(), sub));
    }

    private static Optional<SessionIndex.Term> providerSession(Session session) {
        return session.providerSession().map(sid -> new SessionIndex.Term(session.user().provider(), sid));
    }
}
