package dev.postern.automaton;

/**
 * A pattern, or several, as instructions for a non-deterministic automaton. Immutable.
 *
 * @param op what each does
 * @param next where each goes on; of a fork the way to be preferred
 * @param argument by instruction: index of a set, the other way of a fork, a slot, an assertion, a pattern's number
 * @param sets what {@link #SET} refers to
 * @param looks what {@link #LOOK} refers to
 * @param start where it begins
 * @param groups capturing groups without the whole
 * @param exits by loop that {@link #MARK} and {@link #PROGRESS} refer to: where it goes on behind it
 */
record Program(byte[] op, int[] next, int[] argument, ByteSet[] sets, Look[] looks, int start, int groups, int[] exits) {

    /** Takes one octet of a set. */
    static final byte SET = 0;
    static final byte FORK = 1;
    /** Notes where it is in a slot. */
    static final byte SAVE = 2;
    static final byte ASSERT = 3;
    /** Pattern found, or the end of what stands inside a look or an atomic group. */
    static final byte MATCH = 4;
    /** Notes where an iteration of a loop begins. */
    static final byte MARK = 5;
    /** Behind an iteration: leaves the loop if it took nothing. */
    static final byte PROGRESS = 6;
    static final byte LOOK = 7;
    static final byte REFERENCE = 8;
    /** The same with letters of either case. */
    static final byte REFERENCE_IGNORING_CASE = 9;
    /** Runs the argument's program counter to its match and goes on there for good. */
    static final byte ATOMIC = 10;
    /** Fails. */
    static final byte FAIL = 11;
    /** A fork at the end of a greedy repeat of what may take nothing: whoever comes here again at the same place leaves it. */
    static final byte LOOP = 12;
    /** The same of a lazy one, which was left before. */
    static final byte LAZY_LOOP = 13;

    /** Of instructions. */
    static final int LARGEST = 1 << 16;

    /**
     * A part that is tried for itself.
     *
     * @param from first instruction
     * @param min octets it takes, if it looks behind
     * @param max the same
     */
    record Look(int from, Node.Direction direction, Node.Sense sense, int min, int max) {}

    /** Whether it holds a repeat of what may take nothing, which Perl leaves behind the first iteration that does. */
    boolean mayIterateInPlace() {
        for (byte operation : op) {
            if (operation == LOOP || operation == LAZY_LOOP) {
                return true;
            }
        }
        return false;
    }

    boolean asserts(Assertion assertion) {
        for (int at = 0; at < op.length; at++) {
            if (op[at] == ASSERT && argument[at] == assertion.ordinal()) {
                return true;
            }
        }
        return false;
    }

    int size() {
        return op.length;
    }
}
