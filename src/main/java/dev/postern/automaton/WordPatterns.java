package dev.postern.automaton;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Many linear patterns whose matches begin where a word begins or with an octet that is of no word (words are of ASCII letters, digits and underscores): finds at each such place which of them
 * match from there, and where the longest match of each ends. Immutable; for any thread.
 *
 * <p>How: ordinary text is walked over 64 octets at a time; where a word begins its first two octets tell whether any pattern may begin so; only then an automaton of all patterns
 * ({@link AnchoredSet}) runs until nothing can match any more. Patterns that may begin with nearly any word but cannot do without some rare octet ({@link Pivot}) are looked for around that
 * octet instead.
 *
 * <p>Each place is tried once, and what is tried there looks at most at the longest match's octets: linear whatever the text.
 */
public final class WordPatterns {

    /** A pattern that may begin with more of all pairs of small letters than one in this many is looked for by its pivot. */
    private static final int BROAD = 10;
    private static final int EVERYWHERE = -1;
    private static final ByteSet SMALL = ByteSet.range('a', 'z');
    private static final ByteSet LETTERS = ByteSet.range('A', 'Z').or(SMALL);

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
        List<Optional<Pivot>> pivots = patterns.stream().map(pattern -> pivot(pattern, longest)).toList();
        Map<Integer, List<Integer>> byPivot = new LinkedHashMap<>();
        for (int i = 0; i < patterns.size(); i++) {
            byPivot.computeIfAbsent(pivots.get(i).map(Pivot::octet).orElse(EVERYWHERE), octet -> new ArrayList<>()).add(i);
        }
        List<WordSearch> searches = new ArrayList<>();
        byPivot.forEach((octet, members) -> {
            int[] numbers = members.stream().mapToInt(Integer::intValue).toArray();
            PlacedPatterns some = new PlacedPatterns(AnchoredSet.of(members.stream().map(patterns::get).toList(), longest), numbers);
            searches.add(octet == EVERYWHERE ? new EverywhereSearch(some) : new PivotSearch(some, members.stream().map(member -> pivots.get(member).orElseThrow()).toList()));
        });
        return new WordPatterns(List.copyOf(searches), patterns.size());
    }

    private static Optional<Pivot> pivot(BytePattern pattern, int longest) {
        Beginnings beginnings = Beginnings.of(AnchoredSet.of(List.of(pattern), longest));
        boolean broad = beginnings.count(SMALL, SMALL) * BROAD > 26 * 26 || beginnings.count(LETTERS, SMALL) * BROAD > 52 * 26;
        return broad ? Pivot.of(pattern.program(), longest) : Optional.empty();
    }

    /** Gives, in no order of places, every match that begins in the stretch's part. */
    public void find(Stretch text, PlacedPatterns.Matches into) {
        for (WordSearch search : searches) {
            search.find(text, into);
        }
    }

    @Override
    public String toString() {
        return size + " patterns: " + searches;
    }
}
