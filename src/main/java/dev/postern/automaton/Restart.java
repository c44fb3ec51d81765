package dev.postern.automaton;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What every search waits at besides what its text led to, because a match may begin anywhere: kept once, not in each state, with what each symbol makes of it. Shared between threads;
 * what one has not seen yet it works out again.
 */
final class Restart {

    /**
     * What a symbol makes of the instructions a match begins with. Immutable.
     *
     * @param waiting instructions, but those a match begins with
     */
    record Fresh(int[] waiting, Hits hits) {}

    private static final int CONTEXTS = 8;

    private final boolean[] covered;
    private final int[] waiting;
    private final int looksBehindFor;
    private final boolean asserts;
    private final int symbols;
    private final Fresh[] fresh;

    private Restart(boolean[] covered, int[] waiting, Program program, int symbols) {
        this.covered = covered;
        this.waiting = waiting;
        this.symbols = symbols;
        int looked = 0;
        boolean asserting = false;
        for (int at = 0; at < program.size(); at++) {
            looked |= program.op()[at] == Program.ASSERT ? Assertion.at(program.argument()[at]).looksBehindFor() : 0;
        }
        for (int at : waiting) {
            asserting |= program.op()[at] == Program.ASSERT;
        }
        looksBehindFor = looked;
        asserts = asserting;
        fresh = new Fresh[CONTEXTS * symbols];
    }

    /** A match begins at one place only. */
    static Restart none(Program program, Alphabet alphabet) {
        return new Restart(new boolean[program.size()], new int[0], program, alphabet.size());
    }

    static Restart of(Program program, Alphabet alphabet, int patterns) {
        Restart nothing = none(program, alphabet);
        Steps steps = new Steps(program, alphabet, nothing, patterns);
        steps.between();
        boolean[] covered = new boolean[program.size()];
        for (int at = 0; at < covered.length; at++) {
            covered[at] = steps.reached(at);
        }
        return new Restart(covered, Arrays.copyOf(steps.waiting(), steps.count()), program, alphabet.size());
    }

    /** Whether a match begins with it, or it is on the way there. */
    boolean covers(int instruction) {
        return covered[instruction];
    }

    /** Whether a search can find nothing any more that has nothing else to wait for. */
    boolean none() {
        return waiting.length == 0;
    }

    boolean asserts() {
        return asserts;
    }

    /** Where nothing else is waited for, by what stood before as far as it matters. */
    List<Pending> quiet() {
        int matters = asserts ? looksBehindFor : 0;
        return IntStream.of(0, Assertion.IN_WORD, Assertion.NEWLINE).map(standing -> standing & matters).distinct().mapToObj(standing -> new Pending(new int[0], standing, Hits.NONE)).toList();
    }

    /** What assertions of the program ask of what stands before. */
    int looksBehindFor() {
        return looksBehindFor;
    }

    /** Octets with which a match that is under way may come back to where matches begin: behind those it cannot be told from one that has not begun. */
    ByteSet comesBackWith(Program program) {
        boolean[] back = covered.clone();
        for (boolean more = true; more; ) {
            more = false;
            for (int at = 0; at < back.length; at++) {
                if (!back[at] && leadsOn(program, at, back)) {
                    back[at] = true;
                    more = true;
                }
            }
        }
        ByteSet octets = ByteSet.NONE;
        for (int at = 0; at < back.length; at++) {
            octets = program.op()[at] == Program.SET && back[program.next()[at]] ? octets.or(program.sets()[program.argument()[at]]) : octets;
        }
        return octets;
    }

    private static boolean leadsOn(Program program, int at, boolean[] back) {
        return switch (program.op()[at]) {
            case Program.FORK, Program.LOOP, Program.LAZY_LOOP -> back[program.next()[at]] || back[program.argument()[at]];
            case Program.SAVE, Program.ASSERT -> back[program.next()[at]];
            default -> false;
        };
    }

    Fresh at(int stoodBefore, int symbol, Steps steps) {
        int index = stoodBefore * symbols + symbol;
        Fresh known = fresh[index];
        if (known == null) {
            steps.takeOnly(waiting, stoodBefore, symbol);
            known = new Fresh(Arrays.copyOf(steps.waiting(), steps.count()), steps.hits());
            fresh[index] = known;
        }
        return known;
    }
}
