package dev.postern.seclang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.config.GoldenText;
import dev.postern.config.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every folder of {@code src/test/resources/seclang} holds broken rules and, in {@code expected.txt}, what is printed about them; but those named {@code valid-…} hold good ones.
 * {@code -Dpostern.golden.write=true} writes them afresh.
 */
final class GoldenRuleErrorsTest {

    static final Path CASES = Path.of("src/test/resources/seclang");

    static Stream<String> cases() throws IOException {
        return GoldenText.folders(CASES).stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void printsEveryProblem(String name) throws IOException {
        Path folder = CASES.resolve(name);
        Problems problems = new Problems();
        RuleFiles.read(List.of(folder.resolve("rules.conf")), problems);
        String printed = GoldenText.printed(problems.list(), folder);
        assertEquals(name.startsWith("valid-"), printed.isEmpty(), printed);
        if (printed.isEmpty()) {
            return;
        }
        GoldenText.assertExpected(folder, printed);
    }

    @Test
    void thereIsACaseForEveryClassOfProblem() throws IOException {
        assertTrue(cases().count() >= 20);
        assertFalse(Files.exists(CASES.resolve("valid-recommended/expected.txt")));
    }
}
