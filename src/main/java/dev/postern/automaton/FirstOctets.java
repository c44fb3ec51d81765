package dev.postern.automaton;

/**
 * With which octets a match may begin: where a search may skip to. Immutable.
 *
 * @param octets any of them may be first
 * @param anywhere a match may take nothing, so that nothing can be skipped
 */
record FirstOctets(ByteSet octets, boolean anywhere) {

    static FirstOctets of(Program program) {
        return of(program, program.start());
    }

    /** Of what is left of a match at this instruction. */
    static FirstOctets of(Program program, int start) {
        Marks seen = new Marks(program.size());
        int[] stack = new int[2 * program.size() + 1];
        int depth = 1;
        stack[0] = start;
        ByteSet octets = ByteSet.NONE;
        while (depth > 0) {
            int at = stack[--depth];
            if (!seen.add(at)) {
                continue;
            }
            switch (program.op()[at]) {
                case Program.SET -> octets = octets.or(program.sets()[program.argument()[at]]);
                case Program.FORK, Program.LOOP, Program.LAZY_LOOP -> {
                    stack[depth++] = program.argument()[at];
                    stack[depth++] = program.next()[at];
                }
                case Program.SAVE, Program.ASSERT, Program.MARK, Program.PROGRESS, Program.LOOK -> stack[depth++] = program.next()[at];
                case Program.ATOMIC -> stack[depth++] = program.argument()[at];
                case Program.FAIL -> { }
                default -> {
                    return new FirstOctets(ByteSet.ALL, true);
                }
            }
        }
        return new FirstOctets(octets, false);
    }

    /** The first place from here on where a match may begin, at most the text's end. */
    int next(byte[] in, int from) {
        int at = from;
        while (!anywhere && at < in.length && !octets.contains(in[at] & 0xff)) {
            at++;
        }
        return at;
    }
}
