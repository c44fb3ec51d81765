package dev.postern.automaton;

import java.util.Arrays;

/**
 * Moves a search on by one symbol: from the instructions it waits at to those it waits at afterwards. Assertions wait with them until the symbol behind them is known. A step costs at most
 * the size of the program. Patterns whose match ends before the symbol and such whose match ends behind it are told apart if asked for. For one thread at a time.
 */
final class Steps {

    private final Program program;
    private final Alphabet alphabet;
    private final Restart restart;
    /** Added to the number of a pattern that ends behind the symbol that was taken. */
    private final int apart;
    private final Marks resolved;
    private final Marks reached;
    private final int[] resolving;
    private final int[] following;
    private final int[] waiting;
    private final long[] hits;
    private int count;
    private int asserting;
    private int words;
    private int before;
    private int after;
    private int octet;

    Steps(Program program, Alphabet alphabet, Restart restart, int patterns) {
        this(program, alphabet, restart, patterns, 0);
    }

    /** @param apart so much higher is the number of a hit that ends behind a symbol than of one that ends before it; nought: they are the same */
    Steps(Program program, Alphabet alphabet, Restart restart, int patterns, int apart) {
        this.apart = apart;
        this.program = program;
        this.alphabet = alphabet;
        this.restart = restart;
        resolved = new Marks(program.size());
        reached = new Marks(program.size());
        resolving = new int[program.size()];
        following = new int[program.size()];
        waiting = new int[program.size()];
        hits = new long[(apart + patterns + 63) / 64];
    }

    /** At the beginning of a text. */
    void begin() {
        begin(Assertion.BEGIN);
    }

    /** Where this stands before. */
    void begin(int standing) {
        clear();
        follow(program.start(), standing);
        before = lookedAt(standing);
    }

    /** Where a match that begins elsewhere is at first. */
    void between() {
        clear();
        follow(program.start(), 0);
        before = 0;
    }

    /** From so many instructions, what stood before, and this symbol. */
    void take(int[] from, int length, int stoodBefore, int symbol) {
        Restart.Fresh fresh = restart.at(stoodBefore, symbol, this);
        clear();
        aim(stoodBefore, symbol);
        for (int instruction : fresh.waiting()) {
            reached.add(instruction);
            wait(instruction);
        }
        if (fresh.hits().any()) {
            fresh.hits().addTo(hits);
            words = hits.length;
        }
        resolveAll(from, length);
        before = lookedAt(after);
    }

    /** As {@link #take}, of the instructions alone. */
    void takeOnly(int[] from, int stoodBefore, int symbol) {
        clear();
        aim(stoodBefore, symbol);
        resolveAll(from, from.length);
    }

    private void aim(int stoodBefore, int symbol) {
        before = stoodBefore;
        after = alphabet.after(symbol);
        octet = symbol == alphabet.end() ? -1 : alphabet.example(symbol);
    }

    private void clear() {
        resolved.clear();
        reached.clear();
        count = 0;
        asserting = 0;
        if (words > 0) {
            Arrays.fill(hits, 0);
            words = 0;
        }
    }

    private void resolveAll(int[] from, int length) {
        for (int i = 0; i < length; i++) {
            if (program.op()[from[i]] == Program.SET) {
                consume(from[i]);
            } else {
                resolve(from[i]);
            }
        }
    }

    private void consume(int instruction) {
        if (octet >= 0 && program.sets()[program.argument()[instruction]].contains(octet)) {
            follow(program.next()[instruction], 0);
        }
    }

    /** An assertion, now that both sides of the place are known, and what lies behind it. */
    private void resolve(int from) {
        int depth = resolved.add(from) ? 1 : 0;
        resolving[0] = from;
        while (depth > 0) {
            int at = resolving[--depth];
            switch (program.op()[at]) {
                case Program.SET -> consume(at);
                case Program.MATCH -> hit(program.argument()[at]);
                case Program.FORK, Program.LOOP, Program.LAZY_LOOP -> {
                    depth = push(resolving, depth, resolved, program.argument()[at]);
                    depth = push(resolving, depth, resolved, program.next()[at]);
                }
                case Program.SAVE -> depth = push(resolving, depth, resolved, program.next()[at]);
                case Program.ASSERT -> {
                    if (Assertion.at(program.argument()[at]).holds(before, after)) {
                        depth = push(resolving, depth, resolved, program.next()[at]);
                    }
                }
                default -> { }
            }
        }
    }

    private void follow(int from, int standing) {
        int depth = push(following, 0, reached, from);
        while (depth > 0) {
            int at = following[--depth];
            if (standing == 0 && restart.covers(at)) {
                continue;
            }
            switch (program.op()[at]) {
                case Program.SET -> wait(at);
                case Program.MATCH -> hit(apart + program.argument()[at]);
                case Program.FORK, Program.LOOP, Program.LAZY_LOOP -> {
                    depth = push(following, depth, reached, program.argument()[at]);
                    depth = push(following, depth, reached, program.next()[at]);
                }
                case Program.SAVE -> depth = push(following, depth, reached, program.next()[at]);
                case Program.ASSERT -> depth = assertion(at, depth, standing);
                default -> { }
            }
        }
    }

    private int assertion(int at, int depth, int standing) {
        if (program.argument()[at] != Assertion.TEXT_BEGINS.ordinal()) {
            wait(at);
        } else if (standing == Assertion.BEGIN) {
            return push(following, depth, reached, program.next()[at]);
        }
        return depth;
    }

    private static int push(int[] stack, int depth, Marks marks, int instruction) {
        if (!marks.add(instruction)) {
            return depth;
        }
        stack[depth] = instruction;
        return depth + 1;
    }

    private void wait(int instruction) {
        if (!restart.covers(instruction)) {
            waiting[count++] = instruction;
            asserting += program.op()[instruction] == Program.ASSERT ? 1 : 0;
        }
    }

    private void hit(int pattern) {
        hits[pattern >> 6] |= 1L << pattern;
        words = hits.length;
    }

    /** What stands before the place reached, as far as something waits that may look at it. */
    private int lookedAt(int standsBefore) {
        return asserting > 0 || restart.asserts() ? restart.looksBehindFor() & standsBefore : 0;
    }

    boolean reached(int instruction) {
        return reached.contains(instruction);
    }

    boolean found() {
        return words > 0;
    }

    int count() {
        return count;
    }

    int stoodBefore() {
        return before;
    }

    /** What is waited at, the first {@link #count} of it; a copy is needed before the next step. */
    int[] waiting() {
        return waiting;
    }

    Hits hits() {
        return words == 0 ? Hits.NONE : Hits.of(hits, words);
    }

    Pending pending() {
        int[] instructions = Arrays.copyOf(waiting, count);
        Arrays.sort(instructions);
        return new Pending(instructions, before, hits());
    }
}
