package dev.postern.automaton;

/** A pattern that cannot be used: its syntax is wrong, it is too large, or it asks for what cannot be bounded. */
public final class InvalidPatternException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final int position;

    InvalidPatternException(int position, String reason) {
        super("at character " + (position + 1) + ": " + reason);
        this.position = position;
    }

    /** Where in the pattern, counted from 0; at most its length. */
    public int position() {
        return position;
    }
}
