package dev.postern.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.dlp.ContentScan;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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

    @Test
    void standardInputCounts() throws IOException {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream("nothing to see here. ".repeat(100_000).getBytes(StandardCharsets.UTF_8)));
        try {
            assertEquals("0 findings in 1 files, 2.1 MB", Commands.run("dlp", "scan", "-").out().strip());
        } finally {
            System.setIn(before);
        }
    }

    /** Within one large file too; and a finding stands on a line of its own. */
    @Test
    void whoeverWaitsSeesHowFarItIs() throws IOException {
        Path file = Files.writeString(data.resolve("a.txt"), "nothing to see here. ".repeat(250_000) + CARD + "nothing to see here. ".repeat(200_000));
        ByteArrayOutputStream screen = new ByteArrayOutputStream();
        PrintStream terminal = new PrintStream(screen, true, StandardCharsets.UTF_8);
        ContentScan scan = ContentScan.of(List.of(), 60, Optional.empty());
        assertEquals(1, new FileScan(scan, new PrintWriter(terminal, true), FileScan.Style.TEXT, new ProgressLine(Optional.of(terminal))).run(List.of(file)));
        String[] shown = screen.toString(StandardCharsets.UTF_8).split("\r");
        assertEquals("1 files, 4 MB, 0 findings", shown[1]);
        assertEquals("", shown[3].strip());
        assertTrue(shown[4].startsWith(file + ":1:") && shown[4].endsWith(System.lineSeparator()), shown[4]);
        assertEquals("1 files, 8 MB, 1 findings", shown[5]);
        assertEquals("1 findings in 1 files, 9.5 MB", shown[shown.length - 1].strip());
        assertEquals("", shown[shown.length - 2].strip());
    }
}
