package dev.postern.waf;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.config.GoldenText;
import dev.postern.config.Problems;
import dev.postern.seclang.RuleFiles;
import java.io.IOException;
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
        return GoldenText.folders(CASES).stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void printsEveryProblem(String name) throws IOException {
        Path folder = CASES.resolve(name);
        Problems problems = new Problems();
        RuleSet.compile(RuleFiles.read(List.of(folder.resolve("rules.conf")), problems), () -> Rulebook.NOON, problems);
        assertFalse(problems.isEmpty(), "nothing is wrong with " + name);
        String printed = GoldenText.printed(problems.list(), folder);
        GoldenText.assertExpected(folder, printed);
    }

    @Test
    void thereIsACaseForEveryClassOfProblem() throws IOException {
        assertTrue(cases().count() >= 9);
    }
}
