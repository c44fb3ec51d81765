package dev.postern.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
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
        assertEquals(new Commands.Ran(CommandLineOf.MISSING, "", "postern: a file that was to hold text is not in UTF-8" + System.lineSeparator()), index(dir.resolve("index"), csv));
    }
}
