package dev.postern.automaton;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A set finds what each of its patterns finds alone, however its patterns are put into groups and however few states it may keep. */
final class PatternSetTest {

    private static final List<BytePattern> PATTERNS = patterns("abc", "^b", "c$", "\\bab\\b", "(?m)^a.*b$", "a[^b]{3,9}b", "(?:a|b)*a[ab]{9}c", "(?i)ABC", "b\\B.a", "cc\\Z", "", "x+", "(?s)a.*\\n.*c");

    private static List<BytePattern> patterns(String... patterns) {
        List<BytePattern> compiled = new ArrayList<>();
        for (String pattern : patterns) {
            compiled.add(Octets.pattern(pattern));
        }
        return compiled;
    }

    private static void agrees(PatternSet set, List<BytePattern> patterns, Random random) {
        byte[] in = new byte[random.nextInt(60)];
        for (int i = 0; i < in.length; i++) {
            in[i] = (byte) "aaabbbc\n A".charAt(random.nextInt(10));
        }
        long[] expected = new long[set.words()];
        for (int i = 0; i < patterns.size(); i++) {
            expected[i >> 6] |= patterns.get(i).find(in) == Found.YES ? 1L << i : 0;
        }
        long[] hits = new long[set.words()];
        set.find(in, hits);
        assertArrayEquals(expected, hits, () -> Octets.text(in));
        set.find(in, hits);
        assertArrayEquals(expected, hits, () -> "again: " + Octets.text(in));
    }

    @Test
    void findsWhatEachFinds() {
        Random random = new Random(6);
        PatternSet set = PatternSet.of(PATTERNS);
        for (int i = 0; i < 2_000; i++) {
            agrees(set, PATTERNS, random);
        }
    }

    @Test
    void groupsAndBudgetsChangeNothing() {
        Random random = new Random(7);
        for (int largest : new int[] {1, 40, 10_000}) {
            PatternSet set = PatternSet.of(PATTERNS, new Group.Bounds(largest, 2_000), new Group.Bounds(30, 1_000));
            for (int i = 0; i < 500; i++) {
                agrees(set, PATTERNS, random);
            }
        }
    }

    @Test
    void moreThanAWordOfPatterns() {
        List<BytePattern> many = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            many.add(Octets.pattern("a{" + i + "}b"));
        }
        PatternSet set = PatternSet.of(many);
        assertEquals(4, set.words());
        long[] hits = new long[5];
        set.find(Octets.of("a".repeat(130) + "b"), hits);
        assertArrayEquals(new long[] {-1, -1, 7, 0, 0}, hits);
        set.find(Octets.of("b"), hits);
        assertEquals(7, hits[2], "bits that were set stay");
        assertThrows(IllegalArgumentException.class, () -> set.find(Octets.of("b"), new long[3]));
    }

    @Test
    void ofAPatternThatIsNotLinearACandidateIsSaid() {
        PatternSet set = PatternSet.of(patterns("a(?=b)", "(a|b)\\1", "c"));
        long[] hits = new long[1];
        set.find(Octets.of("xa"), hits);
        assertEquals(3, hits[0]);
        hits[0] = 0;
        set.find(Octets.of("xc"), hits);
        assertEquals(4, hits[0]);
    }

    @Test
    void aTextThatAsksForTooManyStatesIsSearchedForEachAlone() {
        List<BytePattern> hostile = patterns("[ab]*a[ab]{14}c", "b[ab]{13}ac", "bc$");
        PatternSet set = PatternSet.of(hostile, new Group.Bounds(10_000, 1 << 16));
        Random random = new Random(8);
        byte[] in = new byte[5_000];
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < in.length; i++) {
                in[i] = (byte) (random.nextBoolean() ? 'a' : 'b');
            }
            in[in.length - 16] = 'a';
            in[in.length - 2] = 'b';
            in[in.length - 1] = 'c';
            long[] hits = new long[1];
            set.find(in, hits);
            assertEquals(0b101, hits[0]);
        }
    }

    /** Of a text in many dresses, all patterns would else be looked for in each. */
    @Test
    void inATextThatAsksForTooManyStatesThoseThatNobodyWantsAreLeftOut() {
        List<BytePattern> hostile = patterns("[ab]*a[ab]{14}c", "b[ab]{13}ac", "bc$", "ab");
        Random random = new Random(8);
        byte[] in = new byte[5_000];
        for (int i = 0; i < in.length; i++) {
            in[i] = (byte) (random.nextBoolean() ? 'a' : 'b');
        }
        in[in.length - 16] = 'a';
        in[in.length - 2] = 'b';
        in[in.length - 1] = 'c';
        PatternSet set = PatternSet.of(hostile, new Group.Bounds(10_000, 1 << 16));
        long[] hits = new long[1];
        assertFalse(set.find(in, new long[] {0b0011}, hits));
        assertEquals(0b1001, hits[0], "what was found before it was given up stays");
        set.findEach(in, new long[] {0b1100}, hits);
        assertEquals(0b1101, hits[0]);
        long[] all = new long[1];
        assertTrue(set.find(in, new long[] {0b1111}, all));
        assertEquals(hits[0], all[0]);
        long[] easy = new long[1];
        assertTrue(set.find(Octets.of("abc"), new long[] {0b0001}, easy));
        assertEquals(0b1100, easy[0], "as long as it costs nothing all are found");
    }

    @Test
    void noPatternsAtAll() {
        PatternSet none = PatternSet.of(List.of());
        none.find(Octets.of("a"), new long[0]);
        assertEquals(0, none.words());
    }

    @Test
    void withoutTheOctetsItNeedsATextHoldsNothing() {
        List<BytePattern> some = patterns("[\\n\\r]+x", "(?i)union.*select", "\\)\\s*\\(", "a(?=[=<])", "\\bx\\d{2}", "(?:'|y+?')z*");
        Random random = new Random(9);
        for (int from = 0; from < some.size(); from++) {
            List<BytePattern> patterns = some.subList(from, some.size());
            PatternSet set = PatternSet.of(patterns);
            String needed = set.neededOctets();
            for (int i = 0; i < 3_000; i++) {
                StringBuilder text = new StringBuilder();
                for (int length = random.nextInt(24); text.length() < length;) {
                    text.append(random.nextInt(9) == 0 ? "unionselect" : "" + "\n\rx)( a=<7Y'zUy0".charAt(random.nextInt(16)));
                }
                long[] hits = new long[1];
                set.find(Octets.of(text.toString()), hits);
                assertTrue(hits[0] == 0 || text.chars().anyMatch(octet -> needed.indexOf(octet) >= 0), text::toString);
            }
        }
        assertEquals("\n\r", visible(PatternSet.of(patterns("[\\n\\r]x"))));
        assertEquals(")", visible(PatternSet.of(patterns("\\)\\s*\\(a", "a\\)\\d"))));
    }

    /** Less the controls that are never thought harmless. */
    private static String visible(PatternSet set) {
        return set.neededOctets().chars().filter(octet -> octet >= ' ' && octet < 0x7f || octet == '\n' || octet == '\r').collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }

    @Test
    void whatMayMatchNothingNeedsNothing() {
        for (String pattern : List.of("", "^$", "x*", "(?:x|\\b)", "(?!a)")) {
            assertEquals(256, PatternSet.of(patterns("abc", pattern)).neededOctets().length(), pattern);
        }
    }
}
