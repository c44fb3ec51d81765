package dev.postern.revocation;

import io.vertx.core.Future;
import java.time.Instant;

/** Remembers what may be used once, such as the {@code jti} of a logout token, until it would be refused for its age anyway. */
public interface ReplayCache {

    /**
     * Takes an id.
     *
     * @param id    within its {@code scope}; any length, a store may keep a hash of it
     * @param until when it need not be remembered any more
     * @return true for the first who asks, false for everybody after; fails when the store cannot be asked or has no room, and then the bearer of the id is refused
     */
    Future<Boolean> first(String scope, String id, Instant until);

    /** Gives an id back whose use came to nothing, so that its bearer may try again. Fails when the store cannot be asked; then it stays used until its time. */
    Future<Void> giveBack(String scope, String id);
}
