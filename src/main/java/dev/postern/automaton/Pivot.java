package dev.postern.automaton;

import java.util.Optional;

/**
 * An octet that every match of a pattern has, with what may stand before the first of it: so a pattern that may begin nearly anywhere (an address of electronic mail) is looked for where the octet
 * is and nowhere else. Immutable.
 *
 * @param octet  the pivot
 * @param run    what may stand before it in a match; without the pivot
 * @param behind what may stand behind it, everything if a match may end with it
 * @param most   octets at most that a match has before it
 */
record Pivot(int octet, ByteSet run, ByteSet behind, int most) {

    /** What may be chosen, the rarest of ordinary text first. */
    private static final String PREFERRED = "@#%*^~|$&+=;?!()[]\\/_:.-";
    private static final int NONE = -1;

    /** @param longest octets that a match may have */
    static Optional<Pivot> of(Program program, int longest) {
        return PREFERRED.chars().mapToObj(octet -> of(program, longest, octet)).flatMap(Optional::stream).findFirst();
    }

    static Optional<Pivot> of(Program program, int longest, int octet) {
        return of(program, longest, octet, ByteSet.of(octet));
    }

    /** Whether each match has a digit, with no more than so many octets before the first one. */
    static boolean digitWithin(Program program, int most) {
        return of(program, most + 1, NONE, ByteSet.DIGITS).filter(pivot -> pivot.most <= most).isPresent();
    }

    /** Whether the first octets of each match, so many of them, are letters, digits and underscores. */
    static boolean inWord(Program program, int octets) {
        Region word = new Region(program, ByteSet.NONE);
        word.enter(program.start());
        for (int i = 0; i < octets; i++) {
            if (word.matches) {
                return false;
            }
            word.advance();
        }
        return word.run.minus(ByteSet.WORD).equals(ByteSet.NONE);
    }

    private static Optional<Pivot> of(Program program, int longest, int octet, ByteSet octets) {
        Region before = new Region(program, octets);
        before.enter(program.start());
        if (before.matches) {
            return Optional.empty();
        }
        int most = 0;
        for (; before.count > 0 && most <= longest; most++) {
            before.advance();
            if (before.matches) {
                return Optional.empty();
            }
        }
        return Optional.of(new Pivot(octet, before.run, before.behind, before.count == 0 ? Math.max(0, most - 1) : longest));
    }

    /** What a match may wait at after so many octets without the pivot, and what was learned on the way there. */
    private static final class Region {

        private final Program program;
        private final ByteSet pivot;
        private final boolean[] known;
        private final Marks seen;
        private final int[] stack;
        private int[] waiting;
        private int[] next;
        private int count;
        private boolean matches;
        private ByteSet run = ByteSet.NONE;
        private ByteSet behind = ByteSet.NONE;

        Region(Program program, ByteSet pivot) {
            this.program = program;
            this.pivot = pivot;
            known = new boolean[program.size()];
            seen = new Marks(program.size());
            stack = new int[2 * program.size() + 2];
            waiting = new int[program.size()];
            next = new int[program.size()];
        }

        /** Takes an octet that is not the pivot. */
        void advance() {
            int[] from = waiting;
            int length = count;
            waiting = next;
            next = from;
            count = 0;
            seen.clear();
            for (int i = 0; i < length; i++) {
                ByteSet set = program.sets()[program.argument()[from[i]]];
                ByteSet others = set.minus(pivot);
                if (!known[from[i]]) {
                    known[from[i]] = true;
                    run = run.or(others);
                    behind = others.equals(set) ? behind : behind.or(FirstOctets.of(program, program.next()[from[i]]).octets());
                }
                if (!others.equals(ByteSet.NONE)) {
                    enter(program.next()[from[i]]);
                }
            }
        }

        void enter(int instruction) {
            int depth = 1;
            stack[0] = instruction;
            while (depth > 0) {
                int at = stack[--depth];
                if (!seen.add(at)) {
                    continue;
                }
                switch (program.op()[at]) {
                    case Program.SET -> waiting[count++] = at;
                    case Program.MATCH -> matches = true;
                    case Program.FORK, Program.LOOP, Program.LAZY_LOOP -> {
                        stack[depth++] = program.argument()[at];
                        stack[depth++] = program.next()[at];
                    }
                    case Program.SAVE, Program.ASSERT -> stack[depth++] = program.next()[at];
                    default -> { }
                }
            }
        }
    }
}
