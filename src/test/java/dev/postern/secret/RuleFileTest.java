package dev.postern.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.config.Problem;
import dev.postern.config.Problems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with a rule file is told at once, by rule and line. */
final class RuleFileTest {

    @TempDir
    private Path folder;

    private static List<String> problems(String toml) {
        Problems problems = new Problems();
        assertTrue(RuleFile.read("r.toml", toml, problems).isEmpty());
        return problems.list().stream().map(RuleFileTest::line).toList();
    }

    private static String line(Problem problem) {
        return problem.at() + ": " + problem.message();
    }

    @Test
    void allIsToldAtOnce() {
        assertEquals(List.of(
                "r.toml:1:1: 'extend' is not supported",
                "r.toml:4:1: rule 'a': the pattern may match nothing at all: it would be found everywhere",
                "r.toml:8:1: rule 'a': there are two rules with this id",
                "r.toml:9:3: rule 'a': at character 3 of the pattern: the group is not closed by ')'",
                "r.toml:10:1: rule 3: the rule has no id",
                "r.toml:10:1: rule 3: the rule has neither regex nor path",
                "r.toml:16:1: rule 'c': at character 1 of the pattern: '*' repeats nothing",
                "r.toml:17:1: rule 'c': in regexes of an allow list, '[': at character 1 of the pattern: the class is not closed by ']'",
                "r.toml:17:1: rule 'c': the condition of an allow list is OR or AND, not 'XOR'",
                "r.toml:14:1: rule 'c': secretGroup is no number from 0 on",
                "r.toml:15:1: rule 'c': keywords is no list",
                "r.toml:12:1: rule 'c': entropy is no number from 0 to 8",
                "r.toml:22:1: rule 'd': secretGroup is 2, but the pattern has 1 groups").stream().sorted().toList(), problems("""
                [extend]
                [[rules]]
                id = "a"
                regex = '''x*'''
                keywords = ["x"]

                [[rules]]
                id = "a"
                  regex = '''ab(c'''
                [[rules]]
                [[rules]]
                entropy = "high"
                id = "c"
                secretGroup = -1
                keywords = "x"
                path = '''*'''
                [[rules.allowlists]]
                regexes = ['''[''']
                condition = "XOR"
                [[rules]]
                id = "d"
                regex = '''(abc)'''
                secretGroup = 2
                """).stream().sorted().toList());
    }

    /** Also where a key is written wrongly: such a list would allow everything. */
    @Test
    void anAllowListNamesSomething() {
        String rule = "[[rules]]\nid = 'a'\nregex = \"abc\"\n[[allowlists]]\ncondition = 'AND'\n";
        assertEquals(1, problems(rule + "regex = ['x']\n").size());
        assertTrue(problems(rule + "regex = ['x']\n").getFirst().endsWith("an allow list names no commits, paths, regexes or stopwords"), problems(rule).toString());
    }

    @Test
    void whatIsNoTomlIsToldWithItsLine() {
        assertTrue(problems("[[rules]]\nid = \n").getFirst().startsWith("r.toml:2:"));
        assertEquals(List.of("r.toml:1:1: expected 1 to 4000 [[rules]], found 0"), problems("title = 'nothing'"));
        assertEquals(List.of("r.toml:1:1: expected 1 to 4000 [[rules]], found 0"), problems("[[rules.allowlists]]\nregexes = ['x']"));
        assertEquals(1, problems("a = " + "[".repeat(100_000)).size());
    }

    @Test
    void whatIsTooLargeIsRefused() {
        assertTrue(problems("[[rules]]\nid='a'\nregex='''(?:(?:[a-z]{1000}){1000})'''").getFirst().startsWith("r.toml:3:1: rule 'a': the pattern is too large"));
    }

    @Test
    void aFileThatCannotBeReadIsTold() throws Exception {
        Problems problems = new Problems();
        assertTrue(SecretRules.read(folder.resolve("none.toml"), problems).isEmpty());
        Files.write(folder.resolve("large.toml"), new byte[RuleFile.MOST_BYTES + 1]);
        assertTrue(SecretRules.read(folder.resolve("large.toml"), problems).isEmpty());
        assertEquals(2, problems.count());
    }
}
