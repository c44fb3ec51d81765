package dev.postern.portal;

import dev.postern.identity.SessionEnd;
import dev.postern.identity.SessionKey;
import io.vertx.core.Future;

/** Ends a session. */
@FunctionalInterface
public interface SessionEnding {

    Future<Boolean> end(SessionKey key, SessionEnd why);
}
