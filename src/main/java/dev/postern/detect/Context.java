package dev.postern.detect;

import dev.postern.automaton.Ends;
import dev.postern.automaton.PlacedPatterns;
import dev.postern.automaton.Stretch;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Words that make a type of data likelier: one of them that begins within {@value #REACH_BYTES} octets before a hit, or that is in the name of its field, raises the hit's confidence by
 * {@value #RAISE}, and to at least {@value #LEAST}.
 *
 * <p>A word stands for itself or as a part of a name, {@code taxId}, {@code TAX_ID}, {@code 2ndTax}; a blank in a word is one blank, underscore or hyphen, or nothing. Words of scripts
 * that put nothing between words are found anywhere. Words of two letters, which are in every other random name, stand for themselves alone or between underscores and hyphens. Immutable; for
 * any thread.
 */
final class Context {

    static final int RAISE = 35;
    static final int LEAST = 40;
    /** What stands before such a word decides whether it is one: that much less than what a window has before a hit. */
    static final int REACH_BYTES = Window.CONTEXT_BYTES - 4;
    private static final BitSet NONE = new BitSet();
    private static final int LONGEST_WORD = 100;
    private static final int SHORT = 3;

    /** None if there are none. */
    private final Optional<PlacedPatterns> words;
    /** By word. */
    private final boolean[] anywhere;
    /** By word, whether neither letters nor digits may be beside it. */
    private final boolean[] alone;
    /** Words that a path of names may have though none of the names has: what joins them, what escapes that, or the number of an array's element is part of the word. */
    private final BitSet acrossNames = new BitSet();
    /** By name of a type, which words are of it. */
    private final Map<String, BitSet> types = new HashMap<>();

    Context(Map<InfoType, List<String>> byType) {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        byType.forEach((type, some) -> some.forEach(word ->
                types.computeIfAbsent(type.name(), name -> new BitSet()).set(numbers.computeIfAbsent(word.toLowerCase(Locale.ROOT), unknown -> numbers.size()))));
        List<String> all = List.copyOf(numbers.keySet());
        all.stream().filter(word -> !Character.isLetterOrDigit(word.codePointAt(0))).forEach(word -> {
            throw new IllegalArgumentException("a word begins with a letter or digit, not as '" + word + "'");
        });
        words = all.isEmpty() ? Optional.empty() : Optional.of(PlacedPatterns.ofWords(all, LONGEST_WORD));
        anywhere = new boolean[all.size()];
        alone = new boolean[all.size()];
        for (int i = 0; i < anywhere.length; i++) {
            anywhere[i] = all.get(i).codePoints().anyMatch(Letters::standsAlone);
            alone[i] = all.get(i).length() < SHORT && !anywhere[i];
            acrossNames.set(i, all.get(i).contains("/") || all.get(i).contains("~") || all.get(i).chars().allMatch(Character::isDigit));
        }
    }

    Optional<PlacedPatterns> words() {
        return words;
    }

    /** Not to be changed. */
    BitSet acrossNames() {
        return acrossNames;
    }

    /** How many words there are. */
    int size() {
        return anywhere.length;
    }

    /** Is given words that stand in a text. */
    @FunctionalInterface
    interface Words {
        void word(int word, int start, int end);
    }

    /** Gives those that were found from a place on and are words there. */
    void each(Stretch in, int start, Ends found, Words into) {
        long[] matching = found.patterns();
        for (int i = 0; i < matching.length; i++) {
            for (long rest = matching[i]; rest != 0; rest &= rest - 1) {
                int word = (i << 6) + Long.numberOfTrailingZeros(rest);
                int end = found.end(word);
                if (stands(word, in, start, end)) {
                    into.word(word, start, end);
                }
            }
        }
    }

    private boolean stands(int word, Stretch in, int start, int end) {
        if (anywhere[word]) {
            return true;
        }
        boolean beside = Letters.boundary(in.octets(), in.length(), start) && Letters.boundary(in.octets(), in.length(), end);
        return beside && !(alone[word] && joined(in, start, end));
    }

    private static boolean joined(Stretch in, int start, int end) {
        return start > 0 && Letters.inName(in.octets()[start - 1]) || end < in.length() && Letters.inName(in.octets()[end]);
    }

    /** Numbers of the words of a type; empty if it has none. */
    BitSet of(InfoType type) {
        BitSet known = types.get(type.name());
        return known == null ? NONE : known;
    }

    /** The most there can be of this type. */
    int most(InfoType type, int confidence) {
        return of(type).isEmpty() ? confidence : raised(confidence);
    }

    static int raised(int confidence) {
        return Math.min(Hit.CERTAIN, Math.max(LEAST, confidence + RAISE));
    }
}
