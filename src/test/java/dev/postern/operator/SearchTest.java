package dev.postern.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.postern.automaton.Found;
import dev.postern.automaton.Phrases;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Searches against the simplest that could be, and with values made to be slow. */
final class SearchTest {

    private static final int CASES = 20_000;

    private static byte[] random(Random random, int most) {
        byte[] text = new byte[random.nextInt(most)];
        for (int i = 0; i < text.length; i++) {
            text[i] = (byte) "abAB".charAt(random.nextInt(4));
        }
        return text;
    }

    private static String text(byte[] octets) {
        return new String(octets, StandardCharsets.ISO_8859_1);
    }

    @Test
    void aNeedleIsFoundWhereverItStands() {
        Random random = new Random(3);
        for (int i = 0; i < CASES; i++) {
            byte[] needle = random(random, 6);
            byte[] hay = random(random, 20);
            List<Integer> expected = new ArrayList<>();
            for (int at = text(hay).indexOf(text(needle)); at >= 0 && needle.length > 0; at = text(hay).indexOf(text(needle), at + 1)) {
                expected.add(at);
            }
            List<Integer> found = new ArrayList<>();
            new Needle(needle).anyIn(hay, at -> !found.add(at));
            assertEquals(needle.length == 0 ? List.of(0) : expected, found, text(needle) + " in " + text(hay));
        }
    }

    @Test
    void ofPhrasesTheLongestThatEndsFirstIsFound() {
        Random random = new Random(4);
        for (int i = 0; i < CASES; i++) {
            List<byte[]> phrases = new ArrayList<>();
            for (int n = random.nextInt(5) + 1; n > 0; n--) {
                byte[] phrase = random(random, 5);
                phrases.add(phrase.length == 0 ? new byte[] {'a'} : phrase);
            }
            byte[] hay = random(random, 15);
            assertEquals(first(phrases, text(hay).toLowerCase(Locale.ROOT)), Phrases.of(phrases).find(hay), text(hay));
        }
    }

    private static int first(List<byte[]> phrases, String hay) {
        for (int end = 1; end <= hay.length(); end++) {
            int best = -1;
            for (int i = 0; i < phrases.size(); i++) {
                String phrase = text(phrases.get(i)).toLowerCase(Locale.ROOT);
                if (hay.substring(0, end).endsWith(phrase) && (best < 0 || phrase.length() > phrases.get(best).length)) {
                    best = i;
                }
            }
            if (best >= 0) {
                return best;
            }
        }
        return -1;
    }

    @Test
    void valuesMadeToBeSlowAreNot() {
        byte[] many = "a".repeat(1 << 20).getBytes(StandardCharsets.ISO_8859_1);
        byte[] digits = "1".repeat(1 << 20).getBytes(StandardCharsets.ISO_8859_1);
        String half = "a".repeat(1 << 19) + "b";
        String words = "a ".repeat(1 << 18) + "b";
        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
            assertEquals(Found.NO, test("contains", "%{tx.long}", many, half));
            assertEquals(Found.NO, test("within", "%{tx.long}", half.getBytes(StandardCharsets.ISO_8859_1), "a".repeat(1 << 20)));
            assertEquals(Found.NO, test("containsWord", "%{tx.long}", "a ".repeat(1 << 19).getBytes(StandardCharsets.ISO_8859_1), words));
            assertEquals(Found.NO, test("pm", "a".repeat(2000) + "b " + "a".repeat(1000) + "c", many, ""));
            assertEquals(Found.EXHAUSTED, test("verifyCC", "\\d{15}1", digits, ""));
            assertEquals(Found.EXHAUSTED, test("rx", "^%{tx.long}$", many, "a".repeat(ExpandedRx.MAX_LENGTH)));
        });
    }

    private static Found test(String operator, String argument, byte[] value, String variable) throws InvalidOperatorException {
        return Operators.make(operator, argument, name -> new byte[0]).test(value, new FakeSubject(Map.of("tx.long", variable)));
    }
}
