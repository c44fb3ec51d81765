package dev.postern.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.config.AuditConfig;
import dev.postern.config.AuditConfig.FileConfig;
import dev.postern.config.AuditConfig.OnFull;
import dev.postern.config.AuditConfig.RotateConfig;
import dev.postern.config.AuditConfig.SinkConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RotationTest {

    private static final RotateConfig BY_SIZE = new RotateConfig(64 << 10, Duration.ZERO, false, 0, 0);

    @TempDir
    Path dir;
    private Path file;

    @BeforeEach
    void place() {
        file = dir.resolve("audit.jsonl");
    }

    @Test
    void oneChainOverManyFilesWhicheverWayItIsGiven() throws Exception {
        write(BY_SIZE, 600);
        List<Path> all = new Segments(file).all();
        assertTrue(all.size() >= 6, all.toString());
        for (Path each : all) {
            assertTrue(Files.size(each) <= 64 << 10, each.toString());
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(each)));
        }
        assertIntact(602, List.of(file));
        assertIntact(602, List.of(dir));
        List<Path> shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled, new Random(7));
        assertIntact(602, shuffled);
    }

    @Test
    void aMissingFileIsNoticedWhereverItStood() throws Exception {
        write(BY_SIZE, 600);
        List<Path> all = new Segments(file).all();
        for (int missing = 0; missing < all.size(); missing++) {
            List<Path> rest = new ArrayList<>(all);
            rest.remove(missing);
            assertFalse(LogVerifier.verify(rest, LogVerifier.Options.none()).intact(), "without " + all.get(missing));
        }
        Path middle = all.get(2);
        long first = Segments.first(middle).orElseThrow().seq();
        Files.delete(middle);
        Verification found = LogVerifier.verify(file);
        assertEquals(first, found.fault().orElseThrow().line());
        assertTrue(found.fault().get().why().endsWith("in " + all.get(3).getFileName()), found.summary());
        assertFalse(LogVerifier.verify(List.of(dir), LogVerifier.Options.none()).intact());
    }

    @Test
    void anEditInAFullFileIsFoundAndSoIsAFileGivenTwice() throws Exception {
        write(BY_SIZE, 300);
        List<Path> all = new Segments(file).all();
        Path second = all.get(1);
        Path copy = Files.copy(second, dir.resolve("copy"));
        List<Path> twice = new ArrayList<>(all);
        twice.add(copy);
        assertFalse(LogVerifier.verify(twice, LogVerifier.Options.none()).intact());
        Files.writeString(second, Files.readString(second).replaceFirst("\"POST\"", "\"PUT\""));
        assertFalse(LogVerifier.verify(file).intact());
    }

    @Test
    void aFileThatIsOldEnoughIsFullWhateverItsSize() throws Exception {
        Ticking clock = new Ticking();
        RotateConfig hourly = new RotateConfig(0, Duration.ofHours(1), false, 0, 0);
        TrailSettings settings = new TrailSettings(OnFull.REFUSE, 100, Duration.ofSeconds(1), "0.1.0", clock);
        try (ChainedTrail trail = FileTrail.open(new FileConfig(file, hourly), settings)) {
            Events.flush(trail);
            clock.now = Events.NOW.plus(Duration.ofMinutes(59));
            trail.record(Events.event(1));
            Events.flush(trail);
            assertEquals(1, new Segments(file).all().size());
        }
        clock.now = Events.NOW.plus(Duration.ofMinutes(61));
        FileTrail.open(new FileConfig(file, hourly), settings).close();
        assertEquals(2, new Segments(file).all().size(), "the age counts across restarts");
        assertIntact(5, List.of(file));
    }

    @Test
    void fullFilesAreCompressedAndStillVerified() throws Exception {
        try (SinkTrail trail = open(new RotateConfig(64 << 10, Duration.ZERO, true, 0, 0))) {
            record(trail, 400);
            until(() -> fullFiles().stream().filter(Segments.Full::compressed).count() >= 3 && fullFiles().stream().allMatch(Segments.Full::compressed));
        }
        assertIntact(402, List.of(dir));
        Path packed = fullFiles().getFirst().file();
        byte[] octets = Files.readAllBytes(packed);
        octets[octets.length / 2] ^= 1;
        Files.write(packed, octets);
        boolean found;
        try {
            found = !LogVerifier.verify(file).intact();
        } catch (AuditException broken) {
            found = true;
        }
        assertTrue(found, "a changed octet in a compressed file");
    }

    @Test
    void theOldestAreRemovedAndTheRecordSaysSo() throws Exception {
        try (SinkTrail trail = open(new RotateConfig(64 << 10, Duration.ZERO, false, 2, 0))) {
            record(trail, 600);
            until(() -> fullFiles().size() == 2);
        }
        Verification found = LogVerifier.verify(file);
        assertTrue(found.intact(), found.summary());
        assertTrue(found.lines() < 400);
        Files.delete(fullFiles().getFirst().file());
        Verification less = LogVerifier.verify(file);
        assertFalse(less.intact(), "removed by somebody else");
        assertTrue(less.fault().orElseThrow().why().contains("no line says that they were removed"), less.summary());
    }

    @Test
    void byTheSizeOfAllFilesTheOldestGo() throws Exception {
        try (SinkTrail trail = open(new RotateConfig(64 << 10, Duration.ZERO, false, 0, 200 << 10))) {
            record(trail, 600);
            until(() -> bytes() <= 200 << 10);
        }
        assertTrue(LogVerifier.verify(file).intact());
    }

    @Test
    void aCrashBetweenTheFilesLosesNothing() throws Exception {
        write(BY_SIZE, 40);
        long first = Segments.first(file).orElseThrow().seq();
        Files.move(file, new Segments(file).named(first));
        write(BY_SIZE, 1);
        assertIntact(45 - 2 + 2, List.of(file));
        Verification found = LogVerifier.verify(file);
        assertEquals(1, found.declared().resumed());
        Files.copy(new Segments(file).named(first), dir.resolve("audit.jsonl.%020d.gz".formatted(first)), StandardCopyOption.REPLACE_EXISTING);
        assertTrue(LogVerifier.verify(file).intact(), "a copy whose original was not removed yet");
    }

    @Test
    void aFileThatCannotBeRenamedStopsTheRecordUntilItCan() throws Exception {
        try (ChainedTrail trail = FileTrail.open(new FileConfig(file, BY_SIZE), Events.settings(OnFull.REFUSE, 10_000))) {
            Path obstacle = new Segments(file).named(1);
            Files.createDirectories(obstacle.resolve("x"));
            record(trail, 20);
            for (int i = 0; i < 100; i++) {
                trail.record(Events.event(i));
            }
            until(trail::failing);
            assertFalse(trail.accepting());
            Files.delete(obstacle.resolve("x"));
            Files.delete(obstacle);
            until(trail::accepting);
        }
        assertIntact(122, List.of(file));
    }

    private void assertIntact(long lines, List<Path> given) {
        Verification found = LogVerifier.verify(given, LogVerifier.Options.none());
        assertTrue(found.intact(), found.summary());
        assertEquals(lines, found.lines());
        assertEquals(Verification.TailProof.ANCHOR, found.tail());
    }

    private void write(RotateConfig rotate, int events) throws Exception {
        try (ChainedTrail trail = FileTrail.open(new FileConfig(file, rotate), Events.settings(OnFull.REFUSE, 10_000))) {
            record(trail, events);
        }
    }

    private SinkTrail open(RotateConfig rotate) {
        SinkConfig sink = new SinkConfig(Optional.of(new FileConfig(file, rotate)), Optional.empty(), Optional.empty());
        return SinkTrail.open(new AuditConfig(List.of(sink), OnFull.REFUSE, 10_000, 1_000, 50), Events.settings(OnFull.REFUSE, 10_000));
    }

    /** In batches much smaller than a file. */
    private static void record(AuditTrail trail, int events) throws Exception {
        for (int i = 0; i < events; i++) {
            trail.record(Events.event(i));
            if (i % 20 == 0) {
                Events.flush(trail);
            }
        }
        Events.flush(trail);
    }

    private List<Segments.Full> fullFiles() {
        try {
            return new Segments(file).full();
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }

    private long bytes() {
        try {
            long bytes = 0;
            for (Path each : new Segments(file).all()) {
                bytes += Files.size(each);
            }
            return bytes;
        } catch (IOException removedJustNow) {
            return Long.MAX_VALUE;
        }
    }

    static void until(java.util.function.BooleanSupplier condition) {
        long deadline = System.nanoTime() + 30_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, "did not happen within 30 s");
            java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
        }
    }

    private static final class Ticking implements java.time.InstantSource {

        volatile Instant now = Events.NOW;

        @Override
        public Instant instant() {
            return now;
        }
    }
}
