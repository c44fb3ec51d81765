package dev.postern.automaton;

/** The ways a search goes on at one place, the preferred first, each with what its groups hold. For one thread. */
final class Threads {

    private final Program program;
    private final int slots;
    private final Marks seen;
    private final int[] instructions;
    private final int[] captured;
    private int count;
    private final int[] stack;
    private final int[] working;

    Threads(Program program) {
        this.program = program;
        slots = 2 * (program.groups() + 1);
        seen = new Marks(program.size());
        instructions = new int[program.size()];
        captured = new int[program.size() * slots];
        stack = new int[4 * program.size() + 4];
        working = new int[slots];
    }

    int count() {
        return count;
    }

    int instruction(int thread) {
        return instructions[thread];
    }

    void clear() {
        count = 0;
        seen.clear();
    }

    /** What a thread's groups hold, for {@link #add}. */
    void copy(int thread, int[] into) {
        System.arraycopy(captured, thread * slots, into, 0, slots);
    }

    /** Adds a way that begins with this instruction at this place, and all that its forks lead to. Ways that a preferred one has taken are dropped. */
    void add(int from, byte[] in, int at, int[] groups) {
        System.arraycopy(groups, 0, working, 0, slots);
        int depth = push(0, from, 0);
        while (depth > 0) {
            depth -= 2;
            int instruction = stack[depth];
            if (instruction < 0) {
                working[-1 - instruction] = stack[depth + 1];
            } else if (seen.add(instruction)) {
                depth = visit(instruction, in, at, depth);
            } else if (program.op()[instruction] == Program.LOOP) {
                depth = push(depth, program.argument()[instruction], 0);
            }
        }
    }

    private int visit(int instruction, byte[] in, int at, int depth) {
        int next = program.next()[instruction];
        int argument = program.argument()[instruction];
        return switch (program.op()[instruction]) {
            case Program.FORK, Program.LOOP, Program.LAZY_LOOP -> push(push(depth, argument, 0), next, 0);
            case Program.SAVE -> {
                int undo = push(depth, -1 - argument, working[argument]);
                working[argument] = at;
                yield push(undo, next, 0);
            }
            case Program.ASSERT -> Assertion.at(argument).holds(in, at) ? push(depth, next, 0) : depth;
            case Program.FAIL -> depth;
            default -> {
                System.arraycopy(working, 0, captured, count * slots, slots);
                instructions[count++] = instruction;
                yield depth;
            }
        };
    }

    private int push(int depth, int instruction, int value) {
        stack[depth] = instruction;
        stack[depth + 1] = value;
        return depth + 2;
    }
}
