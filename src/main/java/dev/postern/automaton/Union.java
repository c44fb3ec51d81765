package dev.postern.automaton;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Several programs as one, whose match says which of them it is. For automata: what groups hold is of no use in it. */
final class Union {

    private final int forks;
    private final byte[] op;
    private final int[] next;
    private final int[] argument;
    private final Map<ByteSet, Integer> sets = new LinkedHashMap<>();
    private int size;

    private Union(List<Program> programs) {
        forks = programs.size();
        int total = forks + programs.stream().mapToInt(Program::size).sum();
        op = new byte[total];
        next = new int[total];
        argument = new int[total];
        size = forks;
    }

    /** @param numbers what each program's match says */
    static Program of(List<Program> programs, int[] numbers) {
        Union union = new Union(programs);
        for (int i = 0; i < programs.size(); i++) {
            int start = union.append(programs.get(i), numbers[i]);
            union.op[i] = i == programs.size() - 1 ? Program.SAVE : Program.FORK;
            union.next[i] = start;
            union.argument[i] = i == programs.size() - 1 ? 0 : i + 1;
        }
        ByteSet[] all = union.sets.keySet().toArray(ByteSet[]::new);
        return new Program(union.op, union.next, union.argument, all, new Program.Look[0], 0, 0, new int[0]);
    }

    /** Returns where it begins. */
    private int append(Program program, int number) {
        int base = size;
        int length = program.size();
        System.arraycopy(program.op(), 0, op, base, length);
        for (int at = 0; at < length; at++) {
            next[base + at] = base + program.next()[at];
            argument[base + at] = argument(program, at, base, number);
        }
        size += length;
        return base + program.start();
    }

    private int argument(Program program, int at, int base, int number) {
        int own = program.argument()[at];
        return switch (program.op()[at]) {
            case Program.SET -> sets.computeIfAbsent(program.sets()[own], set -> sets.size());
            case Program.FORK, Program.LOOP, Program.LAZY_LOOP -> base + own;
            case Program.MATCH -> number;
            default -> own;
        };
    }

    @Override
    public String toString() {
        return forks + " programs: " + Arrays.toString(op);
    }
}
