package dev.postern.automaton;

import java.util.Arrays;
import java.util.List;

/** Builds the automaton of {@link Phrases}: a tree of the phrases, in which each way that leads out of it is then led to the longest end of what was read that some phrase begins with. */
final class PhraseTable {

    private static final int NONE = -1;

    private final char[] symbols = new char[256];
    private final int stride;
    private int[] table;
    private int[] ends;
    private final int[] shorter;
    private int[] depths = new int[16];
    private int nodes = 1;

    PhraseTable(List<byte[]> phrases) {
        stride = 1 + numberSymbols(phrases);
        table = new int[stride * 16];
        ends = new int[16];
        ends[0] = NONE;
        shorter = new int[phrases.size()];
        Arrays.fill(shorter, NONE);
        for (int i = 0; i < phrases.size(); i++) {
            insert(phrases.get(i), i);
        }
        table = Arrays.copyOf(table, nodes * stride);
        ends = Arrays.copyOf(ends, nodes);
        depths = Arrays.copyOf(depths, nodes);
        close();
        for (int cell = 0; cell < table.length; cell++) {
            table[cell] = ends[table[cell] / stride] == NONE ? table[cell] : -table[cell];
        }
    }

    /** By octet; 0 is any that no phrase has. */
    char[] symbols() {
        return symbols;
    }

    int stride() {
        return stride;
    }

    /** By row and symbol the next row as its offset, negative if a phrase ends there. */
    int[] table() {
        return table;
    }

    /** By number of row the longest phrase that ends there, the first of equal ones, or −1. */
    int[] ends() {
        return ends;
    }

    /** By number of row how many octets of phrases lead there. */
    int[] depths() {
        return depths;
    }

    /** By phrase the longest other one that ends wherever this does, or −1. */
    int[] shorter() {
        return shorter;
    }

    private int numberSymbols(List<byte[]> phrases) {
        int count = 0;
        for (byte[] phrase : phrases) {
            for (byte octet : phrase) {
                int lower = lower(octet & 0xff);
                if (symbols[lower] == 0) {
                    symbols[lower] = (char) ++count;
                }
            }
        }
        for (int upper = 'A'; upper <= 'Z'; upper++) {
            symbols[upper] = symbols[lower(upper)];
        }
        return count;
    }

    private static int lower(int octet) {
        return octet >= 'A' && octet <= 'Z' ? octet + 0x20 : octet;
    }

    private void insert(byte[] phrase, int number) {
        int row = 0;
        for (byte octet : phrase) {
            int cell = row + symbols[octet & 0xff];
            if (table[cell] == 0) {
                int created = node();
                table[cell] = created;
                depths[created / stride] = depths[row / stride] + 1;
            }
            row = table[cell];
        }
        if (ends[row / stride] == NONE) {
            ends[row / stride] = number;
        }
    }

    private int node() {
        if ((long) (nodes + 1) * stride > Phrases.MOST_CELLS) {
            throw new IllegalArgumentException("the phrases are too many or too long: their table would have more than " + Phrases.MOST_CELLS + " cells");
        }
        if (nodes == ends.length) {
            table = Arrays.copyOf(table, 2 * nodes * stride);
            ends = Arrays.copyOf(ends, 2 * nodes);
            depths = Arrays.copyOf(depths, 2 * nodes);
        }
        ends[nodes] = NONE;
        return nodes++ * stride;
    }

    /** Row by row, those nearer to the root first: where a row's way is missing, the way of the row it falls back to is taken. */
    private void close() {
        int[] queue = new int[nodes];
        int[] fallback = new int[nodes];
        int last = 1;
        for (int first = 0; first < last; first++) {
            int row = queue[first];
            int back = fallback[row / stride];
            for (int symbol = 0; symbol < stride; symbol++) {
                int child = table[row + symbol];
                int elsewhere = row == 0 ? 0 : table[back + symbol];
                if (child == 0) {
                    table[row + symbol] = elsewhere;
                } else {
                    fallback[child / stride] = elsewhere;
                    if (ends[child / stride] != NONE) {
                        shorter[ends[child / stride]] = ends[elsewhere / stride];
                    }
                    ends[child / stride] = ends[child / stride] == NONE ? ends[elsewhere / stride] : ends[child / stride];
                    queue[last++] = child;
                }
            }
        }
    }
}
