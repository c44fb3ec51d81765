package dev.postern.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code postern demo --write-pki} into places that have something already. */
class DemoCommandTest {

    @TempDir
    Path dir;

    private static Commands.Ran write(Path to) {
        return Commands.run("demo", "--write-pki", to.toString());
    }

    private static void refused(Commands.Ran ran, String why) {
        assertEquals(CommandLineOf.MISSING, ran.exit(), ran.err());
        assertTrue(ran.err().startsWith("postern: cannot write ") && ran.err().strip().endsWith(why), ran.err());
        assertEquals(1, ran.err().lines().count(), ran.err());
    }

    private static List<Path> files(Path in) throws IOException {
        try (Stream<Path> files = Files.list(in)) {
            return files.sorted().toList();
        }
    }

    @Test
    void aFileIsNoDirectory() throws IOException {
        Path file = Files.writeString(dir.resolve("pki"), "");
        refused(write(file), "it is there already: " + file);
        refused(write(file.resolve("deeper")), "deeper: Not a directory");
        refused(write(Path.of("/proc/self/pki")), "/proc/self/pki");
    }

    /** The disk is what fails: there is a directory of the name, which nothing can be moved over. */
    @Test
    void whatFailsInTheMiddleIsToldInALine() throws IOException {
        Path pki = dir.resolve("pki");
        assertEquals(0, write(pki).exit());
        Files.delete(pki.resolve("wiki.pem"));
        Files.createDirectories(pki.resolve("wiki.pem/something"));
        Commands.Ran ran = write(pki);
        assertEquals(CommandLineOf.MISSING, ran.exit(), ran.err());
        assertTrue(ran.err().startsWith("postern: cannot write " + pki.resolve("wiki.pem") + ": "), ran.err());
        assertEquals(1, ran.err().lines().count(), ran.err());
    }

    @Test
    void whatItHasWrittenIsWrittenAnew() throws IOException {
        Path pki = dir.resolve("pki");
        assertEquals(0, write(pki).exit());
        List<Path> first = files(pki);
        String key = Files.readString(pki.resolve("ingress-key.pem"));
        Files.writeString(pki.resolve("mine.txt"), "mine");
        assertEquals(0, write(pki).exit());
        assertNotEquals(key, Files.readString(pki.resolve("ingress-key.pem")));
        Files.delete(pki.resolve("mine.txt"));
        assertEquals(first, files(pki));
    }

    /** Each of them counts, so that none is replaced that was there by itself, and none is asked for that is never written. */
    @Test
    void filesOfTheSameNameThatAreSomebodyElsesStay() throws IOException {
        Path pki = dir.resolve("pki");
        assertEquals(0, write(pki).exit());
        for (Path one : files(pki)) {
            Path alone = Files.createDirectories(dir.resolve("alone-" + one.getFileName()));
            Files.writeString(alone.resolve(one.getFileName()), "mine");
            refused(write(alone), one.getFileName() + " is: it may be somebody else's, and nothing was touched");
            assertEquals(List.of(alone.resolve(one.getFileName())), files(alone));
            assertEquals("mine", Files.readString(alone.resolve(one.getFileName())));
        }
        assertFalse(files(pki).isEmpty());
    }
}
