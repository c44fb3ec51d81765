package dev.postern.secret;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where matches of a pattern are looked for: beside texts that stand in it or, where none does in every match, beside the rule's key words.
 *
 * @param texts  in lower case, ASCII letters of either case are meant; empty: everywhere
 * @param before how many octets before such a text a match begins at most, 0 or more
 * @param least  and at least; negative: so many behind it
 */
record Anchor(Set<String> texts, int before, int least) {

    /** How far from a key word that does not stand in its pattern something counts as beside it. */
    static final int BESIDE_BEFORE = 512;
    static final int BESIDE_BEHIND = 96;

    private static final int SHORTEST = 3;
    private static final int FARTHEST = 100;

    static Anchor of(List<Part> pattern, List<String> words) {
        return atBeginning(pattern, words).or(() -> inside(pattern, words)).orElseGet(() -> beside(words));
    }

    private static Optional<Anchor> atBeginning(List<Part> pattern, List<String> words) {
        return texts(pattern, words).map(heads -> new Anchor(heads, 0, 0));
    }

    private static Optional<Set<String>> texts(List<Part> pattern, List<String> words) {
        return Heads.of(pattern, 2).filter(heads -> heads.stream().allMatch(head -> head.length() >= SHORTEST || words.stream().anyMatch(head::contains)));
    }

    /** The part that begins with the longest texts, of those that are not too far from the beginning. */
    private static Optional<Anchor> inside(List<Part> pattern, List<String> words) {
        Optional<Anchor> best = Optional.empty();
        Part.Width before = new Part.Width(0, 0);
        for (int i = 0; i < pattern.size() && before.max() <= FARTHEST; i++) {
            Part.Width here = before;
            Optional<Anchor> found = texts(pattern.subList(i, pattern.size()), words).map(heads -> new Anchor(heads, here.max(), here.min()));
            if (found.isPresent() && (best.isEmpty() || found.get().shortest() > best.get().shortest())) {
                best = found;
            }
            before = before.plus(pattern.get(i).width());
        }
        return best;
    }

    private static Anchor beside(List<String> words) {
        Set<String> lower = new TreeSet<>();
        words.forEach(word -> lower.add(octets(word.toLowerCase(Locale.ROOT))));
        return new Anchor(lower, BESIDE_BEFORE, -BESIDE_BEHIND);
    }

    /** Its UTF-8, an octet a character, as texts are written here. */
    static String octets(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private int shortest() {
        return texts.stream().mapToInt(String::length).min().orElse(0);
    }
}
