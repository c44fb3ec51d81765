package dev.postern.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.postern.seclang.PageTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of operators in {@code docs/waf/seclang.md} is that of the code, each described as the comment of its file begins. */
final class OperatorPageTest {

    private static final Path SOURCES = Path.of("src/main/java/dev/postern/operator");
    private static final Pattern DESCRIPTION = Pattern.compile("/\\*\\*\\s*\\*\\s*(\\{@code @[^:]*):(.*?)(?=\\*\\s*\\n\\s*\\* <p>|\\*/)", Pattern.DOTALL);

    @Test
    void operators() throws IOException {
        List<String> sources;
        try (Stream<Path> files = Files.list(SOURCES)) {
            sources = files.sorted().map(OperatorPageTest::text).toList();
        }
        PageTable.holds("operators", "| operator | supported | what it says, or why not |", Operators.table().stream().map(entry -> entry.complaint().isEmpty()
                ? "| `@" + entry.name() + "` | yes | " + description(entry.name(), sources) + " |" : "| `@" + entry.name() + "` | an error | " + entry.complaint() + " |"));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String description(String name, List<String> sources) {
        List<String> found = sources.stream().flatMap(source -> DESCRIPTION.matcher(source).results())
                .filter(comment -> comment.group(1).matches("(?s).*\\{@code @" + name + "[ }].*")).map(comment -> comment.group(1) + ": " + comment.group(2)).toList();
        assertEquals(1, found.size(), name);
        return found.getFirst().replaceAll("\\s*\\n\\s*\\*\\s*", " ").replaceAll("\\{@code ([^}]*)\\}", "`$1`").replaceAll("\\s+", " ").replace(":  ", ": ").replace("|", "\\|").strip();
    }
}
