package dev.postern.protection;

/** What became of a value that was to be protected. */
public sealed interface Protection {

    /** The text that stands in its place. */
    record Given(String text) implements Protection {}

    /** It cannot be protected this way. Whoever asked masks it or refuses the message; it is never passed on as it is. */
    record Unfit(Why why) implements Protection {}

    /** Why a value is unfit; none of it tells anything of the value. */
    enum Why {
        /** Fewer than a million values of this form exist, so that a token could be found by trying (NIST SP 800-38G §5.1). */
        TOO_SHORT,
        /** Longer than what is found on the way back. */
        TOO_LONG,
        /** A letter or digit that the alphabet does not have would stand there in the clear, or the text is no Unicode. */
        ALPHABET,
        /** The check digit does not hold, so that it is no card. */
        CHECK_DIGIT
    }
}
