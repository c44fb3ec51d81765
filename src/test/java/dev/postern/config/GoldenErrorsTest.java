package dev.postern.config;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every folder of {@code src/test/resources/config} holds a broken configuration and, in {@code expected.txt}, what is printed about it.
 * {@code -Dpostern.golden.write=true} writes them afresh.
 */
final class GoldenErrorsTest {

    static final Path CASES = Path.of("src/test/resources/config");

    static final Environment ENVIRONMENT = name -> Optional.ofNullable(Map.of("IDP_SECRET", "from-the-environment", "EMPTY", "").get(name));

    static Stream<String> cases() throws IOException {
        return GoldenText.folders(CASES).stream().filter(name -> !name.startsWith("valid-"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void printsEveryProblem(String name) throws IOException {
        Path folder = CASES.resolve(name);
        InvalidConfigException invalid = assertThrows(InvalidConfigException.class,
                () -> ConfigReader.read(folder.resolve("postern.yaml"), ENVIRONMENT));
        String printed = GoldenText.printed(invalid.problems(), folder);
        GoldenText.assertExpected(folder, printed);
        assertFalse(printed.contains("hunter2"), "a secret is shown");
        assertFalse(invalid.getMessage().contains("hunter2"), "a secret is in the exception");
    }

    @Test
    void thereIsACaseForEveryClassOfProblem() throws IOException {
        List<String> all = cases().toList();
        assertTrue(all.size() >= 50, all.toString());
    }
}
