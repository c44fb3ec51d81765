package dev.postern.inspect;

import io.vertx.core.Future;

/**
 * Looks into the messages of one upgraded connection, a WebSocket (RFC 6455), in both directions. Whoever relays them knows nothing of what is looked for, and this nothing of frames.
 * Called on the event loop of the exchange, one call at a time for each direction: the next comes when the future of the last is done, and until then that direction stands still. CPU work
 * over a millisecond belongs on a bounded pool.
 */
public interface MessageExamination {

    /** What a message is said to be: text is UTF-8, binary is anything. */
    enum Kind { TEXT, BINARY }

    /** What becomes of a message that is larger than what is held. */
    enum Beyond {
        /** The connection ends. */
        REFUSE,
        /** It passes without having been looked into. */
        PASS
    }

    /**
     * How far messages of one direction are looked into.
     *
     * @param messageBytes held of one message; 0 when none is looked into
     */
    record Reach(int messageBytes, Beyond beyond) {

        public static final Reach NONE = new Reach(0, Beyond.PASS);

        public Reach {
            if (messageBytes < 0) {
                throw new IllegalArgumentException("messageBytes must not be negative");
            }
        }
    }

    /** Asked once for each direction. */
    Reach reach(Direction direction);

    /**
     * One whole message.
     *
     * @param octets not to be changed; at most what {@link #reach} says
     * @return {@link Verdict.Release}, {@link Verdict.Replace} with what is sent in its place, of the same kind, or {@link Verdict.Deny}, which ends the connection. A message is all there
     *         is, so {@link Verdict.Hold} is not allowed. May be completed on any thread
     */
    Future<Verdict> examine(Direction direction, Kind kind, byte[] octets);

    /** A message was larger than {@link #reach} says: it passed unseen, or ended the connection. */
    void unread(Direction direction, String why);
}
