package dev.postern.audit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.config.AuditConfig.OnFull;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTrailTest {

    @TempDir
    Path dir;

    @Test
    void aTrailIsContinuedAcrossRestarts() throws Exception {
        Path file = Events.trail(dir, 3);
        Events.trail(dir, 2);
        Verification found = LogVerifier.verify(file);
        assertTrue(found.intact(), found.toString());
        assertEquals(9, found.lines());
        assertEquals(1, found.declared().resumed());
        assertEquals(List.of("chain.begun", "chain.closed", "chain.resumed", "chain.closed"), records(file));
        assertEquals("closed", postern(file, 5).getString("after"));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @Test
    void aTornLineIsSetAsideAndDeclared() throws Exception {
        Path file = Events.trail(dir, 3);
        byte[] torn = "{\"seq\":6,\"prev\":\"ab".getBytes(StandardCharsets.US_ASCII);
        Files.write(file, torn, StandardOpenOption.APPEND);
        assertFalse(LogVerifier.verify(file).intact());

        Events.trail(dir, 1);
        Verification found = LogVerifier.verify(file);
        assertTrue(found.intact(), found.toString());
        assertEquals(1, found.declared().torn());
        assertArrayEquals(torn, Files.readAllBytes(dir.resolve("audit.jsonl.torn-6")));
        JsonObject declared = postern(file, 5).getJsonObject("torn");
        assertEquals(torn.length, declared.getInteger("bytes"));
        assertEquals(Link.of(1, torn, torn.length).hash(), declared.getString("sha256"));
    }

    @Test
    void aFileOfNothingButATornLineIsTakenUp() throws Exception {
        Path file = dir.resolve("audit.jsonl");
        Files.write(file, new byte[300_000]);
        Events.trail(dir, 1);
        assertEquals(300_000, Files.size(dir.resolve("audit.jsonl.torn-1")));
        assertEquals("chain.resumed", records(file).getFirst());
    }

    @Test
    void aProcessThatIsKilledLeavesAChainThatGoesOn() throws Exception {
        Path file = dir.resolve("audit.jsonl");
        String java = ProcessHandle.current().info().command().orElseThrow();
        Process writer = new ProcessBuilder(java, "-Xmx128m", "-cp", System.getProperty("java.class.path"), KilledWriter.class.getName(), file.toString())
                .redirectErrorStream(true).start();
        assertTrue(writer.inputReader().lines().anyMatch("ready"::equals));
        writer.destroyForcibly().waitFor();

        Events.trail(dir, 1);
        Verification found = LogVerifier.verify(file);
        assertTrue(found.intact(), found.toString());
        assertTrue(found.lines() > 1_000);
        JsonObject resumed = Events.lines(file).stream().map(JsonObject::new).map(line -> line.getJsonObject("postern"))
                .filter(said -> "chain.resumed".equals(said.getString("record"))).findFirst().orElseThrow();
        assertEquals("crashed", resumed.getString("after"));
    }

    @Test
    void linesCutWhileTheGatewayWasDownAreDeclaredAndFound() throws Exception {
        Path file = Events.trail(dir, 10);
        Events.write(file, Events.lines(file).subList(0, 7));
        Events.trail(dir, 1);
        assertEquals(5, postern(file, 7).getInteger("missing"));
        assertEquals(8, LogVerifier.verify(file).fault().orElseThrow().line());
    }

    @Test
    void aLastLineChangedOrAnAnchorRemovedWhileDownIsDeclaredAndFound() throws Exception {
        Path file = Events.trail(dir, 1);
        List<String> lines = Events.lines(file);
        Events.write(file, List.of(lines.get(0), lines.get(1), lines.get(2).replace("Postern", "Pastern")));
        Events.trail(dir, 1);
        assertEquals("line_changed", postern(file, 3).getString("anchor"));
        assertEquals(4, LogVerifier.verify(file).fault().orElseThrow().line());

        Files.delete(file);
        Files.delete(Anchor.of(file));
        Events.trail(dir, 1);
        Files.delete(Anchor.of(file));
        Events.trail(dir, 1);
        assertEquals("absent", postern(file, 3).getString("anchor"));
        assertFalse(LogVerifier.verify(file).intact());
    }

    @Test
    void aWholeFileRemovedWhileTheAnchorStaysIsFound() throws Exception {
        Path file = Events.trail(dir, 10);
        Files.delete(file);
        Events.trail(dir, 1);
        assertEquals(12, postern(file, 0).getInteger("missing"));
        assertFalse(LogVerifier.verify(file).intact());
    }

    @Test
    void aSecondWriterIsRefused() {
        Path file = dir.resolve("audit.jsonl");
        TrailSettings settings = Events.settings(OnFull.REFUSE, 10);
        try (ChainedTrail first = FileTrail.open(Events.file(file), settings)) {
            assertTrue(assertThrows(AuditException.class, () -> FileTrail.open(Events.file(file), settings)).getMessage().contains("another process"));
            assertTrue(first.flushed().toCompletableFuture().join() == null && LogVerifier.verify(file).intact());
            assertThrows(AuditException.class, () -> FileTrail.open(Events.file(file), settings), "verifying must not let go of the lock");
        }
        FileTrail.open(Events.file(file), settings).close();
    }

    @Test
    void aFileThatIsNoTrailIsLeftAlone() throws Exception {
        Path file = dir.resolve("audit.jsonl");
        for (String foreign : List.of("hello\n", "{\"seq\":1}\n", "x".repeat(1 << 20) + "\n")) {
            Files.writeString(file, foreign);
            assertThrows(AuditException.class, () -> FileTrail.open(Events.file(file), Events.settings(OnFull.REFUSE, 10)));
            assertEquals(foreign, Files.readString(file));
        }
    }

    @Test
    void aFileCutOrWrittenByOthersWhileOpenStopsTheTrail() throws Exception {
        Path file = dir.resolve("audit.jsonl");
        try (ChainedTrail trail = FileTrail.open(Events.file(file), Events.settings(OnFull.REFUSE, 10))) {
            Events.flush(trail);
            assertTrue(trail.accepting());
            Files.writeString(file, "{\"forged\":true}\n", StandardOpenOption.APPEND);
            trail.record(Events.event(1));
            await(trail::failing);
            assertFalse(trail.accepting());
        }
    }

    @Test
    void aFullDiskRefusesAndItsEventsAreCounted() throws Exception {
        Path file = dir.resolve("audit.jsonl");
        Files.createSymbolicLink(file, Path.of("/dev/full"));
        ChainedTrail trail = FileTrail.open(Events.file(file), Events.settings(OnFull.REFUSE, 4));
        assertFalse(trail.accepting(), "nothing is accepted before a first line has been written");
        for (int i = 0; i < 20; i++) {
            trail.record(Events.event(i));
        }
        assertTrue(trail.failing());
        assertEquals(0, trail.written());
        assertTrue(trail.lost() >= 11, "lost " + trail.lost());
        trail.close();
        assertEquals(20, trail.lost(), "all of them, once it gave up");
        assertFalse(trail.record(Events.event(1)));
        assertTrue(trail.flushed().toCompletableFuture().isCompletedExceptionally());
    }

    @Test
    void anotherCopyOfTheFileDoesNotContinueTheChain() throws Exception {
        Path file = Events.trail(dir, 5);
        Path old = dir.resolve("old");
        Files.copy(file, old);
        Events.trail(dir, 5);
        Files.move(old, file, StandardCopyOption.REPLACE_EXISTING);
        assertFalse(LogVerifier.verify(file).intact(), "an older copy put back is a cut tail");
    }

    static void await(java.util.function.BooleanSupplier condition) {
        long deadline = System.nanoTime() + 5_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, "did not happen within 5 s");
            Thread.onSpinWait();
        }
    }

    private static List<String> records(Path file) throws Exception {
        return Events.lines(file).stream().map(line -> new JsonObject(line).getJsonObject("postern").getString("record", "")).filter(name -> !name.isEmpty()).toList();
    }

    private static JsonObject postern(Path file, int index) throws Exception {
        return new JsonObject(Events.lines(file).get(index)).getJsonObject("postern");
    }
}
