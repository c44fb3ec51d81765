package dev.postern.automaton;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused, where, and what is said. */
final class InvalidPatternTest {

    @ParameterizedTest
    @CsvSource(delimiter = '\t', quoteCharacter = '~', value = {
        "(a	2	expected ')' to close the group that is opened at character 1",
        "a)	1	')' closes nothing",
        "*a	0	'*' repeats nothing",
        "a|+	2	'+' repeats nothing",
        "a**	2	'*' repeats nothing",
        "a{1}{2}	4	'{' repeats nothing",
        "(?:+)	3	'+' repeats nothing",
        "^*	1	'*' repeats nothing",
        "\\b+	2	'+' repeats nothing",
        "(?i)+	4	'+' repeats nothing",
        "a{3,2}	1	repeats at least 3 and at most 2 times: expected the smaller number first",
        "a{65536}	2	expected a number of repeats up to 65535",
        "a{99999999999}	2	expected a number of repeats up to 65535",
        "[a	0	expected ']' to close the class that begins here",
        "[]	0	expected ']' to close the class that begins here",
        "[^]	0	expected ']' to close the class that begins here",
        "[b-a]	1	the range ends before it begins",
        "[[:alph:]]	1	expected a class such as [:alpha:], found [:alph:]",
        "[[.a.]]	1	expected a class such as [:alpha:], found [.a.]",
        "a\\	1	a backslash ends the pattern",
        "\\y	0	\\y is not supported here",
        "[\\R]	1	\\R is not supported here",
        "\\K	0	\\K is not supported here",
        "\\p{L}	0	\\p is not supported here",
        "\\x{100}	0	expected an octet, at most 255",
        "\\x{}	3	expected digits of radix 16 and '}'",
        "\\777	0	expected an octet, at most 255",
        "\\o{9}	3	expected digits of radix 8 and '}'",
        "(?<a>x)(?<a>y)	10	there are two groups of this name",
        "(?<1a>x)	3	expected a name of a group",
        "(?<a	0	the group's name is not ended by '>'",
        "(?z)	2	expected one of the letters imsxnU",
        "(?#a	0	the comment is not ended by ')'",
        "(?|a)	0	branch reset groups are not supported",
        "(?R)	0	recursion and subroutines are not supported",
        "(a)(?1)	3	recursion and subroutines are not supported",
        "(?(1)a)	0	conditions are not supported",
        "(?C1)	0	callouts are not supported",
        "(*UTF)a	0	verbs and settings such as (*UTF) are not supported",
        "\\1	0	refers to group 1, but there are 0",
        "(a)\\g{-2}	3	refers to a group before the first",
        "\\k<n>	0	refers to a group 'n' that is not opened before",
        "(?<=a*)b	0	a lookbehind must not look farther behind than 255 octets",
        "(?<=a{256})b	0	a lookbehind must not look farther behind than 255 octets",
    })
    void refused(String pattern, int position, String reason) {
        InvalidPatternException refused = assertThrows(InvalidPatternException.class, () -> Octets.pattern(pattern));
        assertEquals(position, refused.position());
        assertTrue(refused.getMessage().startsWith("at character " + (position + 1) + ": " + reason), refused.getMessage());
    }

    @Test
    void charactersThatAreNoOctetsAreRefused() {
        InvalidPatternException refused = assertThrows(InvalidPatternException.class, () -> Octets.pattern("a\u0142"));
        assertEquals("at character 2: U+0142 is no octet; a pattern consists of characters up to U+00FF", refused.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"(((a{100}){100}){100}){100}", "(?:){65535}{65535}", "(?:(?:a|){300}){300}", "(?:(?:(?:){65535}){65535}){65535}", "((?:(?=a)){1000}){1000}"})
    void patternsThatWouldBeTooLargeAreRefusedAtOnce(String pattern) {
        assertThrows(InvalidPatternException.class, () -> Octets.pattern(pattern));
    }

    @Test
    void nestingIsBounded() {
        assertEquals(Found.YES, Octets.pattern("(".repeat(250) + "a" + ")".repeat(250)).find(Octets.of("a")));
        assertEquals(Found.YES, Octets.pattern("(?:".repeat(250) + "a" + ")*".repeat(250)).find(Octets.of("a")));
        assertEquals(250, assertThrows(InvalidPatternException.class, () -> Octets.pattern("(".repeat(100_000))).position());
        assertThrows(InvalidPatternException.class, () -> Octets.pattern("(?:".repeat(251) + ")".repeat(251)));
    }

    @Test
    void lengthAndGroupsAreBounded() {
        assertThrows(InvalidPatternException.class, () -> Octets.pattern("a".repeat(PatternText.MAX_LENGTH + 1)));
        assertThrows(InvalidPatternException.class, () -> Octets.pattern("()".repeat(1_001)));
        assertEquals(1_000, BytePattern.compile("()".repeat(1_000), Set.of()).groups());
    }
}
