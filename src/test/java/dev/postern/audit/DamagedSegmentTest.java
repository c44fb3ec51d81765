package dev.postern.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.config.AuditConfig.FileConfig;
import dev.postern.config.AuditConfig.OnFull;
import dev.postern.config.AuditConfig.RotateConfig;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compressed files of a trail that were changed or cut: a fault of the trail, in the file that has it, and no failure to read. */
class DamagedSegmentTest {

    @TempDir
    Path dir;
    private Path file;
    private Path second;
    private byte[] sound;
    private long firstOfSecond;

    @BeforeEach
    void aTrailOfCompressedFiles() throws Exception {
        file = dir.resolve("audit.jsonl");
        RotateConfig plain = new RotateConfig(64 << 10, Duration.ZERO, false, 0, 0);
        try (ChainedTrail trail = FileTrail.open(new FileConfig(file, plain), Events.settings(OnFull.REFUSE, 10_000))) {
            for (int i = 0; i < 300; i++) {
                trail.record(Events.event(i));
                if (i % 20 == 0) {
                    Events.flush(trail);
                }
            }
            Events.flush(trail);
        }
        for (Segments.Full full : new Segments(file).full()) {
            try (OutputStream gzip = new GZIPOutputStream(Files.newOutputStream(Segments.compressed(full.file())))) {
                Files.copy(full.file(), gzip);
            }
            Files.delete(full.file());
        }
        List<Segments.Full> full = new Segments(file).full();
        assertTrue(full.size() > 2, full.toString());
        second = full.get(1).file();
        firstOfSecond = full.get(1).first();
        sound = Files.readAllBytes(second);
        assertTrue(LogVerifier.verify(file).intact());
    }

    @Test
    void oneThatIsCutIsAFaultOfTheNextLine() throws Exception {
        for (int length : new int[] {2, 5, 9, 12, sound.length / 2, sound.length - 8, sound.length - 1}) {
            Files.write(second, Arrays.copyOf(sound, length));
            Verification found = LogVerifier.verify(file);
            Verification.Fault fault = found.fault().orElseThrow();
            assertTrue(fault.why().endsWith(", in " + second.getFileName()), fault.toString());
            assertEquals(found.head().seq() + 1, fault.line());
            assertTrue(fault.line() >= firstOfSecond, fault.toString());
        }
    }

    @Test
    void anyChangedOctetThatCountsIsAFaultOfThatFile() throws Exception {
        for (int at = 10; at < sound.length; at += 1 + at % 89) {
            byte[] changed = sound.clone();
            changed[at] ^= 0x10;
            Files.write(second, changed);
            Verification.Fault fault = LogVerifier.verify(file).fault().orElseThrow();
            assertTrue(fault.why().endsWith(", in " + second.getFileName()), at + ": " + fault);
        }
    }

    /** What no longer shows that it is compressed, and a method that is none. */
    @Test
    void aChangedHeaderIsAFaultOfThatFile() throws Exception {
        for (int at : new int[] {0, 1, 2}) {
            byte[] changed = sound.clone();
            changed[at] ^= 0x60;
            Files.write(second, changed);
            Verification.Fault fault = LogVerifier.verify(file).fault().orElseThrow();
            assertEquals(firstOfSecond, fault.line(), fault.toString());
            assertTrue(fault.why().endsWith(", in " + second.getFileName()), at + ": " + fault);
        }
    }

    @Test
    void byItselfItIsNamedToo() throws Exception {
        Path first = new Segments(file).full().getFirst().file();
        Files.write(first, Arrays.copyOf(Files.readAllBytes(first), 5));
        assertEquals(new Verification.Fault(1, "the compressed file has been changed or cut, in " + first.getFileName()), LogVerifier.verify(first).fault().orElseThrow());
    }

    /** Many lines in few octets: how far it is counts what lies on the disk. */
    @Test
    void progressIsOfTheOctetsOnDisk() throws Exception {
        Path big = dir.resolve("big.jsonl.gz");
        ChainWriter chain = new ChainWriter(Link.GENESIS, Events.settings(OnFull.COUNT, 1));
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(big))) {
            for (int i = 0; i < 50_000; i++) {
                var line = new java.io.ByteArrayOutputStream();
                chain.append(new Entry.Exchange(Events.event(i)), 0, line);
                line.writeTo(out);
            }
        }
        List<LogVerifier.Progress> told = new ArrayList<>();
        assertTrue(LogVerifier.verify(List.of(big), new LogVerifier.Options(Optional.empty(), told::add)).intact());
        assertTrue(told.size() >= 2, told.toString());
        assertEquals(Files.size(big), told.getFirst().ofBytes());
        assertTrue(told.getFirst().bytes() < Files.size(big) * 9 / 10, told.toString());
        assertFalse(told.getFirst().bytes() == 0, told.toString());
    }
}
