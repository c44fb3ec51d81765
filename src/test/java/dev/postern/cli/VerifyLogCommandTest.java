package dev.postern.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code postern verify-log}: what it exits with, what it says, and what is left of the line that tells how far it is. */
class VerifyLogCommandTest {

    @TempDir
    Path dir;

    @Test
    void aCompressedFileThatWasCutIsAFaultAndNamed() throws Exception {
        Path file = Files.write(dir.resolve("audit.jsonl.00000000000000000001.gz"), new byte[] {0x1f, (byte) 0x8b, 8, 0});
        Commands.Ran ran = Commands.run("verify-log", file.toString());
        assertEquals(CommandLineOf.FAILED, ran.exit(), ran.err());
        assertEquals("line 1: the compressed file has been changed or cut, in " + file.getFileName() + "; 0 lines before it are sound", ran.err().strip());
    }

    @Test
    void whatCannotBeReadIsNamedInPlainWords() throws Exception {
        Path missing = dir.resolve("nothing");
        assertEquals(new Commands.Ran(CommandLineOf.MISSING, "", "postern: the audit trail cannot be read: there is no " + missing + System.lineSeparator()),
                Commands.run("verify-log", missing.toString()));
        Path file = Files.writeString(dir.resolve("a"), "");
        Commands.Ran directory = Commands.run("verify-log", file.toString(), dir.toString());
        assertEquals(CommandLineOf.MISSING, directory.exit());
        assertEquals("postern: the audit trail cannot be read: " + dir + ": Is a directory", directory.err().strip());
    }

    /** Nothing of the line stays before or behind the summary. */
    @Test
    void theSummaryStandsAlone() throws Exception {
        ByteArrayOutputStream screen = new ByteArrayOutputStream();
        PrintStream terminal = new PrintStream(screen, true, StandardCharsets.UTF_8);
        StringWriter out = new StringWriter();
        CommandLine command = new CommandLine(new VerifyLogCommand(new ProgressLine(Optional.of(terminal)))).setOut(new PrintWriter(out)).setErr(new PrintWriter(terminal, true));
        assertEquals(CommandLineOf.FAILED, command.execute(big().toString()), out.toString());
        String[] shown = screen.toString(StandardCharsets.UTF_8).split("\r");
        assertTrue(shown.length >= 4 && shown[1].contains(" % of 19 MB, "), shown[1]);
        assertEquals("", shown[shown.length - 2].strip());
        assertEquals(shown[1].length(), shown[shown.length - 2].length());
        assertTrue(shown[shown.length - 1].startsWith("line "), shown[shown.length - 1]);
        assertFalse(out.toString().contains("%"), out.toString());
    }

    /** A chain of over 16 MiB with something else at its end. */
    private Path big() throws Exception {
        Path file = dir.resolve("big.jsonl");
        MessageDigest sha = MessageDigest.getInstance("SHA-256");
        String before = "0".repeat(64);
        String filler = "x".repeat(1 << 10);
        try (Writer lines = Files.newBufferedWriter(file)) {
            for (int number = 1; number <= 17_000; number++) {
                String line = "{\"seq\":" + number + ",\"prev\":\"" + before + "\",\"filler\":\"" + filler + "\"}";
                before = HexFormat.of().formatHex(sha.digest(line.getBytes(StandardCharsets.US_ASCII)));
                lines.write(line + '\n');
            }
            lines.write("nonsense\n");
        }
        return file;
    }
}
