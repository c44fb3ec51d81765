package dev.postern.automaton;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class PhraseStartsTest {

    private static PhraseStarts starts(List<String> phrases) {
        return PhraseStarts.of(phrases.stream().map(Octets::of).toList());
    }

    private static List<String> told(PhraseStarts phrases, String text, int from, int to) {
        List<String> told = new ArrayList<>();
        phrases.each(Octets.of(text), from, to, (phrase, start, end) -> told.add(phrase + " " + start + " " + end));
        return told;
    }

    @Test
    void byWhereTheyBeginAndTheShortestFirst() {
        assertEquals(List.of("1 0 3", "0 0 5", "2 1 3", "3 2 6"), told(starts(List.of("abcde", "abc", "bc", "CDEf")), "ABCDEF", 0, 6));
    }

    @Test
    void nothingIsReadBeyondTheEnd() {
        assertEquals(List.of("0 0 2"), told(starts(List.of("ab", "abc", "bc")), "xabc".substring(1), 0, 2));
        assertEquals(List.of(), told(starts(List.of("abc")), "ab", 0, 2));
        assertEquals(List.of(), told(starts(List.of()), "some text of some length", 0, 24));
    }

    /** However short a key word a user's rules have, it is found. */
    @Test
    void tellsOfThoseThatAutomatonTellsOf() {
        Random random = new Random(17);
        for (int round = 0; round < 300; round++) {
            List<String> list = new ArrayList<>();
            int shortest = 1 + round % 3;
            for (int i = 0; i < 1 + random.nextInt(12); i++) {
                String phrase = word(random, shortest + random.nextInt(5));
                if (!list.contains(phrase)) {
                    list.add(phrase);
                }
            }
            String text = word(random, 120);
            text = random.nextBoolean() ? text.toUpperCase(Locale.ROOT) : text;
            int from = random.nextInt(20);
            int to = 120 - random.nextInt(20);
            List<String> expected = new ArrayList<>();
            Phrases.of(list.stream().map(Octets::of).toList()).each(Octets.of(text), from, to, (phrase, start, end) -> expected.add(phrase + " " + start + " " + end));
            List<String> told = new ArrayList<>(told(starts(list), text, from, to));
            assertTrue(inOrder(told), told + " in " + text);
            Collections.sort(expected);
            Collections.sort(told);
            assertEquals(expected, told, list + " in " + text);
        }
    }

    private static boolean inOrder(List<String> told) {
        int[] places = told.stream().mapToInt(one -> Integer.parseInt(one.split(" ")[1]) * 1000 + Integer.parseInt(one.split(" ")[2])).toArray();
        int[] sorted = places.clone();
        Arrays.sort(sorted);
        return Arrays.equals(places, sorted);
    }

    private static String word(Random random, int length) {
        return random.ints(length, 0, 6).mapToObj(i -> String.valueOf("ab_-\u00e9z".charAt(i))).reduce("", String::concat);
    }

    @Test
    void anEmptyOneIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> PhraseStarts.of(List.of("a".getBytes(StandardCharsets.US_ASCII), new byte[0])));
    }
}
