package dev.postern.upstream;

import dev.postern.exchange.Denial;
import java.util.Objects;

/** A WebSocket ends for something that was said in it. No stack trace: it is no fault. */
final class RefusedConversation extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Denial why;
    private final int closeCode;

    RefusedConversation(Denial why, int closeCode) {
        super(why.reason().code(), null, false, false);
        this.why = Objects.requireNonNull(why);
        this.closeCode = closeCode;
    }

    Denial why() {
        return why;
    }

    /** What both sides are told (RFC 6455 §7.4.1). */
    int closeCode() {
        return closeCode;
    }
}
