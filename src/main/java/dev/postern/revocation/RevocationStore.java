package dev.postern.revocation;

import io.vertx.core.Future;

/**
 * Where operators' revocations live; it outlives sessions and configurations. A store keeps {@link #revoked()} like its truth: at once for what is revoked through it, within a second
 * for what another replica revokes.
 *
 * <p>A failed future means the store could not be asked, or has no room: then nothing has been revoked, and whoever asked is told.
 */
public interface RevocationStore {

    /** Revokes, or renews what is revoked. Done when every later request here is refused. */
    Future<Void> revoke(Revocation revocation);

    /** Takes a revocation back; false when there was none. */
    Future<Boolean> lift(Target target);

    /** What is revoked now, without I/O. */
    Revoked revoked();
}
