package dev.postern.automaton;

import java.util.Arrays;

/**
 * Which instructions take a symbol behind those that took the octet before it: the follow relation of Glushkov's automaton, in Perl's order of preference. Instructions are followed one after
 * another, the preferred first; where a more preferred one has been, a later one ends, so that a symbol costs at most the size of the program. For one thread.
 */
final class Followers {

    private static final Hits FOUND = Hits.of(new long[] {1}, 1);

    private final Program program;
    private final Alphabet alphabet;
    private final Takers takers;
    private final int looksBehindFor;
    private final Marks visited;
    private final int[] stack;
    private final int[] taking;
    private int count;
    private int stoodBefore;
    private int symbol;

    Followers(Program program, Alphabet alphabet, Takers takers, int looksBehindFor) {
        this.program = program;
        this.alphabet = alphabet;
        this.takers = takers;
        this.looksBehindFor = looksBehindFor;
        visited = new Marks(program.size());
        stack = new int[2 * program.size() + 2];
        taking = new int[program.size()];
    }

    /** Stands for the place where a match begins: what follows there are the instructions that may begin it. */
    int start() {
        return program.size();
    }

    /** What may matter of what stands before. */
    int lookedAt(int standsBefore) {
        return standsBefore & looksBehindFor;
    }

    Alphabet alphabet() {
        return alphabet;
    }

    int size() {
        return program.size();
    }

    /** Others, for another thread. */
    Followers copy() {
        return new Followers(program, alphabet, takers, looksBehindFor);
    }

    /** Behind several instructions, the preferred ones first: as much as is preferred to the first match. */
    Pending behind(Pending took, int symbol) {
        begin(took.before(), symbol);
        boolean found = false;
        for (int i = 0; i < took.instructions().length && !found; i++) {
            found = follow(took.instructions()[i]);
        }
        return pending(found);
    }

    /** Where a whole search waits, and where a match may begin; in no order. */
    Pending from(Pending waiting, int symbol) {
        begin(waiting.before(), symbol);
        boolean found = follow(start());
        for (int i = 0; i < waiting.instructions().length && !found; i++) {
            found = visit(waiting.instructions()[i]);
        }
        return pending(found);
    }

    private Pending pending(boolean found) {
        return new Pending(Arrays.copyOf(taking, count), lookedAt(alphabet.after(symbol)), found ? FOUND : Hits.NONE);
    }

    void begin(int stoodBefore, int symbol) {
        this.stoodBefore = stoodBefore;
        this.symbol = symbol;
        visited.clear();
        count = 0;
    }

    /** Adds those behind an instruction that took an octet, or where a match begins; true if a match has ended before the symbol, so that none behind is preferred to it. */
    boolean follow(int instruction) {
        return visit(instruction == start() ? program.start() : program.next()[instruction]);
    }

    /** So many have been added since the beginning. */
    int count() {
        return count;
    }

    /** One of those. */
    int taking(int index) {
        return taking[index];
    }

    private boolean visit(int from) {
        int depth = push(0, from);
        while (depth > 0) {
            int instruction = stack[--depth];
            int next = program.next()[instruction];
            int argument = program.argument()[instruction];
            if (!visited.add(instruction)) {
                depth = program.op()[instruction] == Program.LOOP ? push(depth, argument) : depth;
                continue;
            }
            switch (program.op()[instruction]) {
                case Program.SET -> taking[count++] = instruction;
                case Program.MATCH -> {
                    return true;
                }
                case Program.FORK, Program.LOOP, Program.LAZY_LOOP -> depth = push(push(depth, argument), next);
                case Program.SAVE -> depth = push(depth, next);
                case Program.ASSERT -> depth = Assertion.at(argument).holds(stoodBefore, alphabet.after(symbol)) ? push(depth, next) : depth;
                default -> { }
            }
        }
        return false;
    }

    /** Only ways that lead somewhere. */
    private int push(int depth, int instruction) {
        if (!takers.any(instruction, symbol)) {
            return depth;
        }
        stack[depth] = instruction;
        return depth + 1;
    }
}
