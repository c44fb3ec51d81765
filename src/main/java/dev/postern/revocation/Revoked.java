package dev.postern.revocation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Everything that is revoked now, in this process's memory, so that a request costs a look-up and no I/O: a {@link RevocationStore} keeps it like the shared
 * truth. At most {@link #MAXIMUM}. Any thread.
 */
public final class Revoked {

    /** Revocations held at once. At the bound a new one is refused: the oldest giving way would let somebody in again. */
    public static final int MAXIMUM = 100_000;

    private final Map<Target, Revocation> held = new ConcurrentHashMap<>();
    private final List<Runnable> observers = new CopyOnWriteArrayList<>();

    /** Told after every change, so that what is open can be decided again. Called on whatever thread made the change; must not block or throw. */
    public void observe(Runnable observer) {
        observers.add(observer);
    }

    public Optional<Revocation> find(Target target, Instant now) {
        return held.isEmpty() ? Optional.empty() : Optional.ofNullable(held.get(target)).filter(found -> found.holdsAt(now));
    }

    /** Whether nothing at all is revoked: the ordinary case, which costs a request nothing. */
    public boolean isEmpty() {
        return held.isEmpty();
    }

    public int size() {
        return held.size();
    }

    /** For a store: takes one up. False, and nothing changed, when there is no room. */
    public synchronized boolean add(Revocation revocation) {
        if (held.size() >= MAXIMUM && !held.containsKey(revocation.target())) {
            return false;
        }
        held.put(revocation.target(), revocation);
        observers.forEach(Runnable::run);
        return true;
    }

    /** For a store: lets go of one. */
    public synchronized boolean remove(Target target) {
        boolean was = held.remove(target) != null;
        if (was) {
            observers.forEach(Runnable::run);
        }
        return was;
    }

    /** For a store: what has lapsed goes; how many. */
    public synchronized int sweep(Instant now) {
        int before = held.size();
        held.values().removeIf(revocation -> !revocation.holdsAt(now));
        return before - held.size();
    }

    /** A copy, in the order of their targets, for people. */
    public List<Revocation> list() {
        List<Revocation> all = new ArrayList<>(held.values());
        all.sort(java.util.Comparator.comparing(revocation -> revocation.target().toString()));
        return all;
    }
}
