package dev.postern.secret;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.postern.automaton.BytePattern;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Patterns mean what they mean to RE2: held against RE2/J on texts of every octet they tell apart. */
final class Re2ParserTest {

    private static final List<String> TEXTS = List.of("", "a", "A", "ab", "aB\n", "x60`", "\u000b\t \r\n\f", "]", "a-z", "k_9", "KEY=abc123;", "key: 'ABC-1.2'", "aaaa", "{2}", "a{,3}b", "$\\^", "[:alpha:]", "\u007f~");

    @ParameterizedTest
    @ValueSource(strings = {
        "a", "(?i)ab", "a(?i)b", "(?:a(?i)b)?B", "(?i:a)B", "(?i)(?-i:a)b", "a|(?i)b", "[[:alnum:]]+", "[[:^alpha:]]", "[^]a]", "[]a]", "[a-]", "[-a]", "[\\w-]+", "[\\w.-/]+", "\\x60", "\\x{60}", "\\101", "\\0",
        "(?P<name>a+)(b)?", "(?<n>a)", "a{2}", "a{2,}", "a{1,3}?", "a{,3}", "{a}", "a*?", "(a|ab)(c|B)?", "\\bkey\\b", "\\Bb", "^a", "b$", "\\Aa", "\\n\\z", "(?s).", ".", "(?m)^", "(?U)a+", "\\Q[a]\\E|\\Q{2}\\E", "[\\d\\s]+",
        "\\s+", "[\\s\\S]+", "a||b", "()", "(?i)[^k]", "[$\\\\^]+", "\\$",
        "(?i)[\\w.-]{0,50}?(?:key)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)[\\x60'\"\\s=]{0,5}([\\w.=-]{3,150})(?:[\\x60'\"\\s;]|\\\\[nr]|$)"})
    void meansWhatItMeansToRe2(String pattern) {
        Part part = Re2Parser.parse(pattern);
        BytePattern ours = BytePattern.compile(part.written(), Set.of());
        assertEquals(Pattern.compile(pattern).groupCount(), part.groups());
        for (String text : TEXTS) {
            Matcher theirs = Pattern.compile(pattern).matcher(text);
            int[] expected = new int[2 * theirs.groupCount() + 2];
            java.util.Arrays.fill(expected, -1);
            if (theirs.find()) {
                for (int group = 0; group <= theirs.groupCount(); group++) {
                    expected[2 * group] = theirs.start(group);
                    expected[2 * group + 1] = theirs.end(group);
                }
                int length = expected[1] - expected[0];
                assertTrue(part.width().min() <= length && length <= part.width().max(), pattern);
            }
            assertArrayEquals(expected, ours.captures(text.getBytes(StandardCharsets.ISO_8859_1)), pattern + " on '" + text + "'");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '§', quoteCharacter = '`', value = {
        "(a § 1 § the group is not closed", "a) § 2 § closes nothing", "[a § 1 § the class is not closed", "*a § 1 § repeats nothing", "{2} § 1 § repeats nothing", "a** § 3 § repeated again", "a{3,2} § 2 § the smaller first",
        "a{1001} § 2 § up to 1000", "(?<!a)b § 1 § expected a group's name", "(?=a) § 1 § (?= is not of RE2's syntax", "(a)\\1 § 4 § references", "\\pL § 1 § Unicode", "[[:alien:]] § 2 § no class [:alien:]",
        "[b-a] § 2 § ends before", "\\Z § 1 § \\Z is not", "\\xg § 1 § hexadecimal", "a\\ § 3 § too early", "(?i § 4 § too early", "[\\x{100}-\\x{1000}] § 2 § more than 512"})
    void whatIsNotOfItsSyntaxIsNamed(String pattern, int character, String reason) {
        String message = assertThrows(InvalidRe2Exception.class, () -> Re2Parser.parse(pattern)).getMessage();
        assertTrue(message.startsWith("at character " + character + " of the pattern: ") && message.contains(reason), message);
    }

    @Test
    void charactersBeyondAsciiAreTheirUtf8() {
        BytePattern pattern = BytePattern.compile(Re2Parser.parse("é[äöß€]+").written(), Set.of());
        assertArrayEquals(new int[] {1, 10}, pattern.captures("xéä€ß".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void groupsDoNotStandTooDeep() {
        assertThrows(InvalidRe2Exception.class, () -> Re2Parser.parse("(".repeat(100) + ")".repeat(100)));
    }
}
