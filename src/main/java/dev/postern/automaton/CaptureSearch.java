package dev.postern.automaton;

import java.util.Arrays;

/**
 * What the groups of a match hold that begins at a known place, as Perl would have it: what preference of branches and repeats leads to. Steps through all ways at once (Pike's machine), so
 * that it takes at most the size of the program for each octet.
 */
final class CaptureSearch {

    private final Program program;

    CaptureSearch(Program program) {
        this.program = program;
    }

    /** Start and end by group, −1 if the group did not take part or the pattern does not match here. */
    int[] at(byte[] in, int place) {
        int[] found = new int[2 * (program.groups() + 1)];
        Arrays.fill(found, -1);
        int[] held = found.clone();
        Threads now = new Threads(program);
        Threads then = new Threads(program);
        now.add(program.start(), in, place, found);
        for (int at = place; at <= in.length && now.count() > 0; at++) {
            found = step(now, then, in, at, held) ? held.clone() : found;
            Threads spent = now;
            now = then;
            then = spent;
            then.clear();
        }
        return found;
    }

    /** Moves all ways on by an octet; true if one of them was at the match, with what it holds: less preferred ones end there. */
    private boolean step(Threads now, Threads then, byte[] in, int at, int[] held) {
        for (int thread = 0; thread < now.count(); thread++) {
            int instruction = now.instruction(thread);
            if (program.op()[instruction] == Program.MATCH) {
                now.copy(thread, held);
                return true;
            }
            if (at < in.length && program.sets()[program.argument()[instruction]].contains(in[at] & 0xff)) {
                now.copy(thread, held);
                then.add(program.next()[instruction], in, at + 1, held);
            }
        }
        return false;
    }
}
