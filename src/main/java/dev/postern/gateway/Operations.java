package dev.postern.gateway;

import dev.postern.identity.Session;
import dev.postern.identity.SessionEnd;
import dev.postern.identity.SessionKey;
import dev.postern.identity.SessionStore;
import dev.postern.revocation.Revocation;
import dev.postern.revocation.Target;
import io.vertx.core.Future;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** What an operator does to a running gateway. Any thread; a failed future means that a store could not be asked, and nothing is known to have changed. */
public final class Operations {

    private final Stores stores;
    private final Supplier<Snapshot> current;
    private final Recorder recorder;
    private final IntSupplier open;

    Operations(Stores stores, Supplier<Snapshot> current, Recorder recorder, IntSupplier open) {
        this.stores = stores;
        this.current = current;
        this.recorder = recorder;
        this.open = open;
    }

    public Future<SessionStore.Page> sessions(Optional<String> next, int most) {
        return stores.sessions().page(next, most);
    }

    public Future<List<Session>> sessionsOf(String provider, String name) {
        return stores.sessions().ofUser(provider, name);
    }

    public Future<Boolean> endSession(SessionKey key) {
        return stores.sessions().remove(key, SessionEnd.REVOKED);
    }

    /** Ends every session of a user, who may sign in again; how many. */
    public Future<Integer> endSessionsOf(String provider, String name) {
        return current.get().authenticator().sessions().endUser(provider, name, SessionEnd.REVOKED);
    }

    /** From here on its target is refused, and what is open on it ends. */
    public Future<Void> revoke(Revocation revocation) {
        return stores.revocations().revoke(revocation);
    }

    public Future<Boolean> lift(Target target) {
        return stores.revocations().lift(target);
    }

    public List<Revocation> revoked() {
        return stores.revocations().revoked().list();
    }

    /** Whether what is done can be recorded. */
    public boolean recordable() {
        return recorder.accepting();
    }

    /**
     * What an operator asked for.
     *
     * @param who     once that was proved
     * @param address from where
     * @param target  path and query, which hold no secret
     * @param status  what came of it
     */
    public record Action(Operator who, InetAddress address, String method, String target, int status) {}

    /** Into the same chain as everything else. */
    public void record(Action action) {
        recorder.record(action, current.get().version());
    }

    /** Exchanges that have a permit and are not over. */
    public int open() {
        return open.getAsInt();
    }
}
