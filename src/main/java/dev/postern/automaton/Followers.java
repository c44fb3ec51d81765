package dev.postern.automaton;

import java.util.Arrays;

/**
 * Which instructions take a symbol, by the instruction that took the octet before it: the follow relation of Glushkov's automaton. Worked out as texts ask for it, at most the size of the
 * program for each; {@value #ENTRIES} answers are kept, for all threads, an older one giving way to a newer one.
 */
final class Followers {

    private static final int BITS = 13;
    static final int ENTRIES = 1 << BITS;
    private static final int CONTEXTS = 8;
    /** Of Fibonacci hashing: 2³² by the golden ratio. */
    private static final int SPREAD = 0x9e3779b9;
    private static final Hits FOUND = Hits.of(new long[] {1}, 1);

    /**
     * What follows. Immutable, so that threads may hand it on without more ado.
     *
     * @param what         behind which instruction, what stood before and which symbol
     * @param instructions of those that take an octet; each may take the symbol; in Perl's order of preference
     * @param found        a match has ended before the symbol; the instructions are those that are preferred to it
     */
    record Next(int what, int[] instructions, boolean found) {

        private static final Next NOTHING = new Next(-1, new int[0], false);
    }

    private final Program program;
    private final Alphabet alphabet;
    private final int looksBehindFor;
    private final Takers able;
    /** Written without a lock: a thread that is behind works out what it does not see. */
    private final Next[] kept = new Next[ENTRIES];

    Followers(Program program, Alphabet alphabet, Restart restart) {
        this.program = program;
        this.alphabet = alphabet;
        looksBehindFor = restart.looksBehindFor();
        able = new Takers(program, alphabet);
    }

    Program program() {
        return program;
    }

    Alphabet alphabet() {
        return alphabet;
    }

    /** Stands for the place where a match begins: what follows there are the instructions that may begin it. */
    int start() {
        return program.size();
    }

    /** What may matter of what stands before. */
    int lookedAt(int standsBefore) {
        return standsBefore & looksBehindFor;
    }

    Scratch scratch() {
        return new Scratch();
    }

    /** What a thread needs to work out what is not known. */
    final class Scratch {

        private final Marks marks = new Marks(program.size());
        private final int[] stack = new int[2 * program.size() + 2];
        private final int[] taking = new int[program.size()];
        private final Marks union = new Marks(program.size());
        private final int[] all = new int[program.size()];
        private int count;
        private boolean found;

        /** Behind several instructions, the preferred ones first: as much as is preferred to the first match. */
        Pending after(Pending took, int symbol) {
            begin();
            for (int i = 0; i < took.instructions().length && !found; i++) {
                add(after(took.instructions()[i], took.before(), symbol));
            }
            return pending(symbol);
        }

        /** Where a whole search waits, in no order. */
        Pending take(Pending waiting, int symbol) {
            begin();
            add(after(start(), waiting.before(), symbol));
            for (int instruction : waiting.instructions()) {
                add(at(0, instruction, waiting.before(), symbol));
            }
            return pending(symbol);
        }

        private void begin() {
            union.clear();
            count = 0;
            found = false;
        }

        private void add(Next next) {
            for (int instruction : next.instructions) {
                if (union.add(instruction)) {
                    all[count++] = instruction;
                }
            }
            found |= next.found;
        }

        private Pending pending(int symbol) {
            return new Pending(Arrays.copyOf(all, count), lookedAt(alphabet.after(symbol)), found ? FOUND : Hits.NONE);
        }

        /** Behind an instruction that takes an octet, or where a match begins. */
        Next after(int instruction, int stoodBefore, int symbol) {
            int from = instruction == start() ? program.start() : program.next()[instruction];
            if (!able.any(from, symbol)) {
                return Next.NOTHING;
            }
            int what = (instruction * CONTEXTS + (stoodBefore & looksBehindFor)) * alphabet.size() + symbol;
            int index = what * SPREAD >>> Integer.SIZE - BITS;
            Next known = kept[index];
            if (known != null && known.what == what) {
                return known;
            }
            Next next = at(what, from, stoodBefore, symbol);
            kept[index] = next;
            return next;
        }

        private Next at(int what, int from, int stoodBefore, int symbol) {
            marks.clear();
            int takers = 0;
            int after = alphabet.after(symbol);
            int depth = push(0, from, symbol);
            while (depth > 0) {
                int instruction = stack[--depth];
                int next = program.next()[instruction];
                int argument = program.argument()[instruction];
                if (!marks.add(instruction)) {
                    depth = program.op()[instruction] == Program.LOOP ? push(depth, argument, symbol) : depth;
                    continue;
                }
                switch (program.op()[instruction]) {
                    case Program.SET -> taking[takers++] = instruction;
                    case Program.MATCH -> {
                        return new Next(what, Arrays.copyOf(taking, takers), true);
                    }
                    case Program.FORK, Program.LOOP, Program.LAZY_LOOP -> depth = push(push(depth, argument, symbol), next, symbol);
                    case Program.SAVE -> depth = push(depth, next, symbol);
                    case Program.ASSERT -> depth = Assertion.at(argument).holds(stoodBefore, after) ? push(depth, next, symbol) : depth;
                    default -> { }
                }
            }
            return new Next(what, Arrays.copyOf(taking, takers), false);
        }

        /** Only ways that lead somewhere. */
        private int push(int depth, int instruction, int symbol) {
            if (!able.any(instruction, symbol)) {
                return depth;
            }
            stack[depth] = instruction;
            return depth + 1;
        }
    }
}
