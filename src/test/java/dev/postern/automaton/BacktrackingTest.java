package dev.postern.automaton;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What no finite automaton finds. What is expected is what PCRE2 10.42 found. */
final class BacktrackingTest {

    @ParameterizedTest
    @CsvSource(delimiter = '\t', quoteCharacter = '~', value = {
        "foo(?=bar)	foobaz,foobar	7 10",
        "foo(?!bar)	foobar,foobaz	7 10",
        "(?<=foo)bar	barfoobar	6 9",
        "(?<!foo)bar	foobar,bar	7 10",
        "(?<=a|bc)d	xd,bcd	5 6",
        "(?<=(?:ab){2})c	abc,ababc	8 9",
        "(?<=^)a	ba,a	no",
        "(?<=^)a	ba	no",
        "(?<=\\ba)b	ab	1 2",
        "<(?!xml)	<xml<a	4 5",
        "(?=(a+))a*b\\1	aaab	no",
        "(?=(a+))ab	aaab	2 4 2 3",
        "(a)(?=(b)|(c))	ac	0 1 0 1 -1 -1 1 2",
        "(?!(a)b)a.	abac	2 4 -1 -1",
        "(?!(a)b)(\\w)\\2	abcc	2 4 -1 -1 2 3",
        "(?>a+)b	aab	0 3",
        "(?>a+)ab	aaab	no",
        "(?>a|ab)c	abc	no",
        "a++b	aab	0 3",
        "a++ab	aaab	no",
        "a*+a	aaa	no",
        "a?+ab	ab	no",
        "a{1,2}+ab	aab	no",
        "(?:a|ab)++c	abc	no",
        "(?>(a+))b	aab	0 3 0 2",
        "(a+)\\1	aaaa	0 4 0 2",
        "(a+),\\1$	aa,a,aa	no",
        "(['`])x\\1	'x`x`	2 5 2 3",
        "(?i)(a)\\1	aA	0 2 0 1",
        "(a)\\1	aA	no",
        "(a)?\\1b	b	no",
        "(a|b\\1)+	aaba	0 4 2 4",
        "(?:(a)|\\1b)+	ab	0 1 0 1",
        "(?:\\2b|(c)|(a))+	cab	0 2 0 1 1 2",
        "(?<q>a)\\k<q>	aa	0 2 0 1",
        "(?<q>a)(?P=q)\\k{q}\\k'q'\\g{q}\\g1\\g{1}\\g{-1}	aaaaaaaa	0 8 0 1",
        "(a)\\11(?=x)	aa	no",
        "a\\Rb	a\\r\\nb	0 4",
        "\\R\\n	\\r\\n	no",
        "\\R	\\r\\n	0 2",
        "(?:(?=a)a|b)*c	abac	0 4",
        "(?:(?=(b))|a)*b	ab	0 2 1 2",
        "(\\w+)\\s+\\1	the the	0 7 0 3",
        "(?!\\b\\d+\\b)\\w+	12 a2	1 2",
        "(?=\\w*\\d)(?=\\w*[a-z])\\w{3,}	12,a1b	3 6",
        "(a*+)*b	aab	0 3 2 2",
        "(?:(a*)\\1)*c	aac	0 3 2 2",
        "(?<=(a))b\\1	aba	1 3 0 1",
        "(?<!a(?=b))b	ab	no",
        "((?>a|b))+\\1	abb	0 3 1 2",
        "(?=a*)+a	aa	0 1",
        "(?>)	a	0 0",
        "(?<=\\n)a	\\na	1 2",
    })
    void findsWhatPerlFinds(String pattern, String in, String expected) {
        BytePattern compiled = Octets.pattern(pattern);
        assertFalse(compiled.linear());
        byte[] octets = Octets.of(in.replace("\\r", "\r").replace("\\n", "\n"));
        assertEquals(expected.equals("no") ? Found.NO : Found.YES, compiled.find(octets));
        String found = String.join(" ", Arrays.stream(compiled.captures(octets)).mapToObj(String::valueOf).toList());
        assertEquals(expected, found.startsWith("-1") ? "no" : found);
    }

    @Test
    void whatTakesTooManyStepsIsExhausted() {
        BytePattern pattern = Octets.pattern("^(?:a|aa|a(?=b))+$");
        assertEquals(Found.YES, pattern.find(Octets.of("a".repeat(30))));
        byte[] hostile = Octets.of("a".repeat(60) + "b");
        assertEquals(Found.NO, pattern.find(hostile), "the approximation does not match");
        pattern = Octets.pattern("^(?:a|aa|a(?=x))+(?=$)(?!)");
        assertEquals(Found.EXHAUSTED, pattern.find(Octets.of("a".repeat(60))));
        assertTrue(Arrays.stream(pattern.captures(Octets.of("a".repeat(60)))).allMatch(at -> at == -1));
    }

    @Test
    void theStackIsBounded() {
        BytePattern pattern = BytePattern.compile("(?:(?>.)(?>.)?)*+$(?!)", Set.of(BytePattern.Flag.DOT_ALL));
        assertEquals(Found.EXHAUSTED, pattern.find(new byte[4 << 20]));
    }

    @Test
    void longTextsAreSearchedWhole() {
        byte[] in = Octets.of("-".repeat(1 << 20) + "foo=foo");
        assertEquals(1 << 20, Octets.pattern("(\\w+)=\\1").captures(in)[0]);
    }

    @Test
    void aLookThatIsExhaustedIsNotTakenForOneThatFailed() {
        String slow = "(?:a|aa)+(?=c)c";
        byte[] in = Octets.of("a".repeat(80) + "bc");
        assertEquals(Found.EXHAUSTED, Octets.pattern("^(?!" + slow + "|(?:a|aa)+$)a+b").find(in));
        assertEquals(Found.EXHAUSTED, Octets.pattern("^(?>" + slow + ")?+a+b").find(in));
        assertEquals(Found.EXHAUSTED, Octets.pattern("^(?:(?=" + slow + ")|a+b)").find(in));
    }
}
