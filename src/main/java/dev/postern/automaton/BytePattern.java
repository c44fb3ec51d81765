package dev.postern.automaton;

import java.util.EnumSet;
import java.util.Set;

/**
 * A pattern in PCRE's syntax that is searched for in octets, case-insensitively in ASCII only. Immutable; the states its automaton has built are shared between threads.
 *
 * <p><b>Linear patterns</b> are searched for in time linear in the text whatever the text, see {@link Automaton}. <b>Others</b> (lookaround, back-references, possessive and atomic groups) run
 * only behind a linear approximation that finds at least what they find, and then by backtracking within a budget of steps ({@link Backtracker}).
 *
 * <p><b>Differences from PCRE2</b> (default options, no UTF): what cannot be bounded is refused when it is compiled (recursion, conditions, callouts, verbs, branch reset); so are
 * {@code \K \X \C \p}.
 */
public final class BytePattern {

    public enum Flag { CASE_INSENSITIVE, DOT_ALL, DOLLAR_END_ONLY, MULTI_LINE }

    /** Of the heap, about, for the states of one pattern. */
    static final long BUDGET_BYTES = 2 << 20;

    private final String pattern;
    private final boolean linear;
    private final Program program;
    private final Automaton automaton;
    private final CaptureSearch captures;
    private final Backtracker backtracker;

    private BytePattern(String pattern, PatternParser.Parsed parsed) {
        this.pattern = pattern;
        linear = parsed.node().linear();
        program = Compiler.compile(parsed, Compiler.Exactness.LINEAR);
        automaton = new Automaton(program, 1, BUDGET_BYTES);
        captures = new CaptureSearch(program);
        backtracker = new Backtracker(linear && !program.mayIterateInPlace() ? program : Compiler.compile(parsed, Compiler.Exactness.EXACT));
    }

    /**
     * @param pattern its characters, U+0000 to U+00FF, are octets
     * @throws InvalidPatternException if the pattern is wrong, too large or not supported
     */
    public static BytePattern compile(String pattern, Set<Flag> flags) {
        Set<Mode> modes = EnumSet.noneOf(Mode.class);
        flags.forEach(flag -> modes.add(Mode.valueOf(flag.name())));
        return new BytePattern(pattern, PatternParser.parse(pattern, modes));
    }

    /** Whether it matches anywhere. */
    public Found find(byte[] in) {
        if (!automaton.find(in)) {
            return Found.NO;
        }
        return linear ? Found.YES : backtracker.search(in, 0, Backtracker.steps(in)).found();
    }

    /**
     * Where it matches first: start and end by group, the whole match as group 0, −1 for a group that took no part; −1 everywhere if the pattern does not match. Of the matches that begin
     * leftmost, the one Perl prefers. Linear: where backtracking from about where it begins does not come to it soon, the match is found as {@link #find} finds one, and what groups hold by
     * following all ways at once if backtracking runs out of its budget again. That may differ from Perl in repeats of what may take nothing: where the last iteration takes nothing, a group
     * holds what it held in the one before, and the match may end elsewhere. Of a pattern that is not linear, −1 everywhere also if the budget of steps runs out.
     */
    public int[] captures(byte[] in) {
        return captures(in, 0);
    }

    /** As {@link #captures(byte[])}, of the matches that begin at this index or later. What stands before is seen by {@code \b}, {@code ^} and lookbehind. */
    public int[] captures(byte[] in, int from) {
        if (!linear) {
            return backtracker.search(in, from, Backtracker.steps(in)).groups();
        }
        Backtracker.Outcome outcome = backtracker.search(in, from == 0 ? automaton.quiet(in) : from, Backtracker.STEPS_NEARBY);
        if (outcome.found() != Found.EXHAUSTED) {
            return outcome.groups();
        }
        MatchSearch match = new MatchSearch(automaton.continuations(), in);
        if (!match.match(outcome.at())) {
            return outcome.groups();
        }
        if (groups() == 0 && !program.mayIterateInPlace()) {
            return new int[] {match.begin(), match.end()};
        }
        outcome = backtracker.search(in, match.begin(), Backtracker.steps(in) / 4);
        return outcome.found() == Found.EXHAUSTED ? captures.at(in, match.begin()) : outcome.groups();
    }

    /** Capturing groups without the whole match. */
    public int groups() {
        return program.groups();
    }

    /** False: {@link #find} may answer {@link Found#EXHAUSTED}, and a {@link PatternSet} finds only that it may match. */
    public boolean linear() {
        return linear;
    }

    Program program() {
        return program;
    }

    /** Whether the linear approximation matches; of a linear pattern, whether it does. */
    boolean mayMatch(byte[] in) {
        return automaton.find(in);
    }

    @Override
    public String toString() {
        return pattern;
    }
}
