package dev.postern.exchange;

import java.util.Objects;

/**
 * A refusal or failure: its stable reason, and a detail for the audit trail alone.
 *
 * @param reason what the client is told
 * @param detail what the audit trail is told; never sent to a client, never contains a secret
 * @param manner how the client is told
 */
public record Denial(Reason reason, String detail, Manner manner) {

    public Denial {
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(detail, "detail");
        Objects.requireNonNull(manner, "manner");
    }

    public static Denial of(Reason reason, String detail) {
        return new Denial(reason, detail, Manner.USUAL);
    }

    public Denial told(Manner how) {
        return new Denial(reason, detail, how);
    }

    /** The same as a failure, to travel through a {@code Future}. */
    public RefusedException asException() {
        return new RefusedException(this);
    }
}
