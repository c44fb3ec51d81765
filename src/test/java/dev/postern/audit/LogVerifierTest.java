package dev.postern.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.audit.Verification.TailProof;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogVerifierTest {

    private static final int EVENTS = 198;
    private static final int LINES = EVENTS + 2;

    @TempDir
    Path dir;
    private Path file;

    @BeforeEach
    void write() throws Exception {
        file = Events.trail(dir, EVENTS);
    }

    @Test
    void anUntouchedTrailIsWhole() throws Exception {
        Verification found = LogVerifier.verify(file);
        assertTrue(found.intact(), found.toString());
        assertEquals(LINES, found.lines());
        assertEquals(TailProof.ANCHOR, found.tail());
        List<String> lines = Events.lines(file);
        assertEquals(Link.of(LINES, lines.getLast().getBytes(), lines.getLast().length()), found.head());
        assertEquals(new Verification.Declared(0, 0, 0), found.declared());
    }

    @Test
    void anyChangedOctetIsFoundOnItsLine() throws Exception {
        byte[] sound = Files.readAllBytes(file);
        int[] lineOf = lineNumbers(sound);
        List<Integer> places = new ArrayList<>(new Random(7).ints(150, 0, sound.length).boxed().toList());
        places.addAll(List.of(0, 1, 8, sound.length - 1, sound.length - 2, sound.length / 2));
        for (int at : places) {
            byte[] changed = sound.clone();
            changed[at] ^= 1;
            Files.write(file, changed);
            Verification found = LogVerifier.verify(file);
            assertFalse(found.intact(), "octet " + at);
            long line = found.fault().orElseThrow().line();
            assertEquals(lineOf[at], line, "octet " + at + ": " + found.fault());
        }
    }

    @Test
    void everyOctetOfAShortTrailCounts() throws Exception {
        Path few = Events.trail(Files.createDirectory(dir.resolve("short")), 1);
        byte[] sound = Files.readAllBytes(few);
        for (int at = 0; at < sound.length; at++) {
            byte[] changed = sound.clone();
            changed[at] = (byte) (changed[at] == 'x' ? 'y' : 'x');
            Files.write(few, changed);
            assertFalse(LogVerifier.verify(few).intact(), "octet " + at);
        }
    }

    @Test
    void aDeletedLineIsFound() throws Exception {
        assertFault(57, "1 line(s) are missing", lines -> lines.remove(56));
        assertFault(1, "1 line(s) are missing", List::removeFirst);
        assertFault(50, "100 line(s) are missing", lines -> lines.subList(49, 149).clear());
    }

    @Test
    void aSwappedInsertedOrRepeatedLineIsFound() throws Exception {
        assertFault(20, "are missing", lines -> lines.set(19, lines.set(20, lines.get(19))));
        assertFault(21, "repeated, moved or inserted", lines -> lines.add(20, lines.get(19)));
        assertFault(31, "no line of an audit trail", lines -> lines.add(30, ""));
        assertFault(31, "no line of an audit trail", lines -> lines.add(30, "{\"seq\":31,\"prev\":\"00\"}"));
        assertFault(LINES + 1, "repeated, moved or inserted", lines -> lines.add(lines.getFirst()));
    }

    @Test
    void aForgedLineWithTheRightNumberAndLinkIsFoundByTheNextOne() throws Exception {
        assertFault(40, "has been changed", lines -> lines.set(39, lines.get(39).replace("alice", "mallo")));
        assertFault(40, "has been changed", lines -> lines.set(39, lines.get(39).replaceFirst("\"prev\":\"....", "\"prev\":\"0000")));
    }

    @Test
    void aCutTailIsFoundByTheAnchorOrAKnownHeadAndByNothingElse() throws Exception {
        String head = LogVerifier.verify(file).head().hash();
        List<String> sound = Events.lines(file);
        Events.write(file, sound.subList(0, 150));
        assertEquals(new Verification.Fault(151, "50 line(s) have been cut from the end"), LogVerifier.verify(file).fault().orElseThrow());

        Files.delete(Anchor.of(file));
        Verification without = LogVerifier.verify(file);
        assertTrue(without.intact());
        assertEquals(TailProof.NONE, without.tail(), "and it says so");

        Verification known = LogVerifier.verify(List.of(file), new LogVerifier.Options(Optional.of(head), progress -> { }));
        assertEquals("no line has the expected hash: lines have been cut or changed", known.fault().orElseThrow().why());
        Events.write(file, sound);
        assertEquals(TailProof.EXPECTED_HEAD, LogVerifier.verify(List.of(file), new LogVerifier.Options(Optional.of(head), progress -> { })).tail());
    }

    @Test
    void anUnfinishedLastLineAndASpoiltAnchorAreFound() throws Exception {
        byte[] sound = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(sound, sound.length - 5));
        assertEquals(LINES, LogVerifier.verify(file).fault().orElseThrow().line());
        Files.write(file, sound);
        Files.writeString(Anchor.of(file), "nonsense");
        assertTrue(LogVerifier.verify(file).fault().orElseThrow().why().contains("anchor"));
    }

    @Test
    void emptyBinaryAndEndlessFilesAreFaultsNotFailures() throws Exception {
        for (byte[] content : List.of(new byte[0], new byte[5_000], new byte[1 << 20], "[".repeat(100_000).concat("\n").getBytes())) {
            Files.write(file, content);
            assertFalse(LogVerifier.verify(file).intact());
        }
        assertThrows(AuditException.class, () -> LogVerifier.verify(dir.resolve("nothing")));
    }

    @Test
    void aBigTrailIsReadInLittleMemoryAndTellsHowFarItIs() throws Exception {
        ChainWriter chain = new ChainWriter(Link.GENESIS, Events.settings(dev.postern.config.AuditConfig.OnFull.COUNT, 1));
        Path big = dir.resolve("big.jsonl");
        int count = 20_000;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(big))) {
            for (int i = 0; i < count; i++) {
                ByteArrayOutputStream line = new ByteArrayOutputStream();
                chain.append(new Entry.Exchange(Events.event(i)), 0, line);
                line.writeTo(out);
            }
        }
        List<LogVerifier.Progress> told = new ArrayList<>();
        Verification found = LogVerifier.verify(List.of(big), new LogVerifier.Options(Optional.empty(), told::add));
        assertTrue(found.intact(), found.toString());
        assertEquals(count, found.lines());
        assertTrue(told.size() >= 1 && told.getLast().bytes() <= Files.size(big));
    }

    private void assertFault(long line, String why, Consumer<List<String>> tamper) throws Exception {
        List<String> sound = Events.lines(file);
        List<String> lines = new ArrayList<>(sound);
        tamper.accept(lines);
        Events.write(file, lines);
        Verification.Fault fault = LogVerifier.verify(file).fault().orElseThrow();
        assertEquals(line, fault.line(), fault.why());
        assertTrue(fault.why().contains(why), fault.why());
        Events.write(file, sound);
    }

    private static int[] lineNumbers(byte[] file) {
        int[] lines = new int[file.length];
        int line = 1;
        for (int i = 0; i < file.length; i++) {
            lines[i] = line;
            line += file[i] == '\n' ? 1 : 0;
        }
        return lines;
    }
}
