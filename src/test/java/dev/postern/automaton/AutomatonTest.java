package dev.postern.automaton;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** States that are dropped, that are too many, and that several threads build at once change nothing of what is found. */
final class AutomatonTest {

    private static final List<String> PATTERNS = List.of("(?:a|b)*a[ab]{10}c", "\\bab\\b|^b$", "(?m)^a.*b$", "a[^b]{3,9}b|cc\\Z", "^(?:a|ab|b)+\\n?$", "(?i)abc|b\\B.a");

    private static Program program(String pattern) {
        return Compiler.compile(PatternParser.parse(pattern, EnumSet.noneOf(Mode.class)), Compiler.Exactness.LINEAR);
    }

    /** By another way than the one under test. */
    private static boolean found(String pattern, byte[] in) {
        return Octets.leftmost(program(pattern), in) >= 0;
    }

    private static byte[] text(Random random, int most) {
        byte[] text = new byte[random.nextInt(most)];
        for (int i = 0; i < text.length; i++) {
            text[i] = (byte) "aaabbbc \nA".charAt(random.nextInt(10));
        }
        return text;
    }

    @Test
    void aBudgetOfHardlyAnyStatesChangesNothing() {
        Random random = new Random(1);
        for (String pattern : PATTERNS) {
            Automaton automaton = new Automaton(program(pattern), 1, 1_000);
            Generation first = automaton.generation();
            for (int i = 0; i < 300; i++) {
                byte[] in = text(random, 60);
                assertEquals(found(pattern, in), automaton.find(in), () -> pattern + " on " + Octets.text(in));
            }
            assertNotSame(first, automaton.generation(), "states were dropped");
        }
    }

    @Test
    void statesWithinTheBudgetAreKept() {
        Automaton automaton = new Automaton(program("ab+c"), 1, 100_000);
        Generation first = automaton.generation();
        assertTrue(automaton.find(Octets.of("xxabbbc")));
        int[] known = automaton.generation().transitions().clone();
        assertTrue(automaton.find(Octets.of("abbbc")));
        assertSame(first, automaton.generation());
        assertTrue(java.util.Arrays.equals(known, automaton.generation().transitions()), "nothing new was to be built");
    }

    @Test
    void aTextThatAsksForMoreStatesThanAllowedIsSearchedToItsEnd() {
        String pattern = "[ab]*a[ab]{14}c";
        Automaton automaton = new Automaton(program(pattern), 1, 1 << 20);
        Random random = new Random(2);
        byte[] in = new byte[20_000];
        for (int i = 0; i < in.length; i++) {
            in[i] = (byte) (random.nextBoolean() ? 'a' : 'b');
        }
        assertFalse(automaton.find(in));
        in[in.length - 15] = 'a';
        in[in.length - 1] = 'b';
        assertFalse(automaton.find(in));
        in[in.length - 16] = 'a';
        in[in.length - 1] = 'c';
        assertTrue(automaton.find(in));
        in[in.length - 16] = 'b';
        assertFalse(automaton.find(in));
    }

    @Test
    void theLeftmostMatchBeginsAtTheQuietPlaceOrBehindIt() {
        Random random = new Random(3);
        int behind = 0;
        List<String> patterns = new ArrayList<>(PATTERNS);
        patterns.addAll(List.of("a*b", ".*c", "[ab]+c")); // a match under way may come back to where it began
        for (String pattern : patterns) {
            Automaton automaton = new Automaton(program(pattern), 1, 3_000);
            for (int i = 0; i < 300; i++) {
                byte[] in = text(random, 60);
                int leftmost = Octets.leftmost(program(pattern), in);
                int quiet = automaton.quiet(in);
                assertTrue(leftmost < 0 || quiet <= leftmost, () -> pattern + " on " + Octets.text(in) + " is quiet at " + quiet);
                behind += leftmost > 0 && quiet > 0 ? 1 : 0;
            }
        }
        assertTrue(behind > 100, behind + " texts were passed over in part");
    }

    @Test
    void withoutStatesTheMatchThatPerlPrefersIsFound() {
        Random random = new Random(4);
        List<String> greedyAndLazy = List.of("(?:a|ab)(?:c|bcb)?", "a.*?b", "a(?:b|bb)*?c?", "(?:a*)*b|(?:b|)+c", "(?:a|b|)*?(?:ab|a)", "\\b(?:a|aab)|b+$", "(?m)^a*.|b.*c",
                "a[abc]{36}b|c[ab]*?c", "a[^c]{33,40}c");
        for (String pattern : greedyAndLazy) {
            Program program = program(pattern);
            for (int i = 0; i < 600; i++) {
                byte[] in = text(random, i % 3 == 0 ? 150 : 30);
                int leftmost = Octets.leftmost(program, in);
                int end = leftmost < 0 ? -1 : new CaptureSearch(program).at(in, leftmost)[1];
                for (int steps : new int[] {0, random.nextInt(60), 10_000}) {
                    MatchSearch search = new MatchSearch(Octets.continuations(program, steps), in);
                    assertEquals(leftmost >= 0, search.match(0));
                    assertEquals(leftmost, search.begin(), () -> pattern + " on " + Octets.text(in) + " in " + steps + " steps");
                    assertEquals(end, search.end(), () -> pattern + " on " + Octets.text(in) + " in " + steps + " steps");
                }
            }
        }
    }

    @Test
    void threadsThatShareStatesFindTheSame() throws ExecutionException, InterruptedException {
        for (String pattern : PATTERNS) {
            Automaton automaton = new Automaton(program(pattern), 1, 3_000);
            try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
                List<Future<String>> running = new ArrayList<>();
                for (int thread = 0; thread < 4; thread++) {
                    long seed = thread;
                    running.add(threads.submit(() -> differences(automaton, pattern, new Random(seed))));
                }
                for (Future<String> result : running) {
                    assertEquals("", result.get());
                }
            }
        }
    }

    private static String differences(Automaton automaton, String pattern, Random random) {
        StringBuilder differences = new StringBuilder();
        for (int i = 0; i < 2_000; i++) {
            byte[] in = text(random, 40);
            if (automaton.find(in) != found(pattern, in)) {
                differences.append(pattern).append(" on ").append(Octets.text(in)).append('\n');
            }
        }
        return differences.toString();
    }

    @Test
    void octetsThatNothingTellsApartAreOneSymbol() {
        Alphabet alphabet = new Alphabet(program("[0-9]+x"));
        assertEquals(3 + 2, alphabet.size());
        assertEquals(alphabet.symbol(Octets.of("3"), 0), alphabet.symbol(Octets.of("7"), 0));
        assertEquals(alphabet.end(), alphabet.symbol(Octets.of("7"), 1));
        assertEquals(256 + 2, new Alphabet(program("[\\x01-\\xff]" + allPairs())).size());
    }

    private static String allPairs() {
        StringBuilder pattern = new StringBuilder();
        for (int octet = 0; octet < 256; octet++) {
            pattern.append(String.format("\\x%02x", octet));
        }
        return pattern.toString();
    }
}
