package dev.postern.secret;

import dev.postern.automaton.BytePattern;
import java.util.Set;

/**
 * A pattern as it is held against text where it may match. Compiled when it is first needed: of hundreds of rules a gateway needs a few. That it can be compiled is known before, from
 * {@link #MOST_STEPS} and {@link #LONGEST}, which keep within the bounds of {@link BytePattern}. For any thread.
 */
final class Exact {

    /** With repeats written out. */
    static final int MOST_STEPS = 20_000;
    /** As it is written for {@link BytePattern}. */
    static final int LONGEST = 100_000;
    static final int MOST_GROUPS = 500;

    private final Part part;
    private volatile BytePattern compiled;

    /** @throws IllegalArgumentException if it is too large */
    Exact(Part part) {
        this.part = part;
        if (part.steps() > MOST_STEPS || part.groups() > MOST_GROUPS || part.written().length() > LONGEST) {
            throw new IllegalArgumentException("the pattern is too large: with its repeats written out it has more than " + MOST_STEPS + " steps, or more than " + MOST_GROUPS + " groups");
        }
    }

    /** See {@link BytePattern#captures(byte[], int)}. */
    int[] captures(byte[] in, int from) {
        BytePattern pattern = compiled;
        if (pattern == null) {
            pattern = BytePattern.compile(part.written(), Set.of());
            compiled = pattern;
        }
        return pattern.captures(in, from);
    }
}
