package dev.postern.automaton;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class NamePlacesTest {

    private static final List<String> WORDS = List.of("a", "id", "ssn", "tax", "name", "passport", "tax id", "my a b", "e-mail", "ipv4", "né", "号", "налог", "2fa", "date of birth", "a b");

    /** Wherever the filter says that no word begins none does. */
    @Test
    void nothingIsLeftOutThatBeginsAPartOfAName() {
        PlacedPatterns words = PlacedPatterns.ofWords(WORDS, 50);
        List<String> parts = List.of("a", "A", "b", "id", "Id", "ID", "ssn", "SSN", "tax", "Tax", "name", "passport", "my", "e-mail", "eMail", "ipv4", "IPv4", "né", "号", "налог", "2fa", "dateOfBirth", "date of birth", "dateofbirth",
                " ", "_", "-", "1", "x", "X", "é", ".");
        Random random = new Random(4);
        for (int round = 0; round < 300; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(60); i > 0; i--) {
                text.append(parts.get(random.nextInt(parts.size())));
            }
            byte[] in = text.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
            int from = random.nextInt(in.length + 1);
            int to = from + random.nextInt(in.length - from + 1);
            Stretch whole = new Stretch(in, in.length, 0, in.length);
            TreeSet<String> expected = new TreeSet<>();
            PlacedPatterns.Trial all = words.on(whole, (start, ends) -> keep(in, start, ends, expected));
            for (int at = from; at < to; at++) {
                if (begins(in, at)) {
                    all.at(at);
                }
            }
            TreeSet<String> found = new TreeSet<>();
            words.on(whole, (start, ends) -> keep(in, start, ends, found)).names(from, to);
            assertEquals(expected, found, text.toString());
        }
    }

    /** Keeps those behind which no small letter goes on, or that are of no ASCII letters: others are no words. */
    private static void keep(byte[] in, int start, Ends ends, TreeSet<String> into) {
        List<Integer> numbers = new ArrayList<>();
        WordPatternsFuzz.each(ends, numbers::add);
        for (int number : numbers) {
            int end = ends.end(number);
            if (end == in.length || !(in[end] >= 'a' && in[end] <= 'z') || in[start] < 0) {
                into.add(start + " " + end + " " + number);
            }
        }
    }

    private static boolean begins(byte[] in, int at) {
        int octet = in[at];
        int before = at > 0 ? in[at - 1] : ' ';
        boolean letter = (octet | 0x20) >= 'a' && (octet | 0x20) <= 'z';
        boolean letterBefore = (before | 0x20) >= 'a' && (before | 0x20) <= 'z';
        boolean digit = octet >= '0' && octet <= '9';
        return letter ? octet <= 'Z' || !letterBefore : digit ? !letterBefore && !(before >= '0' && before <= '9') : (octet & 0xc0) == 0xc0;
    }
}
