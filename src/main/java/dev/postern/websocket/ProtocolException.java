package dev.postern.websocket;

/** A peer does not keep to RFC 6455, or not to the bounds here. The message never quotes it. No stack trace: it is no fault. */
public final class ProtocolException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int closeCode;

    ProtocolException(int closeCode, String message) {
        super("websocket: " + message, null, false, false);
        this.closeCode = closeCode;
    }

    /** What both sides are to be told (RFC 6455 §7.4.1): 1002, 1007 or 1009. */
    public int closeCode() {
        return closeCode;
    }

    static void require(boolean holds, int closeCode, String otherwise) throws ProtocolException {
        if (!holds) {
            throw new ProtocolException(closeCode, otherwise);
        }
    }
}
