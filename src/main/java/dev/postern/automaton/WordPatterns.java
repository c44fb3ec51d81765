package dev.postern.automaton;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Many linear patterns whose matches begin where a word begins or with an octet that is of no word (words are of ASCII letters, digits and underscores): finds at each such place which of them
 * match from there, and where the longest match of each ends. Immutable; for any thread.
 *
 * <p>How: ordinary text is walked over 64 octets at a time; where a word begins its first two octets tell whether any pattern may begin so; only then an automaton of all patterns
 * ({@link AnchoredSet}) runs until nothing can match any more. Patterns that may begin with nearly any word but need a digit soon are tried where one is near, those that are long words where a word is long; those that cannot do without
 * some rare octet ({@link Pivot}) around that octet.
 *
 * <p>Each place is tried once, and what is tried there looks at most at the longest match's octets: linear whatever the text.
 */
public final class WordPatterns {

    /** A pattern that may begin with more of all pairs of small letters than one in this many, or of all letters, is not tried wherever a word begins if that can be helped. */
    private static final int BROAD = 10;
    private static final ByteSet SMALL = ByteSet.range('a', 'z');
    private static final ByteSet LETTERS = ByteSet.range('A', 'Z').or(SMALL);

    private enum Way { ALWAYS, NEAR_DIGITS, IN_LONG_WORDS, AROUND_PIVOT }

    private final List<WordSearch> searches;
    private final int size;

    private WordPatterns(List<WordSearch> searches, int size) {
        this.searches = searches;
        this.size = size;
    }

    /**
     * @param longest octets of a match; of longer ones only what is no longer is seen
     * @throws IllegalArgumentException if a pattern is not linear or asks for the last newline
     */
    public static WordPatterns of(List<BytePattern> patterns, int longest) {
        Map<Way, SortedMap<Integer, BytePattern>> byWay = new EnumMap<>(Way.class);
        Map<Integer, SortedMap<Integer, BytePattern>> byPivot = new TreeMap<>();
        Map<Integer, List<Pivot>> pivots = new TreeMap<>();
        for (int i = 0; i < patterns.size(); i++) {
            BytePattern pattern = patterns.get(i);
            Way way = way(pattern, longest);
            if (way == Way.AROUND_PIVOT) {
                Pivot pivot = Pivot.of(pattern.program(), longest).orElseThrow();
                byPivot.computeIfAbsent(pivot.octet(), octet -> new TreeMap<>()).put(i, pattern);
                pivots.computeIfAbsent(pivot.octet(), octet -> new ArrayList<>()).add(pivot);
            } else {
                byWay.computeIfAbsent(way, w -> new TreeMap<>()).put(i, pattern);
            }
        }
        Function<Way, Optional<PlacedPatterns>> placed = way -> Optional.ofNullable(byWay.get(way)).map(some -> PlacedPatterns.of(some, longest));
        List<WordSearch> searches = new ArrayList<>();
        searches.add(new EverywhereSearch(new EverywhereSearch.Sets(placed.apply(Way.ALWAYS), placed.apply(Way.NEAR_DIGITS), placed.apply(Way.IN_LONG_WORDS))));
        byPivot.forEach((octet, some) -> searches.add(new PivotSearch(PlacedPatterns.of(some, longest), pivots.get(octet))));
        return new WordPatterns(List.copyOf(searches), patterns.size());
    }

    /**
     * The same pattern.
     *
     * @throws IllegalArgumentException if it is not linear or asks for the last newline
     */
    public static BytePattern checked(BytePattern pattern) {
        return AnchoredSet.checked(pattern);
    }

    private static Way way(BytePattern pattern, int longest) {
        if (!broad(pattern, longest)) {
            return Way.ALWAYS;
        }
        if (Pivot.inWord(pattern.program(), EverywhereSearch.LONG)) {
            return Way.IN_LONG_WORDS;
        }
        if (Pivot.digitWithin(pattern.program(), EverywhereSearch.NEAR)) {
            return Way.NEAR_DIGITS;
        }
        return Pivot.of(pattern.program(), longest).isPresent() ? Way.AROUND_PIVOT : Way.ALWAYS;
    }

    private static boolean broad(BytePattern pattern, int longest) {
        Beginnings beginnings = Beginnings.of(AnchoredSet.of(List.of(pattern), longest));
        return beginnings.count(SMALL, SMALL) * BROAD > 26 * 26 || beginnings.count(LETTERS, LETTERS) * BROAD > 52 * 52;
    }

    /** Gives, place by place but in no order of places, what matches from each place in the stretch's part; a place may be given more than once, each time with other patterns. */
    public void find(Stretch text, PlacedPatterns.Matches into) {
        searcher(into).find(text);
    }

    /** For one text after another: what searches need besides it is made once. */
    public Searcher searcher(PlacedPatterns.Matches into) {
        return new Searcher(searches.stream().map(search -> search.run(into)).toArray(WordSearch.Run[]::new));
    }

    /** Searches of one text after another, of which it keeps none. For one thread. */
    public static final class Searcher {

        private final WordSearch.Run[] runs;

        private Searcher(WordSearch.Run[] runs) {
            this.runs = runs;
        }

        /** As {@link WordPatterns#find}. */
        public void find(Stretch text) {
            for (WordSearch.Run run : runs) {
                run.find(text);
            }
        }
    }

    @Override
    public String toString() {
        return size + " patterns: " + searches;
    }
}
