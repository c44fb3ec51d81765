package dev.postern.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code postern dlp scan} on whatever a build may have lying about: what it says it has looked at it has looked at. */
class FileScanTest {

    private static final String CARD = "card 4111 1111 1111 1111 of a customer\n";

    @TempDir
    Path dir;
    private Path data;

    @BeforeEach
    void data() throws IOException {
        data = Files.createDirectories(dir.resolve("data"));
    }

    private static Commands.Ran scan(Path... paths) {
        String[] arguments = new String[paths.length + 2];
        arguments[0] = "dlp";
        arguments[1] = "scan";
        for (int i = 0; i < paths.length; i++) {
            arguments[i + 2] = paths[i].toString();
        }
        return Commands.run(arguments);
    }

    @Test
    void aLinkToADirectoryIsTheDirectory() throws IOException {
        Files.writeString(data.resolve("a.txt"), CARD);
        Path link = Files.createSymbolicLink(dir.resolve("current"), data);
        Commands.Ran ran = scan(link);
        assertEquals(1, ran.exit(), ran.out());
        assertTrue(ran.out().startsWith(link.resolve("a.txt") + ":1:"), ran.out());
    }

    @Test
    void whatIsLeftOutIsTold() throws IOException {
        Files.writeString(Files.createDirectories(data.resolve(".git")).resolve("a.txt"), CARD);
        Files.createSymbolicLink(data.resolve("loop"), data);
        Files.writeString(data.resolve("b.txt"), "nothing");
        Commands.Ran whole = scan(data);
        assertEquals(0, whole.exit(), whole.out());
        assertEquals("0 findings in 1 files, 0.0 MB; 2 links, special files and .git directories left out", whole.out().strip());
        assertEquals(1, scan(data.resolve(".git")).exit(), "named, it is looked into");
    }

    /** A directory whose name is as long as a name may be, so that those of its files are longer. */
    @Test
    void aFileThatCannotBeOpenedDoesNotEndTheScan() throws IOException {
        Files.writeString(data.resolve("a.txt"), "nothing");
        Path other = Files.writeString(dir.resolve("b.txt"), CARD);
        Path named = Path.of(data + "/.".repeat((4094 - data.toString().length()) / 2));
        Commands.Ran ran = scan(named, other);
        assertEquals(1, ran.exit(), ran.err());
        assertTrue(ran.out().contains("a.txt: not read in whole: it cannot be read") && ran.out().contains("b.txt:1:"), ran.out());
    }

    @Test
    void aFileThatCannotBeUnderstoodDoesNotEndTheScan() throws IOException {
        Path broken = data.resolve("a.pdf");
        Files.writeString(broken, "%PDF-1.7\nnothing else");
        Files.writeString(data.resolve("b.txt"), CARD);
        Commands.Ran ran = scan(data);
        assertEquals(1, ran.exit());
        assertTrue(ran.out().contains("a.pdf: not read in whole") && ran.out().contains("b.txt:1:"), ran.out());
    }

    @Test
    void namesOfFilesMoveNoCursor() throws IOException {
        Files.writeString(data.resolve("a\u001b]0;x\u0007\nfake\u202e: line.txt"), CARD);
        String said = scan(data).out();
        assertEquals(2, said.lines().count(), said);
        assertFalse(said.chars().anyMatch(c -> c < ' ' && c != '\n' || c == 0x202e), said);
    }
}
