package dev.postern.automaton;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Several lists of phrases at once say what each says alone. */
class PhraseSetsTest {

    private static List<byte[]> list(String words) {
        return Arrays.stream(words.split(" ")).map(word -> word.getBytes(StandardCharsets.ISO_8859_1)).toList();
    }

    private static long found(PhraseSets sets, String text) {
        long[] hits = new long[sets.words()];
        sets.find(text.getBytes(StandardCharsets.ISO_8859_1), hits);
        return hits[0];
    }

    @ParameterizedTest
    @CsvSource({"nothing to see, 0", "a shell, 3", "SHELL, 3", "helix, 2", "shells and cats, 7", "cat, 4", "hell, 2", "concat, 4", "'', 0"})
    void eachListOfWhichAPhraseStandsInTheText(String text, long lists) {
        assertEquals(lists, found(PhraseSets.of(List.of(list("shell sheik"), list("hell heli"), list("cat dog"))), text));
    }

    /** A phrase of one list at the end of one of another, in both cases of letters. */
    @Test
    void phrasesThatEndInOneAnother() {
        PhraseSets sets = PhraseSets.of(List.of(list("ABCD"), list("bcd"), list("d"), list("bc"), list("x")));
        assertEquals(0b01111, found(sets, "aBcD"));
        assertEquals(0b01000, found(sets, "abc"));
    }

    @Test
    void asEachAlone() {
        Random pick = new Random(7);
        for (int round = 0; round < 200; round++) {
            List<List<byte[]>> lists = new ArrayList<>();
            for (int list = 0; list < 70; list++) {
                lists.add(List.of(text(pick, 1 + pick.nextInt(5)), text(pick, 1 + pick.nextInt(3))));
            }
            PhraseSets sets = PhraseSets.of(lists);
            byte[] text = text(pick, pick.nextInt(12));
            long[] expected = new long[sets.words()];
            for (int list = 0; list < lists.size(); list++) {
                expected[list >> 6] |= Phrases.of(lists.get(list)).find(text) >= 0 ? 1L << list : 0;
            }
            long[] hits = new long[sets.words()];
            sets.find(text, hits);
            assertArrayEquals(expected, hits);
        }
    }

    private static byte[] text(Random pick, int length) {
        byte[] text = new byte[length];
        for (int at = 0; at < length; at++) {
            text[at] = (byte) "abcABC\u00e9".charAt(pick.nextInt(7));
        }
        return text;
    }

    @Test
    void anEmptyPhraseIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> PhraseSets.of(List.of(list("a"), List.of(new byte[0]))));
    }
}
