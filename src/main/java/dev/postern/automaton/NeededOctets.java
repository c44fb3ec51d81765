package dev.postern.automaton;

import java.util.List;

/**
 * Octets of which a text must have one if any of many patterns is to match somewhere in it: those left when as many as possible are taken away, common ones first, from which alone no pattern's
 * match can be made. What assertions ask for is not looked at, so that at worst a text is searched in vain.
 */
final class NeededOctets {

    /** What ordinary values consist of, the commonest first; octets that stand together are taken away together. */
    private static final List<ByteSet> COMMON_FIRST = List.of(ByteSet.range('a', 'z'), ByteSet.range('A', 'Z'), ByteSet.range('1', '9'), ByteSet.of('0'));
    private static final String SINGLY = " -._/,;:=+()*%&?'\"@!#$[]{}|~^`\\<>\t\r\n";

    private final List<Program> programs;

    private NeededOctets(List<Program> programs) {
        this.programs = programs;
    }

    /** All octets, if a pattern may match no octet at all. */
    static ByteSet of(List<Program> programs) {
        return new NeededOctets(programs).find();
    }

    private ByteSet find() {
        ByteSet harmless = ByteSet.NONE;
        if (canMatch(harmless)) {
            return ByteSet.ALL;
        }
        for (ByteSet common : COMMON_FIRST) {
            harmless = with(harmless, common);
        }
        for (int i = 0; i < SINGLY.length(); i++) {
            harmless = with(harmless, ByteSet.of(SINGLY.charAt(i)));
        }
        return with(harmless, ByteSet.range(0x80, 0xff)).negated();
    }

    private ByteSet with(ByteSet harmless, ByteSet more) {
        ByteSet wider = harmless.or(more);
        return canMatch(wider) ? harmless : wider;
    }

    private boolean canMatch(ByteSet octets) {
        for (Program program : programs) {
            if (canMatch(program, octets)) {
                return true;
            }
        }
        return false;
    }

    private static boolean canMatch(Program program, ByteSet octets) {
        boolean[] takes = new boolean[program.sets().length];
        for (int set = 0; set < takes.length; set++) {
            takes[set] = program.sets()[set].meets(octets);
        }
        Marks seen = new Marks(program.size());
        int[] stack = new int[2 * program.size() + 1];
        int depth = 1;
        stack[0] = program.start();
        while (depth > 0) {
            int at = stack[--depth];
            if (!seen.add(at)) {
                continue;
            }
            switch (program.op()[at]) {
                case Program.MATCH -> {
                    return true;
                }
                case Program.SET -> {
                    if (takes[program.argument()[at]]) {
                        stack[depth++] = program.next()[at];
                    }
                }
                case Program.FORK, Program.LOOP, Program.LAZY_LOOP -> {
                    stack[depth++] = program.argument()[at];
                    stack[depth++] = program.next()[at];
                }
                case Program.PROGRESS -> {
                    stack[depth++] = program.exits()[program.argument()[at]];
                    stack[depth++] = program.next()[at];
                }
                case Program.FAIL -> { }
                default -> stack[depth++] = program.next()[at];
            }
        }
        return false;
    }
}
