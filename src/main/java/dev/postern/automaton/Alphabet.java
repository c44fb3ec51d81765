package dev.postern.automaton;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * What an automaton tells apart: octets that no set of its program and no assertion tells apart are one symbol. Two more symbols are a newline that is the last octet, because a dollar
 * may hold before it, and the end of the text. Immutable.
 */
final class Alphabet {

    private final char[] symbols = new char[256];
    private final int[] example;
    private final int[] after;
    private final int size;
    private final boolean lastNewlineMatters;

    Alphabet(Program program) {
        int[] known = new int[256];
        int count = 1;
        for (ByteSet set : program.sets()) {
            count = split(known, count, set);
        }
        int asked = assertions(program);
        if ((asked & bit(Assertion.WORD_BOUNDARY)) != 0 || (asked & bit(Assertion.NO_WORD_BOUNDARY)) != 0) {
            count = split(known, count, ByteSet.WORD);
        }
        if ((asked & (bit(Assertion.LINE_BEGINS) | bit(Assertion.LINE_ENDS) | bit(Assertion.TEXT_OR_LAST_NEWLINE_ENDS))) != 0) {
            count = split(known, count, ByteSet.NEWLINE);
        }
        digitsFirst(known, count);
        lastNewlineMatters = (asked & bit(Assertion.TEXT_OR_LAST_NEWLINE_ENDS)) != 0;
        size = count + 2;
        example = new int[size];
        after = new int[size];
        for (int octet = 255; octet >= 0; octet--) {
            symbols[octet] = (char) known[octet];
            example[known[octet]] = octet;
        }
        for (int symbol = 0; symbol < count; symbol++) {
            after[symbol] = surroundings(example[symbol]);
        }
        example[lastNewline()] = '\n';
        after[lastNewline()] = Assertion.NEWLINE | Assertion.LAST_NEWLINE;
        after[end()] = Assertion.END;
    }

    private static int bit(Assertion assertion) {
        return 1 << assertion.ordinal();
    }

    private static int assertions(Program program) {
        int asked = 0;
        for (int at = 0; at < program.size(); at++) {
            if (program.op()[at] == Program.ASSERT) {
                asked |= 1 << program.argument()[at];
            }
        }
        return asked;
    }

    /** Gives those octets of each symbol that are in the set another one, if some are not. Numbers stay without gaps. */
    private static int split(int[] known, int count, ByteSet set) {
        Map<Integer, Integer> renumbered = new HashMap<>();
        for (int octet = 0; octet < 256; octet++) {
            int key = known[octet] << 1 | (set.contains(octet) ? 1 : 0);
            known[octet] = renumbered.computeIfAbsent(key, k -> renumbered.size());
        }
        return Math.max(count, renumbered.size());
    }

    /** Numbers are what texts ask automata about most: what a state makes of their digits lies side by side. */
    private static void digitsFirst(int[] known, int count) {
        int[] renumbered = new int[count];
        Arrays.fill(renumbered, -1);
        int next = 0;
        for (int i = 0; i < 256; i++) {
            int symbol = known['0' + i & 0xff];
            if (renumbered[symbol] < 0) {
                renumbered[symbol] = next++;
            }
        }
        for (int octet = 0; octet < 256; octet++) {
            known[octet] = renumbered[known[octet]];
        }
    }

    private static int surroundings(int octet) {
        return (ByteSet.WORD.contains(octet) ? Assertion.IN_WORD : 0) | (octet == '\n' ? Assertion.NEWLINE : 0);
    }

    /** Symbols by octet, for loops that cannot afford a call. Not to be changed. */
    char[] symbols() {
        return symbols;
    }

    int size() {
        return size;
    }

    int lastNewline() {
        return size - 2;
    }

    int end() {
        return size - 1;
    }

    /** What stands at an index of a text, or behind it. */
    int symbol(byte[] in, int at) {
        if (at == in.length) {
            return end();
        }
        return lastNewlineMatters && at == in.length - 1 && in[at] == '\n' ? lastNewline() : symbols[in[at] & 0xff];
    }

    /** One of its octets; of the end none. */
    int example(int symbol) {
        return example[symbol];
    }

    /** What it is to a place before it; the same says what it is to a place behind it. */
    int after(int symbol) {
        return after[symbol];
    }

    @Override
    public String toString() {
        return size + " symbols " + Arrays.toString(example);
    }
}
