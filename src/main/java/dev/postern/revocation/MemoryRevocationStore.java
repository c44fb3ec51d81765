package dev.postern.revocation;

import io.vertx.core.Future;
import java.time.Instant;

/** Revocations of this process alone; a restart forgets them. Whoever owns it sweeps it on a timer. Any thread. */
public final class MemoryRevocationStore implements RevocationStore {

    private final Revoked revoked = new Revoked();

    @Override
    public Future<Void> revoke(Revocation revocation) {
        return revoked.add(revocation) ? Future.succeededFuture() : Future.failedFuture("no room for more than " + Revoked.MAXIMUM + " revocations");
    }

    @Override
    public Future<Boolean> lift(Target target) {
        return Future.succeededFuture(revoked.remove(target));
    }

    @Override
    public Revoked revoked() {
        return revoked;
    }

    public int sweep(Instant now) {
        return revoked.sweep(now);
    }
}
