package dev.postern.automaton;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Many phrases that are looked for in one pass, without regard to the case of ASCII letters (Aho and Corasick's automaton, each of whose steps is one read of a table). Immutable, for any
 * thread; a search takes the same for each octet, whatever the phrases and the text.
 *
 * <p>Bound: {@value #MOST_CELLS} cells of the table, which has a row for each octet of the phrases that is not in a beginning they share, and a column for each octet they tell apart.
 */
public final class Phrases {

    static final int MOST_CELLS = 1 << 25;
    private static final int NONE = -1;

    private final List<byte[]> phrases;
    private final char[] symbols;
    private final int[] table;
    private final int[] ends;
    private final int[] shorter;
    private final int stride;

    /**
     * Where a phrase stands.
     *
     * @param phrase its index in the order given
     * @param start index of its first octet
     * @param end index behind its last
     */
    public record Occurrence(int phrase, int start, int end) {
        static final Occurrence NOWHERE = new Occurrence(NONE, NONE, NONE);

        public boolean found() {
            return phrase != NONE;
        }
    }

    /** Is told where phrases stand. */
    @FunctionalInterface
    public interface Told {
        /**
         * @param phrase its index in the order given; of equal ones that of the first
         * @param start index of its first octet
         * @param end index behind its last
         */
        void phrase(int phrase, int start, int end);
    }

    private Phrases(List<byte[]> phrases) {
        this.phrases = phrases;
        PhraseTable built = new PhraseTable(phrases);
        symbols = built.symbols();
        table = built.table();
        ends = built.ends();
        shorter = built.shorter();
        stride = built.stride();
    }

    /** @throws IllegalArgumentException if a phrase is empty, or they are too many */
    public static Phrases of(Collection<byte[]> phrases) {
        List<byte[]> copies = new ArrayList<>();
        for (byte[] phrase : phrases) {
            if (phrase.length == 0) {
                throw new IllegalArgumentException("phrase " + (copies.size() + 1) + " is empty: it would be found everywhere");
            }
            copies.add(phrase.clone());
        }
        return new Phrases(copies);
    }

    /** Index of the phrase that ends first in the text, the longest if several end there; −1 if none does. */
    public int find(byte[] in) {
        int row = 0;
        for (byte octet : in) {
            row = table[row + symbols[octet & 0xff]];
            if (row < 0) {
                return ends[-row / stride];
            }
        }
        return NONE;
    }

    /** As {@link #find}, of what begins at this index or later, and where it stands. */
    public Occurrence locate(byte[] in, int from) {
        int row = 0;
        for (int at = from; at < in.length; at++) {
            row = table[row + symbols[in[at] & 0xff]];
            if (row < 0) {
                int phrase = ends[-row / stride];
                return new Occurrence(phrase, at + 1 - phrases.get(phrase).length, at + 1);
            }
        }
        return Occurrence.NOWHERE;
    }

    /** Tells of every phrase wherever it stands between these two places, overlapping ones too, in the order in which they end; of those that end together the longest first. */
    public void each(byte[] in, int from, int to, Told told) {
        int row = 0;
        for (int at = from; at < to; at++) {
            row = table[row + symbols[in[at] & 0xff]];
            if (row < 0) {
                row = -row;
                for (int phrase = ends[row / stride]; phrase != NONE; phrase = shorter[phrase]) {
                    told.phrase(phrase, at + 1 - phrases.get(phrase).length, at + 1);
                }
            }
        }
    }

    public int size() {
        return phrases.size();
    }
}
