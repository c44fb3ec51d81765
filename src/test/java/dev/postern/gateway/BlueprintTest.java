package dev.postern.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.postern.config.InvalidConfigException;
import dev.postern.config.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What only the parts together find wrong is reported at its place, all at once. */
final class BlueprintTest {

    @TempDir
    Path dir;

    /** The caret stands under the word, however the condition is quoted. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "nobody.name == 'x' | 4:11",
        "\"nobody.name == 'x'\" | 4:12",
        "'nobody.name == \"x\"' | 4:12",
        "BLOCK\\n\\n        nobody.name == 'x' | 6:9",
        "FOLDED\\n      nobody.name == 'x' | 5:7",
        "BLOCK\\n      true &&\\n      nobody.name == 'x' | 6:7"})
    void aConditionThatIsWrongIsShownWhereItIsWrong(String when, String place) throws IOException {
        String text = when.replace("BLOCK", "|").replace("FOLDED", ">").replace("\\n", "\n");
        List<Problem> problems = problems("policies:\n  - name: x\n    effect: allow\n    when: " + text + "\n");
        assertEquals(List.of(place), problems.stream().map(problem -> problem.at().line() + ":" + problem.at().column()).toList());
    }

    private List<Problem> problems(String yaml) throws IOException {
        Path file = Files.writeString(dir.resolve("postern.yaml"), yaml);
        try {
            Blueprint.read(file, Blueprint.Ground.system());
            return List.of();
        } catch (InvalidConfigException invalid) {
            return invalid.problems();
        }
    }

    @Test
    void everyPartReportsAtOnce() {
        InvalidConfigException invalid = assertThrows(InvalidConfigException.class, () -> {
            Path file = Files.writeString(dir.resolve("postern.yaml"), """
                    listen: {ingress: {tls: {cert: cert.pem, key: key.pem}}}
                    policies:
                      - {name: a, effect: allow, when: "nobody"}
                    routes:
                      - {name: b, host: b.test, redirect: {path: /x}, inspect: {waf: crs}}
                    """);
            Files.writeString(dir.resolve("cert.pem"), "nonsense");
            Files.writeString(dir.resolve("key.pem"), "nonsense");
            Blueprint.read(file, Blueprint.Ground.system());
        });
        List<Integer> lines = invalid.problems().stream().map(problem -> problem.at().line()).sorted().toList();
        assertEquals(List.of(1, 3, 5), lines, invalid.getMessage());
    }
}
