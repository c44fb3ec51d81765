package dev.postern.automaton;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Instructions as they are written, the last first. */
final class ProgramBuilder {

    private final int largest;
    private byte[] op = new byte[32];
    private int[] next = new int[32];
    private int[] argument = new int[32];
    private int size;
    private final List<Integer> exits = new ArrayList<>();
    private final List<Program.Look> looks = new ArrayList<>();
    private final Map<ByteSet, Integer> sets = new HashMap<>();

    ProgramBuilder(int largest) {
        this.largest = largest;
    }

    int add(byte operation, int following, int operand) {
        if (size == largest) {
            throw new InvalidPatternException(0, "the pattern is too large: with its repeats written out it has more than " + largest + " steps");
        }
        if (size == op.length) {
            op = Arrays.copyOf(op, 2 * size);
            next = Arrays.copyOf(next, 2 * size);
            argument = Arrays.copyOf(argument, 2 * size);
        }
        op[size] = operation;
        next[size] = following;
        argument[size] = operand;
        return size++;
    }

    int set(ByteSet set, int following) {
        return add(Program.SET, following, sets.computeIfAbsent(set, s -> sets.size()));
    }

    int look(Program.Look look, int following) {
        looks.add(look);
        return add(Program.LOOK, following, looks.size() - 1);
    }

    int loop(int exit) {
        exits.add(exit);
        return exits.size() - 1;
    }

    /** What could not be known when it was added. */
    void connect(int at, int following, int operand) {
        next[at] = following;
        argument[at] = operand;
    }

    Program build(int start, int groups) {
        ByteSet[] bySet = new ByteSet[sets.size()];
        sets.forEach((set, index) -> bySet[index] = set);
        return new Program(Arrays.copyOf(op, size), Arrays.copyOf(next, size), Arrays.copyOf(argument, size), bySet, looks.toArray(Program.Look[]::new), start, groups,
                exits.stream().mapToInt(Integer::intValue).toArray());
    }
}
