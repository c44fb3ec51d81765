package dev.postern.dlp;

import dev.postern.protection.Mask;

/** What becomes of what was found. */
sealed interface Treatment {

    /** It goes on record, and stays as it is. */
    record Reported() implements Treatment {}

    record Masked(Mask mask) implements Treatment {}

    /** A token takes its place. */
    record Tokenised(TokenForms forms) implements Treatment {}

    /** An envelope takes its place. */
    record Sealed(Envelopes envelopes) implements Treatment {}

    /** The message is refused. */
    record Blocked() implements Treatment {}

    /** Whether a message that holds it does not pass as it came. */
    default boolean intervenes() {
        return !(this instanceof Reported);
    }
}
