package dev.postern.automaton;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What linear patterns find, and where. What is expected was seen to be what PCRE2 10.42 finds. */
final class BytePatternTest {

    private static final String NO = "no";

    static Stream<Arguments> table() {
        return Stream.of(literals(), classes(), escapes(), quantifiers(), places(), modes(), captures()).flatMap(rows -> rows);
    }

    /** Flags, pattern, text, start and end by group. */
    private static Arguments row(String flags, String pattern, String text, String expected) {
        return Arguments.of(flags, pattern, text, expected);
    }

    private static Stream<Arguments> literals() {
        return Stream.of(
                row("", "", "", "0 0"), row("", "", "abc", "0 0"), row("", "b", "abc", "1 2"), row("", "abc", "ab", NO),
                row("", "a|b", "cb", "1 2"), row("", "a||b", "b", "0 0"), row("", "ab|a", "ab", "0 2"), row("", "a|ab", "ab", "0 1"),
                row("", "\u00e9\u00ff", "x\u00e9\u00ff", "1 3"), row("", "\0", "a\0", "1 2"),
                row("", "a{", "a{", "0 2"), row("", "a{,2}", "a{,2}", "0 5"), row("", "a{2", "a{2", "0 3"), row("", "a{x}", "a{x}", "0 4"), row("", "]", "]", "0 1"), row("", "}", "}", "0 1"),
                row("", "\\Qa.b\\E.", "a.bx", "0 4"), row("", "\\Qa|", "a|", "0 2"), row("", "\\Qab\\E+", "abb", "0 3"), row("", "a\\Q\\E+", "aa", "0 2"), row("", "a\\E+", "aa", "0 2"),
                row("", "a(?#comment ( [)b", "ab", "0 2"));
    }

    private static Stream<Arguments> classes() {
        return Stream.of(
                row("", "[abc]+", "xcab", "1 4"), row("", "[^abc]+", "abxyc", "2 4"), row("", "[]a]+", "]a", "0 2"), row("", "[^]a]", "]ab", "2 3"), row("", "[a-]+", "-a", "0 2"),
                row("", "[-a]+", "-a", "0 2"), row("", "[\\w-z]+", "a-", "0 2"), row("", "[a\\-c]+", "b-", "1 2"), row("", "[+--]+", "+,-.", "0 3"), row("", "[\\d-a]+", "1-a", "0 3"),
                row("", "[[:alpha:]]+", "1aZ\u00e9", "1 3"), row("", "[[:^alpha:]]", "a\u00e9", "1 2"), row("", "[[:punct:]]+", "a!~", "1 3"), row("", "[[:space:]]", "\u000b", "0 1"),
                row("", "[[:xdigit:]]+", "gfF9", "1 4"), row("", "[[:print:]]+", "\t ~\u007f", "1 3"), row("", "[[:cntrl:]]+", " \u007f\u0000", "1 3"), row("", "[a[:digit:]b]+", "c1ab", "1 4"),
                row("", "[:alpha:]", "z:", "1 2"), row("", "[\\b]", "b\b", "1 2"), row("", "[\\x41-\\x{43}]", "aC", "1 2"), row("", "[\\101\\n]", "\n", "0 1"), row("", "[\\Qa-]\\E]+", "b-a]", "1 4"),
                row("i", "[^a]", "aAb", "2 3"), row("i", "[B-D]+", "abcD", "1 4"), row("i", "\u00e9", "\u00c9", NO), row("", "[\\s\\S]+", "\n\u00ff", "0 2"), row("", "[^\\s\\S]", "a", NO));
    }

    private static Stream<Arguments> escapes() {
        return Stream.of(
                row("", "\\d\\D", "1a", "0 2"), row("", "\\w+", " a_9\u00e9", "1 4"), row("", "\\W+", "a \u00e9", "1 3"), row("", "\\s+", "a\t\n\u000b\f\r b", "1 7"), row("", "\\s", "\u0085", NO),
                row("", "\\s", "\u00a0", NO), row("", "\\h+", "\u00a0\t ", "0 3"), row("", "\\H", "\ta", "1 2"), row("", "\\v+", " \n\u000b\f\r\u0085", "1 6"), row("", "\\V", "\na", "1 2"),
                row("", "\\N", "\na", "1 2"), row("", "\\a\\e\\f\\n\\r\\t", "\u0007\u001b\f\n\r\t", "0 6"), row("", "\\x41\\x4", "A\u0004", "0 2"), row("", "\\xg", "\0g", "0 2"), row("", "\\x{e9}", "\u00e9", "0 1"),
                row("", "\\0101", "\b1", "0 2"), row("", "\\101", "A", "0 1"), row("", "\\o{351}", "\u00e9", "0 1"), row("", "\\cA\\c[", "\u0001\u001b", "0 2"), row("", "\\.\\$\\/\\-\\\"", ".$/-\"", "0 5"));
    }

    private static Stream<Arguments> quantifiers() {
        return Stream.of(
                row("", "a*", "baa", "0 0"), row("", "a+", "baa", "1 3"), row("", "a?b", "aab", "1 3"), row("", "a{2}", "aaa", "0 2"), row("", "a{2,}", "aaa", "0 3"), row("", "a{1,2}", "aaa", "0 2"),
                row("", "a{0}b", "ab", "1 2"), row("", "a{02,03}", "aaaa", "0 3"), row("", "a*?", "aa", "0 0"), row("", "a+?", "aa", "0 1"), row("", "a+?b", "aab", "0 3"), row("", "a??b", "aab", "1 3"),
                row("", "a{1,3}?b", "aaab", "0 4"), row("", "(?U)a+", "aa", "0 1"), row("", "(?U)a+?", "aa", "0 2"), row("", "(?:ab){2,3}", "abababab", "0 6"), row("", "(?:a?){3}b", "aab", "0 3"),
                row("", "(?:a|ab)(?:c|bcd)d*", "abcd", "0 4"), row("", "x.{3}y", "xx123yy", "1 6"), row("", "(a{0,2}){0,2}b", "aaaab", "0 5 2 4"));
    }

    private static Stream<Arguments> places() {
        return Stream.of(
                row("", "^a", "ba", NO), row("", "\\Aa", "a", "0 1"), row("", "a$", "a\n", "0 1"), row("E", "a$", "a\n", NO), row("E", "a$", "ba", "1 2"), row("", "a$", "a\n\n", NO),
                row("", "a\\Z", "a\n", "0 1"), row("", "a\\z", "a\n", NO), row("", "$", "a\n", "1 1"), row("", "$\\n$", "a\n", "1 2"), row("", "\\Z\\n\\z", "\n", "0 1"), row("", "^$", "", "0 0"), row("", "^$", "\n", "0 0"),
                row("m", "^b", "a\nb", "2 3"), row("m", "^", "\n", "0 0"), row("m", "\\n^", "a\n", NO), row("m", "\\n^", "\n\n", "0 1"), row("m", "a$", "a\nb", "0 1"), row("m", "a$", "ab\na", "3 4"), row("mE", "a$", "a\n", "0 1"),
                row("", "\\bab\\b", "cab ab", "4 6"), row("", "\\b", "", NO), row("", "\\B", "", "0 0"), row("", "\\Bb\\B", "b abc", "3 4"), row("", "a\\b", "a", "0 1"), row("", "\\b\u00e9", "a\u00e9", "1 2"),
                row("", "a\\b.", "ab a-", "3 5"), row("", "\\b\\b\\bb", "a b", "2 3"), row("", "(?:^|x)b", "axb", "1 3"), row("", "a^b", "ab", NO), row("", "a$b", "ab", NO), row("", "\\Gb", "ab", NO),
                row("", "(?:\\b|^a)c", "ac", "0 2"), row("m", "a$\\n^b", "a\nb", "0 3"), row("", "foo\\b$", "foo", "0 3"));
    }

    private static Stream<Arguments> modes() {
        return Stream.of(
                row("i", "aBc", "AbC", "0 3"), row("", "(?i)a(?-i)b", "Ab", "0 2"), row("", "(?i)a(?-i)b", "AB", NO), row("", "a(?i:b)c", "aBc", "0 3"), row("", "a(?i:b)c", "aBC", NO), row("", "(a(?i)b|c)d", "Cd", "0 2 0 1"),
                row("", "(a(?i)b)c", "aBC", NO), row("", ".", "\n", NO), row("s", ".", "\n", "0 1"), row("", "(?s).", "\n", "0 1"), row("s", "(?-s).", "\n", NO), row("", ".", "\r", "0 1"), row("", "(?m)^b", "a\nb", "2 3"),
                row("", "(?x) a b # c\n c", "abc", "0 3"), row("", "(?x)a\\ b[ ]#", "a b ", "0 4"), row("", "(?x) a + b", "aab", "0 3"), row("", "(?n)(a)(?<b>b)", "ab", "0 2 1 2"), row("is", "(?^)A.", "A\n", NO),
                row("", "(?im-s)A", "a", "0 1"), row("", "(?i)(?:a|(?-i)b)c", "BC", NO), row("", "(?i)(?:a|(?-i)b)c", "bC", "0 2"));
    }

    private static Stream<Arguments> captures() {
        return Stream.of(
                row("", "(a)(b)?", "ac", "0 1 0 1 -1 -1"), row("", "(a)|(b)", "b", "0 1 -1 -1 0 1"), row("", "((a)|b)+", "ab", "0 2 1 2 0 1"), row("", "(a+)(a*)", "aaa", "0 3 0 3 3 3"), row("", "(a+?)(a*)", "aaa", "0 3 0 1 1 3"),
                row("", "(?<year>\\d+)-(?P<m>\\d+)", "on 2026-07", "3 10 3 7 8 10"), row("", "(a*)*", "b", "0 0 0 0"), row("", "(a*)+", "aab", "0 2 2 2"), row("", "(a|)+", "ab", "0 1 1 1"), row("", "(|a)*", "a", "0 0 0 0"),
                row("", "(a*?)+?b", "aab", "0 3 1 2"), row("", "(.*)(\\d)", "ab12", "0 4 0 3 3 4"), row("", "(.*?)(\\d+)$", "ab12", "0 4 0 2 2 4"), row("", "(?:(a)|b)*", "ab", "0 2 0 1"), row("", "(foo|foobar)(bar)?", "foobar", "0 6 0 3 3 6"),
                row("", "(a(b(c)))", "xabc", "1 4 1 4 2 4 3 4"), row("", "(?:(?:)*?)*?a", "a", "0 1"), row("", "(?:(?:b*?)*?)*(?:)*?", "a", "0 0"), row("", "()", "a", "0 0 0 0"), row("s", "(<script[^>]*>.*?)x", "<<script >\nx", "1 12 1 11"));
    }

    @ParameterizedTest
    @MethodSource("table")
    void findsWhatPerlFinds(String flags, String text, String in, String expected) {
        BytePattern pattern = BytePattern.compile(text, Octets.flags(flags));
        assertTrue(pattern.linear());
        byte[] octets = Octets.of(in);
        assertEquals(expected.equals(NO) ? Found.NO : Found.YES, pattern.find(octets));
        assertEquals(expected.equals(NO) ? Found.NO : Found.YES, pattern.find(octets), "with states that are known");
        String found = String.join(" ", Arrays.stream(pattern.captures(octets)).mapToObj(String::valueOf).toList());
        assertEquals(expected, found.startsWith("-1") ? NO : found);
    }

    /** Following all ways at once would end it at the second letter. */
    @Test
    void aLongMatchEndsWherePerlEndsIt() {
        assertEquals("[0, 5001]", Arrays.toString(Octets.pattern("(?:[-a]??y?)*a").captures(Octets.of("-".repeat(5_000) + "aa"))));
        assertEquals("[0, 50001]", Arrays.toString(Octets.pattern("(?:-|--|---x)*?a").captures(Octets.of("-".repeat(50_000) + "aa"))));
        assertEquals("[3, 50004, 50003, 50004]", Arrays.toString(Octets.pattern("-(?:-|--|---x)*(a)").captures(Octets.of("x-x" + "-".repeat(50_000) + "a"))));
    }

    @Test
    void repeatsOfNothingEnd() {
        for (String pattern : new String[] {"(?:(?:)*?)*?a", "(?:(?:)*)*a", "(?:(?:b*?)*?)*?a", "(?:(?:b*)*)*a", "(?:(?:b*?)*|(?:)*?)+?a", "(?:\\b|(?:$)*)*a"}) {
            assertEquals("[1, 2]", Arrays.toString(new CaptureSearch(Octets.pattern(pattern).program()).at(Octets.of("xa"), 1)), pattern);
            assertEquals("[1, 2]", Arrays.toString(Octets.pattern(pattern).captures(Octets.of("xa"))), pattern);
        }
    }

    @Test
    void whatStandsBeforeIsSeenWhenASearchGoesOn() {
        BytePattern word = Octets.pattern("\\b\\w+");
        assertEquals("[4, 7]", Arrays.toString(word.captures(Octets.of("one two"), 1)));
        assertEquals("[-1, -1]", Arrays.toString(word.captures(Octets.of("one two"), 5)));
        assertEquals("[-1, -1]", Arrays.toString(word.captures(Octets.of("one"), 3)));
    }

    @Test
    void everyOctetIsItself() {
        byte[] all = new byte[256];
        for (int octet = 0; octet < 256; octet++) {
            all[octet] = (byte) octet;
            BytePattern pattern = Octets.pattern(String.format("\\x{%x}", octet));
            assertEquals(Found.YES, pattern.find(new byte[] {(byte) octet}));
            assertEquals(Found.NO, pattern.find(new byte[] {(byte) (octet + 1)}));
        }
        for (int octet = 0; octet < 256; octet++) {
            assertEquals(octet, Octets.pattern(String.format("\\x%02x", octet)).captures(all)[0]);
        }
    }
}
