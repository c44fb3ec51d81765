package dev.postern.operator;

/** An operator that there is not, that is not supported, or whose argument is wrong. The message is one sentence; the hint says what was expected, or why, and may be empty. */
public final class InvalidOperatorException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String hint;

    public InvalidOperatorException(String message, String hint) {
        super(message);
        this.hint = hint;
    }

    public String hint() {
        return hint;
    }
}
