package dev.postern.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.config.AuditConfig.FileConfig;
import dev.postern.config.AuditConfig.OnFull;
import dev.postern.config.AuditConfig.RotateConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rotation that stops between two of its steps, is tried again, or is found by the next start. */
class HalfRotatedTest {

    private static final RotateConfig BY_SIZE = new RotateConfig(64 << 10, Duration.ZERO, false, 0, 0);
    private static final RotateConfig PACKED = new RotateConfig(64 << 10, Duration.ZERO, true, 0, 0);
    private static final int EVENTS = 150;

    @TempDir
    Path dir;
    private Path file;
    private Path full;
    private final Disk disk = new Disk();

    @BeforeEach
    void place() {
        file = dir.resolve("audit.jsonl");
        full = new Segments(file).named(1);
    }

    /** The real one, except while it is out of order. */
    private static final class Disk implements DirectoryForce {

        volatile boolean broken;
        final AtomicInteger refused = new AtomicInteger();

        @Override
        public void force(Path directory) throws IOException {
            if (broken) {
                refused.incrementAndGet();
                throw new IOException("the directory cannot be forced");
            }
            TO_DISK.force(directory);
        }
    }

    @Test
    void aDirectoryThatCannotBeForcedCostsNoLine() throws Exception {
        try (ChainedTrail trail = open(BY_SIZE, Events.settings(OnFull.REFUSE, 10_000))) {
            stop(trail);
            assertFalse(trail.accepting());
            long octets = Files.size(full);
            tries(3);
            assertEquals(octets, Files.size(full), "the full file is as it was");
            assertTrue(descriptors() <= 4, "the file, the anchor, the lock and at most one try: " + descriptors());
            disk.broken = false;
            RotationTest.until(trail::accepting);
            record(trail, 20);
            assertEquals(0, trail.lost());
        }
        assertIntact(file, EVENTS + 22);
    }

    @Test
    void norWhenTheFullFileIsCompressedMeanwhile() throws Exception {
        Housekeeping housekeeping = new Housekeeping(new Segments(file), PACKED, new Housekeeping.Outlook(entry -> true, () -> Long.MAX_VALUE));
        Thread thread = Thread.ofPlatform().daemon().start(housekeeping);
        try (ChainedTrail trail = open(BY_SIZE, Events.settings(OnFull.REFUSE, 10_000))) {
            stop(trail);
            housekeeping.rotated();
            RotationTest.until(() -> Files.exists(Segments.compressed(full)) && Files.notExists(full));
            tries(2);
            assertTrue(Files.notExists(full), "nothing stands beside what was compressed");
            disk.broken = false;
            RotationTest.until(trail::accepting);
        } finally {
            housekeeping.close();
            thread.join();
        }
        assertIntact(file, EVENTS + 2);
    }

    /** A clock that is set back makes a file young again, but not one that has been set aside. */
    @Test
    void nothingIsWrittenToAFileThatHasBeenSetAside() throws Exception {
        AtomicInteger hours = new AtomicInteger();
        InstantSource clock = () -> Events.NOW.plus(Duration.ofHours(hours.get()));
        RotateConfig hourly = new RotateConfig(0, Duration.ofHours(1), false, 0, 0);
        try (ChainedTrail trail = open(hourly, new TrailSettings(OnFull.REFUSE, 100, Duration.ofSeconds(1), "0.1.0", clock))) {
            Events.flush(trail);
            hours.set(2);
            disk.broken = true;
            trail.record(Events.event(0));
            tries(1);
            long octets = Files.size(full);
            hours.set(0);
            tries(2);
            assertEquals(octets, Files.size(full));
            disk.broken = false;
            Events.flush(trail);
        }
        assertEquals(2, new Segments(file).all().size());
        assertIntact(file, 3);
    }

    @Test
    void whatAKilledProcessLeavesHalfWayIsContinued() throws Exception {
        Path empty = Files.createDirectory(dir.resolve("empty"));
        Path none = Files.createDirectory(dir.resolve("none"));
        long confirmed;
        try (ChainedTrail trail = open(BY_SIZE, Events.settings(OnFull.REFUSE, 10_000))) {
            confirmed = stop(trail);
            leave(empty);
            leave(none);
        }
        assertEquals(0, Files.size(empty.resolve("audit.jsonl")), "the next file was there");
        Files.delete(none.resolve("audit.jsonl")); // it was not yet
        disk.broken = false;
        for (Path left : List.of(empty, none)) {
            Path again = left.resolve("audit.jsonl");
            try (ChainedTrail trail = FileTrail.open(new FileConfig(again, BY_SIZE), Events.settings(OnFull.REFUSE, 10_000))) {
                record(trail, EVENTS);
            }
            Verification found = LogVerifier.verify(again);
            assertTrue(found.intact(), found.summary());
            assertEquals(confirmed + 1 + EVENTS + 1, found.lines(), "what was confirmed, what was found, and what came then");
            assertTrue(new Segments(again).full().size() > 1, "and it is rotated on");
        }
    }

    /** Before the first line, its file has to be one that a power cut does not take away. */
    @Test
    void aNewFileIsNotBegunOnADirectoryThatCannotBeForced() throws Exception {
        disk.broken = true;
        String why = assertThrows(AuditException.class, () -> open(BY_SIZE, Events.settings(OnFull.REFUSE, 100))).getMessage();
        assertTrue(why.endsWith("the directory cannot be forced"), why);
        disk.broken = false;
        open(BY_SIZE, Events.settings(OnFull.REFUSE, 100)).close();
        assertIntact(file, 2);
    }

    @Test
    void noFileIsRenamedOverAnotherNorBesideItsCompressedCopy() throws Exception {
        for (Path taken : List.of(full, Segments.compressed(full))) {
            try (Stream<Path> all = Files.list(dir)) {
                for (Path old : all.toList()) {
                    Files.delete(old);
                }
            }
            try (ChainedTrail trail = open(BY_SIZE, Events.settings(OnFull.REFUSE, 10_000))) {
                Files.writeString(taken, "lines of somebody else's");
                record(trail, 20);
                for (int i = 20; i < EVENTS; i++) {
                    trail.record(Events.event(i));
                }
                RotationTest.until(trail::failing);
                assertEquals("lines of somebody else's", Files.readString(taken));
                Files.delete(taken);
                RotationTest.until(trail::accepting);
            }
            assertIntact(file, EVENTS + 2);
        }
    }

    private ChainedTrail open(RotateConfig rotate, TrailSettings settings) {
        return FileTrail.open(new FileConfig(file, rotate), settings, new FileTrail.Rotation(new Segments(file, disk), () -> { }));
    }

    /** Has a rotation stop after the full file has got its name; the lines that were confirmed by then. */
    private long stop(ChainedTrail trail) throws Exception {
        record(trail, 20);
        long confirmed = trail.head().seq();
        disk.broken = true;
        for (int i = 20; i < EVENTS; i++) {
            trail.record(Events.event(i));
        }
        RotationTest.until(() -> trail.failing() && Files.exists(full));
        return confirmed;
    }

    private void tries(int more) {
        int enough = disk.refused.get() + more;
        RotationTest.until(() -> disk.refused.get() >= enough);
    }

    /** As it is on disk now. */
    private void leave(Path copy) throws IOException {
        for (Path each : List.of(file, full, Anchor.of(file))) {
            Files.copy(each, copy.resolve(each.getFileName()));
        }
    }

    private long descriptors() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.filter(this::isOurs).count();
        }
    }

    private boolean isOurs(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).startsWith(dir.toRealPath());
        } catch (IOException closedMeanwhile) {
            return false;
        }
    }

    private static void record(ChainedTrail trail, int events) throws Exception {
        for (int i = 0; i < events; i++) {
            trail.record(Events.event(i));
        }
        Events.flush(trail);
    }

    private static void assertIntact(Path file, long lines) {
        Verification found = LogVerifier.verify(file);
        assertTrue(found.intact(), found.summary());
        assertEquals(lines, found.lines());
        assertEquals(Verification.TailProof.ANCHOR, found.tail());
    }
}
