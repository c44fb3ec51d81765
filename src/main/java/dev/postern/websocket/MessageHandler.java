package dev.postern.websocket;

/** Hears what one side of a WebSocket says, in order, on the thread that feeds the {@link FrameReader}. The arrays are its to keep. */
public interface MessageHandler {

    /** A whole text message. */
    void text(byte[] utf8);

    /** A piece of a binary message, as it comes; may be empty. Control frames may come between two of them. */
    void binary(byte[] piece, Part part);

    /** A piece of a text message that is beyond the limits and passes ({@link Limits.Beyond#PASS}). It need not end between two characters. */
    void uninspected(byte[] piece, Part part);

    void ping(byte[] payload);

    void pong(byte[] payload);

    /** The last it hears. */
    void close(CloseReason reason);
}
