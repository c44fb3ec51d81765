package dev.postern.seclang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.config.Problem;
import dev.postern.config.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are too large in one way or another end in a problem, soon. */
final class RuleFileBoundsTest {

    @TempDir
    private Path dir;

    private List<Problem> problems(String text) throws IOException {
        Path file = dir.resolve("rules.conf");
        Files.writeString(file, text);
        Problems problems = new Problems();
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> RuleFiles.read(List.of(file), problems));
        return problems.list();
    }

    private void first(String message, String text) throws IOException {
        List<Problem> found = problems(text);
        assertTrue(!found.isEmpty() && found.getFirst().message().contains(message), found.toString());
    }

    @Test
    void largeFiles() throws IOException {
        first("larger than 8 MiB", "#".repeat(RuleSource.MAX_FILE_BYTES + 1));
        assertEquals(List.of(), problems("#".repeat(RuleSource.MAX_FILE_BYTES)));
    }

    @Test
    void longDirectives() throws IOException {
        first("octets", "SecComponentSignature " + "a".repeat(Lines.MAX_LENGTH));
        assertEquals(List.of(), problems("SecComponentSignature " + "a".repeat(Lines.MAX_LENGTH - 22)));
    }

    @Test
    void manyFiles() throws IOException {
        Files.writeString(dir.resolve("other.conf"), "");
        first("more than 1000 files", "Include other.conf\n".repeat(1000));
    }

    @Test
    void manyOctetsTogether() throws IOException {
        Files.writeString(dir.resolve("other.conf"), "#".repeat(RuleSource.MAX_FILE_BYTES));
        first("larger than 64 MiB together", "Include other.conf\n".repeat(9));
    }

    @Test
    void manyRulesAndLinks() throws IOException {
        StringBuilder rules = new StringBuilder();
        for (int id = 1; id <= RuleCollector.MAX_RULES + 1; id++) {
            rules.append("SecAction id:").append(id).append('\n');
        }
        first("more than 50000 rules", rules.toString());
        first("a chain of more than 100 rules", "SecAction id:1,chain\n" + "SecAction chain\n".repeat(100) + "SecAction t:none\n");
    }

    @Test
    void manyProblems() throws IOException {
        assertTrue(problems("Nothing\n".repeat(1_000_000)).size() <= RuleSource.MAX_PROBLEMS);
    }

    @Test
    void hostileLines() throws IOException {
        int size = 80_000;
        problems("SecRule \"" + "ARGS:/a|".repeat(size / 2) + "\" a id:1");
        problems("SecRule " + "ARGS|".repeat(size) + " a id:1");
        problems("SecAction \"" + "t:a,".repeat(size) + "\"");
        problems("SecAction \"id:1,setvar:'tx." + "%{".repeat(size) + "'\"");
        problems("SecRuleRemoveById " + "1 ".repeat(size));
        problems("\\\n".repeat(250_000));
        problems("SecRule " + "\"\" ".repeat(size));
        problems("\"".repeat(Lines.MAX_LENGTH));
    }
}
