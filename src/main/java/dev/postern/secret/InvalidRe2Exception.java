package dev.postern.secret;

/** A pattern that is not of RE2's syntax, or asks for what is not supported. */
final class InvalidRe2Exception extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    /** @param at where in the pattern, counted from 0 */
    InvalidRe2Exception(int at, String reason) {
        super("at character " + (at + 1) + " of the pattern: " + reason);
    }
}
