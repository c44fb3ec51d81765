package dev.postern.automaton;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Several lists of phrases that are looked for in one pass over a text, without regard to the case of ASCII letters: of which lists any phrase stands in it. Immutable, for any thread; a search
 * takes the same for each octet, whatever the phrases and the text. Bound: as {@link Phrases}, of all lists together.
 */
public final class PhraseSets {

    private final int size;
    private final char[] symbols;
    private final int[] table;
    private final int stride;
    private final long[][] listsByRow;

    private PhraseSets(int size, PhraseTable built, List<long[]> listsByPhrase) {
        this.size = size;
        symbols = built.symbols();
        table = built.table();
        stride = built.stride();
        int[] ends = built.ends();
        listsByRow = new long[ends.length][];
        for (int row = 0; row < ends.length; row++) {
            listsByRow[row] = ends[row] < 0 ? new long[0] : listsByPhrase.get(ends[row]);
        }
    }

    /** @throws IllegalArgumentException if a phrase is empty, or they are too many */
    public static PhraseSets of(List<List<byte[]>> lists) {
        Map<String, long[]> listsOf = new LinkedHashMap<>();
        int words = words(lists.size());
        for (int list = 0; list < lists.size(); list++) {
            for (byte[] phrase : lists.get(list)) {
                if (phrase.length == 0) {
                    throw new IllegalArgumentException("a phrase of list " + (list + 1) + " is empty: it would be found everywhere");
                }
                listsOf.computeIfAbsent(lower(phrase), unused -> new long[words])[list >> 6] |= 1L << list;
            }
        }
        List<byte[]> phrases = new ArrayList<>();
        List<long[]> masks = new ArrayList<>();
        listsOf.forEach((phrase, own) -> {
            phrases.add(phrase.getBytes(StandardCharsets.ISO_8859_1));
            masks.add(withEndings(phrase, own, listsOf));
        });
        return new PhraseSets(lists.size(), new PhraseTable(phrases), masks);
    }

    /** Where a phrase ends, those end too that it ends with. */
    private static long[] withEndings(String phrase, long[] own, Map<String, long[]> listsOf) {
        long[] all = own.clone();
        for (int from = 1; from < phrase.length(); from++) {
            long[] ending = listsOf.get(phrase.substring(from));
            for (int word = 0; ending != null && word < all.length; word++) {
                all[word] |= ending[word];
            }
        }
        return all;
    }

    private static String lower(byte[] phrase) {
        StringBuilder text = new StringBuilder();
        for (byte octet : phrase) {
            text.append((char) (octet >= 'A' && octet <= 'Z' ? octet + 0x20 : octet & 0xff));
        }
        return text.toString();
    }

    private static int words(int lists) {
        return (lists + 63) / 64;
    }

    public int size() {
        return size;
    }

    /** How many {@code long}s {@link #find} sets bits in. */
    public int words() {
        return words(size);
    }

    /** Sets bit <i>i</i> of {@code hits} if a phrase of list <i>i</i> is found. Other bits stay as they are. */
    public void find(byte[] in, long[] hits) {
        int row = 0;
        for (byte octet : in) {
            row = table[row + symbols[octet & 0xff]];
            if (row < 0) {
                row = -row;
                long[] lists = listsByRow[row / stride];
                for (int word = 0; word < lists.length; word++) {
                    hits[word] |= lists[word];
                }
            }
        }
    }
}
