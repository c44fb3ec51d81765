package dev.postern.automaton;

import java.util.Arrays;

/** Backtracking over one text, within its budget of steps. For one thread. */
final class Attempt {

    static final int FAILED = -1;
    static final int EXHAUSTED = -2;
    /** A match may end anywhere. */
    static final int ANYWHERE = -1;
    private static final int NEXT_WAY = -1;

    private final Program program;
    private final byte[] in;
    private final Frames frames = new Frames();
    /** Start and end by group, then where each group was opened last, then where each loop's iteration began. */
    private final int[] registers;
    private final int opened;
    private final int loops;
    private long steps;
    /** Where the instruction that was carried out last has led to. */
    private int at;

    Attempt(Program program, byte[] in, long steps) {
        this.program = program;
        this.in = in;
        this.steps = steps;
        opened = 2 * (program.groups() + 1);
        loops = opened + program.groups() + 1;
        registers = new int[loops + program.exits().length];
        Arrays.fill(registers, -1);
    }

    /** Start and end by group, after a match. */
    int[] groups() {
        return Arrays.copyOf(registers, opened);
    }

    /**
     * Tries the ways from an instruction at a place until one comes to its match, which stays behind with what groups hold, or none is left.
     *
     * @param required where the match must end
     * @return where it ended, {@link #FAILED} or {@link #EXHAUSTED}
     */
    int run(int from, int start, int required) {
        int base = frames.depth();
        frames.way(from, start);
        while (frames.depth() > base) {
            frames.pop();
            if (frames.isRegister()) {
                registers[frames.register()] = frames.value();
                continue;
            }
            at = frames.value();
            int instruction = frames.instruction();
            while (instruction != NEXT_WAY) {
                if (exhausted()) {
                    return EXHAUSTED;
                }
                if (program.op()[instruction] == Program.MATCH) {
                    if (required == ANYWHERE || at == required) {
                        steps -= frames.commit(base);
                        return at;
                    }
                    break;
                }
                instruction = step(instruction);
            }
        }
        return steps < 0 ? EXHAUSTED : FAILED;
    }

    /** Once it is, it stays so: what runs inside something else ends all of it. */
    private boolean exhausted() {
        steps = frames.full() ? -1 : steps - 1;
        return steps < 0;
    }

    /** Carries out one; returns the next, or {@link #NEXT_WAY} if this way has failed. */
    private int step(int instruction) {
        int next = program.next()[instruction];
        int argument = program.argument()[instruction];
        return switch (program.op()[instruction]) {
            case Program.SET -> at < in.length && program.sets()[argument].contains(in[at] & 0xff) ? advance(1, next) : NEXT_WAY;
            case Program.FORK, Program.LOOP, Program.LAZY_LOOP -> {
                frames.way(argument, at);
                yield next;
            }
            case Program.SAVE -> save(argument, next);
            case Program.ASSERT -> Assertion.at(argument).holds(in, at) ? next : NEXT_WAY;
            case Program.MARK -> {
                set(loops + argument, at);
                yield next;
            }
            case Program.PROGRESS -> registers[loops + argument] == at ? program.exits()[argument] : next;
            case Program.LOOK -> look(program.looks()[argument], next);
            case Program.ATOMIC -> atomic(argument, next);
            case Program.REFERENCE -> reference(argument, next, Node.LetterCase.MATTERS);
            case Program.REFERENCE_IGNORING_CASE -> reference(argument, next, Node.LetterCase.IGNORED);
            default -> NEXT_WAY;
        };
    }

    private int advance(int octets, int next) {
        at += octets;
        return next;
    }

    private void set(int register, int value) {
        frames.register(register, registers[register]);
        registers[register] = value;
    }

    /** A group holds what it held before until it is closed. */
    private int save(int slot, int next) {
        if (slot % 2 == 0) {
            set(opened + slot / 2, at);
        } else {
            set(slot - 1, registers[opened + slot / 2]);
            set(slot, at);
        }
        return next;
    }

    private int atomic(int from, int next) {
        int end = run(from, at, ANYWHERE);
        at = end;
        return end >= 0 ? next : NEXT_WAY;
    }

    private int look(Program.Look look, int next) {
        int place = at;
        int base = frames.depth();
        boolean found = look.direction() == Node.Direction.AHEAD ? run(look.from(), place, ANYWHERE) >= 0 : behind(look, place);
        at = place;
        if (steps < 0) {
            return NEXT_WAY;
        }
        if (look.sense() == Node.Sense.POSITIVE) {
            return found ? next : NEXT_WAY;
        }
        while (frames.depth() > base) {
            frames.pop();
            registers[frames.register()] = frames.value();
        }
        return found ? NEXT_WAY : next;
    }

    private boolean behind(Program.Look look, int place) {
        for (int length = look.min(); length <= look.max() && length <= place; length++) {
            if (run(look.from(), place - length, place) >= 0) {
                return true;
            }
        }
        return false;
    }

    /** A group that has not matched yet matches nothing. */
    private int reference(int group, int next, Node.LetterCase letterCase) {
        int from = registers[2 * group];
        int length = registers[2 * group + 1] - from;
        if (from < 0 || length > in.length - at) {
            return NEXT_WAY;
        }
        steps -= length;
        for (int i = 0; i < length; i++) {
            if (!same(in[from + i], in[at + i], letterCase)) {
                return NEXT_WAY;
            }
        }
        return advance(length, next);
    }

    private static boolean same(byte a, byte b, Node.LetterCase letterCase) {
        return a == b || letterCase == Node.LetterCase.IGNORED && lower(a) == lower(b);
    }

    private static int lower(byte octet) {
        return octet >= 'A' && octet <= 'Z' ? octet + 0x20 : octet;
    }
}
