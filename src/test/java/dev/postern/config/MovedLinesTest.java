package dev.postern.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A line that is written above others changes where they stand, and nothing of what they say: what was made of them is kept at a reload. */
class MovedLinesTest {

    private static final Path EXAMPLE = GoldenErrorsTest.CASES.resolve("valid-complete");

    @TempDir
    Path dir;

    private PosternConfig read() {
        return ConfigReader.read(dir.resolve("postern.yaml"), name -> Optional.of("a-value-of-the-environment")).config();
    }

    private void copyExample() throws IOException {
        try (Stream<Path> all = Files.walk(EXAMPLE)) {
            for (Path from : all.filter(Files::isRegularFile).toList()) {
                Path to = dir.resolve(EXAMPLE.relativize(from).toString());
                Files.createDirectories(to.getParent());
                Files.copy(from, to);
            }
        }
    }

    @Test
    void whatIsMadeOfSectionsSeesNoChange() throws IOException {
        copyExample();
        PosternConfig before = read();
        Path file = dir.resolve("postern.yaml");
        Files.writeString(file, "# a line more\n" + Files.readString(file));
        PosternConfig after = read();
        ProviderConfig first = before.identity().providers().getFirst();
        assertNotEquals(first.issuer().at(), after.identity().providers().getFirst().issuer().at());
        assertEquals(before.identity().providers(), after.identity().providers());
        assertEquals(before.sharedState().orElseThrow(), after.sharedState().orElseThrow());
        assertEquals(before.malware(), after.malware());
        Files.writeString(file, Files.readString(file).replace(first.issuer().value().toString(), "https://elsewhere.corp.test"));
        assertNotEquals(before.identity().providers(), read().identity().providers());
    }
}
