package dev.postern.websocket;

import java.util.Objects;

/**
 * What is held of a message until it is whole.
 *
 * @param messageBytes of its payload, in however many fragments; 0 to hold nothing
 * @param beyond       what becomes of a message that is larger
 */
public record Limits(int messageBytes, Beyond beyond) {

    /** What becomes of a message beyond the limits. */
    public enum Beyond {
        /** The connection ends with close code 1009. */
        REFUSE,
        /** It passes in pieces, {@link MessageHandler#passing}. */
        PASS
    }

    public Limits {
        Objects.requireNonNull(beyond);
        if (messageBytes < 0) {
            throw new IllegalArgumentException("a limit of messages must not be negative");
        }
    }
}
