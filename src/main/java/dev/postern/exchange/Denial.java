package dev.postern.exchange;

import java.util.Objects;

/**
 * A refusal or failure: its stable reason, a detail for the audit trail alone, and what else the client may know.
 *
 * @param reason what the client is told
 * @param detail what the audit trail is told; never sent to a client, never contains a secret
 * @param told   a sentence for the client besides the reason's advice, which tells an attacker nothing: what kind of data was found; mostly empty
 * @param manner how the client is told
 */
public record Denial(Reason reason, String detail, String told, Manner manner) {

    public Denial {
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(detail, "detail");
        Objects.requireNonNull(told, "told");
        Objects.requireNonNull(manner, "manner");
    }

    public static Denial of(Reason reason, String detail) {
        return new Denial(reason, detail, "", Manner.USUAL);
    }

    public Denial telling(String client) {
        return new Denial(reason, detail, client, manner);
    }

    public Denial by(Manner how) {
        return new Denial(reason, detail, told, how);
    }

    /** The same as a failure, to travel through a {@code Future}. */
    public RefusedException asException() {
        return new RefusedException(this);
    }
}
