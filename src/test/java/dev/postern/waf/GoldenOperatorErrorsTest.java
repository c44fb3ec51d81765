package dev.postern.waf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.config.Colour;
import dev.postern.config.ProblemPrinter;
import dev.postern.config.Problems;
import dev.postern.seclang.RuleFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every folder of {@code src/test/resources/waf} holds rules that can be read and not compiled, among good ones, and, in {@code expected.txt}, what is printed about them.
 * {@code -Dpostern.golden.write=true} writes them afresh.
 */
final class GoldenOperatorErrorsTest {

    private static final Path CASES = Path.of("src/test/resources/waf");

    static Stream<String> cases() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders.map(folder -> folder.getFileName().toString()).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void printsEveryProblem(String name) throws IOException {
        Path folder = CASES.resolve(name);
        Problems problems = new Problems();
        RuleSet.compile(RuleFiles.read(List.of(folder.resolve("rules.conf")), problems), () -> Rulebook.NOON, problems);
        assertFalse(problems.isEmpty(), "nothing is wrong with " + name);
        String printed = new ProblemPrinter(Colour.NEVER).print(problems.list())
                .replace(folder.toAbsolutePath() + "/", "").replace(folder.toAbsolutePath().toString(), ".").replace(folder + "/", "");
        Path expected = folder.resolve("expected.txt");
        if (Boolean.getBoolean("postern.golden.write")) {
            Files.writeString(expected, printed);
        }
        assertEquals(Files.readString(expected), printed);
    }

    @Test
    void thereIsACaseForEveryClassOfProblem() throws IOException {
        assertTrue(cases().count() >= 9);
    }
}
