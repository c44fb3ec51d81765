package dev.postern.automaton;

import java.util.Arrays;

/**
 * Where a pattern matches first and what its groups hold, as Perl would have it: of the matches that begin leftmost, the one that preference of branches and repeats leads to. Steps through
 * all ways at once (Pike's machine), so that it takes at most the size of the program for each octet.
 */
final class CaptureSearch {

    private final Program program;
    private final FirstOctets first;

    CaptureSearch(Program program) {
        this.program = program;
        first = FirstOctets.of(program);
    }

    /** Start and end by group, −1 if the group or the pattern did not match. */
    int[] find(byte[] in, int from) {
        int[] none = new int[2 * (program.groups() + 1)];
        Arrays.fill(none, -1);
        int[] found = none;
        int[] held = none.clone();
        Threads now = new Threads(program);
        Threads then = new Threads(program);
        for (int at = from; at <= in.length; at++) {
            if (found == none) {
                at = now.count() == 0 ? skip(now, in, at) : at;
                now.add(program.start(), in, at, none);
            }
            if (now.count() == 0 && found != none) {
                return found;
            }
            found = step(now, then, in, at, held) ? held.clone() : found;
            Threads spent = now;
            now = then;
            then = spent;
            then.clear();
        }
        return found;
    }

    /** What ways that have ended had seen before is forgotten. */
    private int skip(Threads now, byte[] in, int at) {
        int next = first.next(in, at);
        if (next != at) {
            now.clear();
        }
        return next;
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
