package dev.postern.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.config.AuditConfig.OnFull;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChainedTrailTest {

    @TempDir
    Path dir;

    /** An output that takes lines only while it is let. */
    private static final class Valve extends OutputStream {

        final ByteArrayOutputStream taken = new ByteArrayOutputStream();
        volatile boolean broken;
        volatile CountDownLatch open = new CountDownLatch(0);
        volatile boolean waitedAt;

        @Override
        public void write(int octet) throws IOException {
            throw new IOException("only in pieces");
        }

        @Override
        public void write(byte[] octets, int from, int length) throws IOException {
            try {
                waitedAt = open.getCount() > 0;
                open.await();
            } catch (InterruptedException stop) {
                throw new IOException(stop);
            }
            if (broken) {
                throw new IOException("No space left on device");
            }
            taken.write(octets, from, length);
        }
    }

    @Test
    void aSlowDiskRefusesNewRequestsAndStillTakesWhatWasOpen() throws Exception {
        Valve valve = new Valve();
        ChainedTrail trail = StdoutTrail.open(valve, Events.settings(OnFull.REFUSE, 4));
        Events.flush(trail);
        assertTrue(trail.accepting());
        valve.open = new CountDownLatch(1);
        trail.record(Events.event(0));
        FileTrailTest.await(() -> valve.waitedAt); // before that the writer still gathers, and would take more from the queue
        for (int i = 1; i <= 4; i++) {
            assertTrue(trail.accepting());
            assertTrue(trail.record(Events.event(i)));
        }
        assertFalse(trail.accepting(), "the queue is full");
        for (int i = 5; i <= 8; i++) {
            assertTrue(trail.record(Events.event(i)), "exchanges that were open by then");
        }
        assertFalse(trail.record(Events.event(9)));
        assertEquals(1, trail.lost());
        valve.open.countDown();
        Events.flush(trail);
        assertTrue(trail.accepting());
        trail.close();
        List<JsonObject> lines = lines(valve);
        assertEquals(1 + 9 + 1, lines.size());
        assertEquals(1, lost(lines), "the gap is declared");
    }

    @Test
    void underTheOtherRuleRequestsPassAndTheGapIsDeclared() throws Exception {
        Valve valve = new Valve();
        ChainedTrail trail = StdoutTrail.open(valve, Events.settings(OnFull.COUNT, 4));
        Events.flush(trail);
        valve.open = new CountDownLatch(1);
        trail.record(Events.event(0));
        FileTrailTest.await(() -> valve.waitedAt); // before that the writer still gathers, and would take more from the queue
        int taken = 0;
        for (int i = 1; i <= 100; i++) {
            taken += trail.record(Events.event(i)) ? 1 : 0;
            assertTrue(trail.accepting());
        }
        assertEquals(4, taken);
        assertEquals(96, trail.lost());
        valve.open.countDown();
        Events.flush(trail);
        trail.close();
        assertEquals(96, lost(lines(valve)));
        Path file = dir.resolve("stdout");
        Files.write(file, valve.taken.toByteArray());
        Verification found = LogVerifier.verify(file);
        assertTrue(found.intact(), found.toString());
        assertEquals(96, found.declared().lost());
    }

    @Test
    void aDiskThatRecoversGoesOnWithoutAGap() throws Exception {
        Valve valve = new Valve();
        valve.broken = true;
        ChainedTrail trail = StdoutTrail.open(valve, Events.settings(OnFull.REFUSE, 10));
        assertFalse(trail.accepting());
        CompletableFuture<Void> flushed = trail.flushed().toCompletableFuture();
        trail.record(Events.event(1));
        valve.broken = false;
        flushed.get(5, java.util.concurrent.TimeUnit.SECONDS);
        FileTrailTest.await(trail::accepting);
        valve.broken = true;
        trail.record(Events.event(2));
        FileTrailTest.await(trail::failing);
        assertFalse(trail.accepting());
        valve.broken = false;
        FileTrailTest.await(trail::accepting);
        trail.record(Events.event(3));
        trail.close();
        assertEquals(0, trail.lost());
        assertEquals(List.of(1L, 2L, 3L, 4L, 5L), lines(valve).stream().map(line -> line.getLong("seq")).toList());
    }

    @Test
    void manyThreadsOneChain() throws Exception {
        Path file = dir.resolve("audit.jsonl");
        try (ChainedTrail trail = FileTrail.open(Events.file(file), Events.settings(OnFull.REFUSE, 100_000)); var pool = Executors.newFixedThreadPool(8)) {
            for (int t = 0; t < 8; t++) {
                pool.submit(() -> {
                    for (int i = 0; i < 1_000; i++) {
                        trail.record(Events.event(i));
                    }
                });
            }
            pool.shutdown();
            assertTrue(pool.awaitTermination(10, java.util.concurrent.TimeUnit.SECONDS));
            Events.flush(trail);
            assertEquals(8_001, trail.written());
            assertEquals(trail.head(), LogVerifier.verify(file).head());
        }
        assertEquals(8_002, LogVerifier.verify(file).lines());
    }

    @Test
    void flushedMeansOnDisk() throws Exception {
        Path file = dir.resolve("audit.jsonl");
        try (ChainedTrail trail = FileTrail.open(Events.file(file), Events.settings(OnFull.REFUSE, 10))) {
            for (int i = 1; i <= 50; i++) {
                trail.record(Events.event(i));
                Events.flush(trail);
                assertEquals(i + 1, Events.lines(file).size());
            }
        }
    }

    private static List<JsonObject> lines(Valve valve) {
        return valve.taken.toString(StandardCharsets.US_ASCII).lines().map(JsonObject::new).toList();
    }

    private static long lost(List<JsonObject> lines) {
        return lines.stream().mapToLong(line -> line.getJsonObject("postern").getLong("lost", 0L)).sum();
    }
}
