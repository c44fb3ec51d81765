package dev.postern.automaton;

import java.util.Arrays;

/**
 * Searches for what no finite automaton can find, by trying one way after another as Perl does, within a budget of instructions, of which there are at most {@value #STEPS_FREE} and
 * {@value #STEPS_PER_OCTET} more for each octet of the text, and {@value Frames#LARGEST} numbers on its stack. Immutable.
 */
final class Backtracker {

    static final int STEPS_FREE = 100_000;
    static final int STEPS_PER_OCTET = 32;
    /** For a short match that is not far away. */
    static final int STEPS_NEARBY = 10_000;

    private final Program program;
    private final FirstOctets first;

    Backtracker(Program program) {
        this.program = program;
        first = FirstOctets.of(program);
    }

    /**
     * What a search came to.
     *
     * @param groups start and end by group, −1 if the group or the pattern did not match
     * @param at     where the last attempt began: no match begins before
     */
    record Outcome(Found found, int[] groups, int at) {}

    /** So many instructions may be carried out for a text where there is no other way. */
    static long steps(byte[] in) {
        return STEPS_FREE + (long) STEPS_PER_OCTET * in.length;
    }

    Outcome search(byte[] in, int from, long steps) {
        Attempt attempt = new Attempt(program, in, steps);
        for (int at = first.next(in, from); at <= in.length; at = first.next(in, at + 1)) {
            int end = attempt.run(program.start(), at, Attempt.ANYWHERE);
            if (end == Attempt.EXHAUSTED) {
                return new Outcome(Found.EXHAUSTED, none(), at);
            }
            if (end >= 0) {
                return new Outcome(Found.YES, attempt.groups(), at);
            }
        }
        return new Outcome(Found.NO, none(), in.length);
    }

    private int[] none() {
        int[] none = new int[2 * (program.groups() + 1)];
        Arrays.fill(none, -1);
        return none;
    }
}
