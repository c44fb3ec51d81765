package dev.postern.automaton;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PhrasesTest {

    private static Phrases phrases(String... phrases) {
        return Phrases.of(Arrays.stream(phrases).map(Octets::of).toList());
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', value = {
        "he she his hers, ushers, 1, 1, 4",
        "he she his hers, HIS, 2, 0, 3",
        "abcd bc, xabcx, 1, 2, 4",
        "abcd bc, abcd, 1, 1, 3",
        "a ab abc, zabc, 0, 1, 2",
        "abc bc c, ab-abc, 0, 3, 6",
        "aab ab, aaab, 0, 1, 4",
        "/etc/passwd .htaccess, /x/.HTACCESS, 1, 3, 12",
        "same SAME, same, 0, 0, 4",
        "x, abc, -1, -1, -1",
        "[\\], [\\], 0, 0, 3",
    })
    void thePhraseThatEndsFirst(String list, String in, int phrase, int start, int end) {
        Phrases phrases = phrases(list.split(" "));
        assertEquals(phrase, phrases.find(Octets.of(in)));
        assertEquals(new Phrases.Occurrence(phrase, start, end), phrases.locate(Octets.of(in), 0));
        assertEquals(phrase >= 0, phrases.locate(Octets.of(in), 0).found());
    }

    @Test
    void aSearchGoesOnBehindWhatWasFound() {
        Phrases phrases = phrases("ab", "b");
        assertEquals(new Phrases.Occurrence(0, 0, 2), phrases.locate(Octets.of("abab"), 0));
        assertEquals(new Phrases.Occurrence(1, 1, 2), phrases.locate(Octets.of("abab"), 1));
        assertEquals(new Phrases.Occurrence(0, 2, 4), phrases.locate(Octets.of("abab"), 2));
        assertFalse(phrases.locate(Octets.of("abab"), 4).found());
    }

    @Test
    void everyPhraseIsToldOfWhereverItStands() {
        Random random = new Random(6);
        List<String> list = List.of("a", "ba", "aba", "cab", "bb", "abba", "caba", "B");
        Phrases phrases = phrases(list.toArray(String[]::new));
        for (int round = 0; round < 200; round++) {
            String text = random.ints(40, 'a', 'd').collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
            int from = random.nextInt(10);
            int to = 40 - random.nextInt(10);
            List<String> expected = new ArrayList<>();
            for (int end = from; end <= to; end++) {
                for (int start = from; start < end; start++) {
                    int phrase = list.indexOf(text.substring(start, end));
                    if (phrase >= 0) {
                        expected.add(phrase + " " + start + " " + end);
                    } else if (text.substring(start, end).equals("b")) {
                        expected.add("7 " + start + " " + end);
                    }
                }
            }
            List<String> told = new ArrayList<>();
            phrases.each(Octets.of(text), from, to, (phrase, start, end) -> told.add(phrase + " " + start + " " + end));
            assertEquals(expected, told, text);
        }
    }

    @Test
    void octetsBeyondAsciiAreThemselves() {
        assertEquals(0, phrases("\u00e9\u00ff\0").find(Octets.of("x\u00e9\u00ff\0")));
        assertEquals(-1, phrases("\u00e9").find(Octets.of("\u00c9")));
        assertEquals(-1, phrases("[").find(Octets.of("{")));
        assertEquals(-1, phrases("@").find(Octets.of("`")));
    }

    @Test
    void noPhraseIsFoundIfThereIsNone() {
        assertEquals(-1, Phrases.of(List.of()).find(Octets.of("abc")));
        assertEquals(-1, phrases("abc").find(new byte[0]));
        assertThrows(IllegalArgumentException.class, () -> phrases("a", ""));
    }

    @Test
    void whatWouldNeedTooLargeATableIsRefused() {
        List<byte[]> many = new ArrayList<>();
        Random random = new Random(4);
        for (int i = 0; i < 80_000; i++) {
            byte[] phrase = new byte[8];
            random.nextBytes(phrase);
            many.add(phrase);
        }
        assertTrue(assertThrows(IllegalArgumentException.class, () -> Phrases.of(many)).getMessage().startsWith("the phrases are too many"));
    }

    @Test
    void findsWhatLookingForEachAloneFinds() {
        Random random = new Random(5);
        for (int round = 0; round < 2_000; round++) {
            List<String> list = new ArrayList<>();
            for (int i = 0; i <= random.nextInt(6); i++) {
                list.add(text(random, 1 + random.nextInt(4)));
            }
            String in = text(random, random.nextInt(12));
            assertEquals(expected(list, in), phrases(list.toArray(String[]::new)).locate(Octets.of(in), 0), () -> list + " in " + in);
        }
    }

    private static Phrases.Occurrence expected(List<String> list, String in) {
        for (int end = 1; end <= in.length(); end++) {
            int best = -1;
            for (int i = 0; i < list.size(); i++) {
                boolean here = in.substring(0, end).toLowerCase(Locale.ROOT).endsWith(list.get(i).toLowerCase(Locale.ROOT));
                best = here && (best < 0 || list.get(i).length() > list.get(best).length()) ? i : best;
            }
            if (best >= 0) {
                return new Phrases.Occurrence(best, end - list.get(best).length(), end);
            }
        }
        return new Phrases.Occurrence(-1, -1, -1);
    }

    private static String text(Random random, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append("abAc".charAt(random.nextInt(4)));
        }
        return text.toString();
    }
}
