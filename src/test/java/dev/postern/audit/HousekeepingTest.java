package dev.postern.audit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.config.AuditConfig.FileConfig;
import dev.postern.config.AuditConfig.OnFull;
import dev.postern.config.AuditConfig.RotateConfig;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compressing and removing, stopped between two steps and done again. */
class HousekeepingTest {

    private static final RotateConfig PACKED = new RotateConfig(64 << 10, Duration.ZERO, true, 0, 0);

    @TempDir
    Path dir;
    private Path file;

    @BeforeEach
    void aTrailOfSomeFiles() throws Exception {
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
        assertTrue(full().size() > 2, full().toString());
    }

    /** A copy that another file has been renamed beside must not be replaced by what that one holds. */
    @Test
    void aCompressedFileIsNeverReplacedAndKeepsNoOtherFromIt() throws Exception {
        Path first = full().getFirst().file();
        byte[] packed = packed(Files.readAllBytes(first));
        Files.write(Segments.compressed(first), packed);
        Files.writeString(first, "");
        keep(new Segments(file), PACKED, () -> full().stream().skip(1).allMatch(Segments.Full::compressed));
        assertArrayEquals(packed, Files.readAllBytes(Segments.compressed(first)));
        Files.delete(first);
        assertIntact(302);
    }

    @Test
    void aCopyWhoseOriginalWasNotRemovedYetIsWhatRemains() throws Exception {
        Path first = full().getFirst().file();
        byte[] packed = packed(Files.readAllBytes(first));
        Files.write(Segments.compressed(first), packed);
        keep(new Segments(file), PACKED, () -> full().stream().allMatch(Segments.Full::compressed));
        assertArrayEquals(packed, Files.readAllBytes(Segments.compressed(first)));
        assertIntact(302);
    }

    @Test
    void theOriginalStaysUntilTheNameOfTheCopyIsOnDisk() throws Exception {
        AtomicInteger refused = new AtomicInteger();
        List<Segments.Full> before = full();
        keep(new Segments(file, directory -> {
            refused.incrementAndGet();
            throw new IOException("the directory cannot be forced");
        }), PACKED, () -> refused.get() >= before.size());
        assertEquals(before, full(), "each original is there");
        keep(new Segments(file), PACKED, () -> full().stream().allMatch(Segments.Full::compressed));
        assertIntact(302);
    }

    /** A stop between two files that are removed must not leave a beginning that no line vouches for. */
    @Test
    void eachFileIsRemovedOnALineOfItsOwn() throws Exception {
        List<Link> ends = new ArrayList<>();
        for (Path next : new Segments(file).all().subList(1, full().size())) {
            LineFacts after = Segments.first(next).orElseThrow();
            ends.add(new Link(after.seq() - 1, after.prev()));
        }
        List<Link> declared = new CopyOnWriteArrayList<>();
        keep(new Segments(file), new RotateConfig(64 << 10, Duration.ZERO, false, 1, 0), entry -> entry instanceof Entry.Pruned pruned && declared.add(pruned.through()),
                () -> full().size() == 1);
        assertEquals(ends, declared);
    }

    private void keep(Segments segments, RotateConfig rotate, BooleanSupplier done) throws Exception {
        keep(segments, rotate, entry -> true, done);
    }

    private static void keep(Segments segments, RotateConfig rotate, Predicate<Entry> declare, BooleanSupplier done) throws Exception {
        Housekeeping housekeeping = new Housekeeping(segments, rotate, new Housekeeping.Outlook(declare, () -> Long.MAX_VALUE));
        Thread thread = Thread.ofPlatform().daemon().start(housekeeping);
        try {
            RotationTest.until(done);
        } finally {
            housekeeping.close();
            thread.join();
        }
    }

    private List<Segments.Full> full() {
        try {
            return new Segments(file).full();
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }

    private static byte[] packed(byte[] lines) throws IOException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(octets)) {
            gzip.write(lines);
        }
        return octets.toByteArray();
    }

    private void assertIntact(long lines) {
        Verification found = LogVerifier.verify(file);
        assertTrue(found.intact(), found.summary());
        assertEquals(lines, found.lines());
    }
}
