package dev.postern.automaton;

import java.util.Arrays;

/**
 * With which symbols a search comes on from each instruction, if all assertions hold: those that are taken by an instruction to which there is a way without an octet, and all of them if there
 * is such a way to a match. Immutable.
 */
final class Takers {

    private final Program program;
    private final Alphabet alphabet;
    private final int words;
    /** Bits by instruction, so many words for each. */
    private final long[] symbols;

    Takers(Program program, Alphabet alphabet) {
        this.program = program;
        this.alphabet = alphabet;
        words = (alphabet.size() + Long.SIZE - 1) / Long.SIZE;
        symbols = new long[program.size() * words];
        for (int at = 0; at < program.size(); at++) {
            take(at);
        }
        boolean more = true;
        while (more) { // instructions lead to lower ones but for repeats: again for those
            more = false;
            for (int at = 0; at < program.size(); at++) {
                more |= lead(at);
            }
        }
    }

    boolean any(int instruction, int symbol) {
        return (symbols[instruction * words + (symbol >> 6)] >>> symbol & 1) != 0;
    }

    private void take(int at) {
        if (program.op()[at] == Program.MATCH) {
            Arrays.fill(symbols, at * words, (at + 1) * words, -1);
        } else if (program.op()[at] == Program.SET) {
            ByteSet set = program.sets()[program.argument()[at]];
            for (int symbol = 0; symbol < alphabet.end(); symbol++) {
                symbols[at * words + (symbol >> 6)] |= set.contains(alphabet.example(symbol)) ? 1L << symbol : 0;
            }
        }
    }

    /** True if there is something new. */
    private boolean lead(int at) {
        return switch (program.op()[at]) {
            case Program.FORK, Program.LOOP, Program.LAZY_LOOP -> add(at, program.next()[at]) | add(at, program.argument()[at]);
            case Program.SAVE, Program.ASSERT -> add(at, program.next()[at]);
            default -> false;
        };
    }

    private boolean add(int at, int leadsTo) {
        boolean more = false;
        for (int word = 0; word < words; word++) {
            long all = symbols[at * words + word] | symbols[leadsTo * words + word];
            more |= all != symbols[at * words + word];
            symbols[at * words + word] = all;
        }
        return more;
    }
}
