package dev.postern.websocket;

import java.util.Objects;

/**
 * What is held of a text message until it is whole.
 *
 * @param messageBytes of its UTF-8
 * @param fragments    it may come in
 * @param beyond       what becomes of a message that is larger
 */
public record Limits(int messageBytes, int fragments, Beyond beyond) {

    /** 1 MiB in 4,096 fragments; larger ones end the connection. */
    public static final Limits DEFAULT = new Limits(1 << 20, 4_096, Beyond.REFUSE);

    /** What becomes of a text message beyond the limits. */
    public enum Beyond {
        /** The connection ends with close code 1009. */
        REFUSE,
        /** It passes in pieces that nobody looked into, {@link MessageHandler#uninspected}. */
        PASS
    }

    public Limits {
        Objects.requireNonNull(beyond);
        if (messageBytes < 1 || fragments < 1) {
            throw new IllegalArgumentException("limits of messages must be positive");
        }
    }
}
