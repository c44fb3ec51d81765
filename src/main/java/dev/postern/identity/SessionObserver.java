package dev.postern.identity;

/** Told when a session ends, so that what is still open on it can be ended too. Called on whatever thread ended it; must not block or throw. */
@FunctionalInterface
public interface SessionObserver {

    void ended(Session session, SessionEnd why);
}
