package dev.postern.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.postern.config.Problems;
import dev.postern.lexicon.ExactKey;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code postern dlp index} with files that will not do. */
class IndexCommandTest {

    @TempDir
    Path dir;
    private Path key;

    @BeforeEach
    void key() throws Exception {
        key = Files.writeString(dir.resolve("key"), "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=");
    }

    private Commands.Ran index(Path out, Path csv) {
        return Commands.run("dlp", "index", "--key", key.toString(), "--out", out.toString(), csv.toString());
    }

    @Test
    void aDirectoryIsNoPlaceForIt() throws Exception {
        Path csv = Files.writeString(dir.resolve("a.csv"), "name\nsomebody\n");
        assertEquals(new Commands.Ran(CommandLineOf.MISSING, "", "postern: / is a directory" + System.lineSeparator()), index(Path.of("/"), csv));
    }

    @Test
    void aTableInAnotherCharacterSetIsToldSo() throws Exception {
        Path csv = Files.write(dir.resolve("a.csv"), new byte[] {'n', '\n', (byte) 0xe9, (byte) 0xe9, '\n'});
        assertEquals(new Commands.Ran(CommandLineOf.MISSING, "", "postern: " + csv + " is not in UTF-8" + System.lineSeparator()), index(dir.resolve("index"), csv));
    }

    @Test
    void aDirectoryIsNoTable() {
        assertEquals(new Commands.Ran(CommandLineOf.MISSING, "", "postern: " + dir + ": Is a directory" + System.lineSeparator()), index(dir.resolve("index"), dir));
    }

    @Test
    void whoeverWaitsSeesHowMuchHasBeenReadAndThenTheResultAlone() throws Exception {
        Path csv = Files.writeString(dir.resolve("a.csv"), "name\n" + "somebody\n".repeat(1_000_000));
        ByteArrayOutputStream screen = new ByteArrayOutputStream();
        ProgressLine waiting = new ProgressLine(Optional.of(new PrintStream(screen, true, StandardCharsets.UTF_8)));
        Problems problems = new Problems();
        assertEquals(1_000_000, new TableIndexing(csv, waiting).make(',', List.of(), ExactKey.read(key, problems).orElseThrow(), dir.resolve("index")).rows());
        assertEquals("\r4 MB read\r\r8 MB read\r\r         \r", screen.toString(StandardCharsets.UTF_8));
    }
}
