package dev.postern.automaton;

/** How often something is repeated. */
record Quantifier(int min, int max) {

    static final int UNBOUNDED = -1;
    /** PCRE's bound for a number in braces. */
    static final int LARGEST = 65_535;
}
