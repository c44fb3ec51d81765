package dev.postern.limit;

/** How hard pressed the gateway is: written by {@link OverloadMonitor}, read for each connection and each request. Any thread. */
public final class Pressure {

    /** From the mildest measure to the hardest; each includes those before it. */
    public enum Level {
        /** Nobody is turned away. */
        NONE,
        /** Requests of nobody known are refused, signing in with them. */
        NEWCOMERS,
        /** New connections are closed before TLS. */
        CONNECTIONS,
        /** Every request is refused. */
        ALL;

        public boolean turnsAway(Level measure) {
            return compareTo(measure) >= 0;
        }
    }

    private volatile Level level = Level.NONE;

    public Level level() {
        return level;
    }

    void level(Level now) {
        level = now;
    }
}
