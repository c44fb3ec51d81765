package dev.postern.automaton;

/** What a search came to. */
public enum Found {
    NO,
    YES,
    /** The pattern needs backtracking and its budget of steps ran out: it may match, and counts as if it did. */
    EXHAUSTED
}
