package dev.postern.automaton;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WordPatternsTest {

    private static BytePattern compiled(String pattern) {
        return BytePattern.compile(pattern, Set.of(BytePattern.Flag.DOLLAR_END_ONLY));
    }

    private static String found(WordPatterns patterns, byte[] text, int from, int to) {
        TreeSet<String> found = new TreeSet<>();
        patterns.find(new Stretch(text, text.length, from, to), (start, ends) ->
                WordPatternsFuzz.each(ends, pattern -> found.add(pattern + ":" + Octets.text(text).substring(start, ends.end(pattern)))));
        return String.join(" ", found);
    }

    private static String found(String text, String... patterns) {
        byte[] octets = Octets.of(text);
        return found(WordPatterns.of(List.of(patterns).stream().map(WordPatternsTest::compiled).toList(), 50), octets, 0, octets.length);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {
        "\\d+ ~ a 1 b23 _4 5 ~ 0:1 0:5",
        "\\d{2}\\b ~ 12 123 12_ 12- 12 ~ 0:12",
        "[a-z]+@[a-z]+ ~ john.doe@example x@y@z ~ 0:doe@example 0:x@y 0:y@z",
        "[a-z.]+@[a-z]+ ~ john.doe@example ~ 0:.doe@example 0:doe@example 0:john.doe@example",
        "\\+\\d+ ~ 0+1 +22 a+3 ~ 0:+1 0:+22 0:+3",
        "(?:a|ab|abc)\\b ~ abc ab abcd ~ 0:ab 0:abc",
        "^a ~ a a ~ 0:a",
        "b$ ~ b b ~ 0:b",
        "\\bx ~ x -x yx ~ 0:x",
        "\\B\\(\\d ~ a(1 (2 ~ 0:(2",
        "é+ ~ aéé é ~ 0:é 0:éé",
        "a? ~ b ~ ''"})
    void findsTheLongestMatchFromWhereAWordBegins(String pattern, String text, String expected) {
        assertEquals(expected, found(text, pattern));
    }

    @Test
    void tellsPatternsApart() {
        assertEquals("0:12 0:34 1:12-34 2:a", found("12-34 a", "\\d+\\b", "\\d\\d-\\d\\d", "a"));
    }

    @Test
    void matchesEndInTheStretchAndLookBeyondThePart() {
        byte[] text = Octets.of("aa 12345 678");
        WordPatterns digits = WordPatterns.of(List.of(compiled("\\d+")), 50);
        assertEquals("0:12345", found(digits, text, 0, 4));
        assertEquals("", found(digits, text, 4, 9));
        assertEquals("0:12345", found(WordPatterns.of(List.of(compiled("\\d+\\b")), 5), text, 0, 4));
        assertEquals("", found(WordPatterns.of(List.of(compiled("\\d+\\b")), 4), text, 0, 4));
        assertEquals("0:1234", found(WordPatterns.of(List.of(compiled("\\d+")), 4), text, 0, 4));
    }

    @Test
    void refusesWhatItCannotDo() {
        assertThrows(IllegalArgumentException.class, () -> found("a", "a(?=b)"));
        assertThrows(IllegalArgumentException.class, () -> found("a", "a\\Z"));
    }

    @Test
    void patternsThatBeginWithAnyWordAreLookedForAroundTheirPivot() {
        String shown = WordPatterns.of(List.of(compiled("[a-z]+@[a-z]+"), compiled("\\d+"), compiled("[a-z]{1,4}:[a-z]+"), compiled("[a-z]{3}\\d"), compiled("\\w{20,30}")), 50).toString();
        assertTrue(shown.contains("around '@'") && shown.contains("around ':'") && shown.contains("at 0 octets of no word") && !shown.contains("Optional.empty"), shown);
    }

    /** Patterns as detectors have them, of few letters, so that much matches. */
    @Test
    void agreesWithRe2OnRandomPatterns() {
        Random random = new Random(11);
        for (int i = 0; i < 200; i++) {
            List<BytePattern> patterns = new ArrayList<>();
            for (int number = random.nextInt(1, 5); number > 0; number--) {
                patterns.add(compiled(sequence(random, 3)));
            }
            for (int texts = 0; texts < 5; texts++) {
                StringBuilder text = new StringBuilder();
                for (int length = random.nextInt(random.nextBoolean() ? 600 : 20); length > 0; length--) {
                    text.append("aab1 1@.-(+_B\n".charAt(random.nextInt(14)));
                }
                WordPatternsFuzz.agree(patterns, Octets.of(text.toString()));
            }
        }
    }

    private static String sequence(Random random, int depth) {
        StringBuilder pattern = new StringBuilder();
        for (int items = random.nextInt(1, 4); items > 0; items--) {
            pattern.append(item(random, depth)).append(List.of("", "", "?", "+", "*", "{2}", "{1,3}").get(random.nextInt(7)));
        }
        return pattern + (random.nextInt(3) == 0 ? "\\b" : "");
    }

    private static String item(Random random, int depth) {
        if (depth > 0 && random.nextInt(4) == 0) {
            return "(?:" + sequence(random, depth - 1) + (random.nextBoolean() ? "|" + sequence(random, depth - 1) : "") + ")";
        }
        List<String> atoms = List.of("a", "b", "1", "[ab]", "\\d", "[a-z]", "\\w", "@", "[.-]", " ", "\\(", "\\+", "[^@]", "[^a]", "[a-z.]");
        return atoms.get(random.nextInt(atoms.size()));
    }

    /** With each octet a new state: learning ends, answers stay. */
    @Test
    void aTextThatAsksForTooManyStatesIsSearchedWithoutThem() {
        String pattern = "(?:[ab] ?)*a(?:[ab] ?){12}c";
        List<BytePattern> patterns = List.of(compiled(pattern));
        Random random = new Random(3);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 60_000; i++) {
            text.append("ab".charAt(random.nextInt(2))).append(random.nextInt(150) == 0 ? "c ." : random.nextBoolean() ? " " : "");
        }
        byte[] in = Octets.of(text.toString());
        List<Integer> once = ends(AnchoredSet.of(patterns, 60), in);
        assertEquals(ends(AnchoredSet.of(patterns, 60, 500), in), once);
        assertTrue(IntStream.range(0, once.size()).anyMatch(i -> once.get(i) > 0));
    }

    private static List<Integer> ends(AnchoredSet set, byte[] in) {
        Stretch whole = new Stretch(in, in.length, 0, in.length);
        Ends ends = set.ends();
        List<Integer> all = new ArrayList<>();
        for (int at = 0; at < in.length; at += 7) {
            set.match(whole, at, ends);
            all.add(ends.patterns()[0] != 0 ? ends.end(0) : -1);
        }
        return all;
    }
}
