package dev.postern.websocket;

/** Hears what one side of a WebSocket says, in order, on the thread that feeds the {@link FrameReader}. The arrays are its to keep. */
public interface MessageHandler {

    /** A whole message; the payload of a text is UTF-8. */
    void message(Kind kind, byte[] payload);

    /** A piece of a message that is beyond the limits and passes ({@link Limits.Beyond#PASS}); may be empty. A text need not be cut between two characters. Control frames may come between two pieces. */
    void passing(Kind kind, byte[] piece, Part part);

    void ping(byte[] payload);

    void pong(byte[] payload);

    /** The last it hears. */
    void close(CloseReason reason);
}
