package dev.postern.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.config.AuditConfig.OnFull;
import dev.postern.config.AuditConfig.RotateConfig;
import dev.postern.config.ClientTls;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyslogCollectorTest {

    private static final Pattern MESSAGE = Pattern.compile(
            "<110>1 (\\S+) (\\S+) postern (\\d+) (\\S+) \\[postern@32473 seq=\"(\\d+)\" hash=\"([0-9a-f]{64})\"] (\\{.*})");

    @TempDir
    Path dir;
    private Collecting collecting;

    @BeforeEach
    void begin() {
        collecting = new Collecting(dir);
    }

    @Test
    void everyLineArrivesAsAMessageWhoseChainCanBeVerified() throws Exception {
        try (SyslogServer server = new SyslogServer(collecting.server(), 0)) {
            try (SinkTrail trail = collecting.open(collecting.syslog(server.port(), collecting.client(), OnFull.REFUSE, 1_000))) {
                Collecting.record(trail, 0, 100);
                RotationTest.until(() -> Collecting.only(trail).waiting() == 0);
                assertTrue(trail.accepting());
            }
            assertEquals(102, seqs(server).size(), "the closing line too: closing waits for the collector");
            Matcher second = MESSAGE.matcher(server.messages.get(1));
            assertTrue(second.matches(), server.messages.get(1));
            assertEquals("2026-03-01T12:00:00.000Z", second.group(1));
            assertEquals("exchange", second.group(4));
            assertEquals("/entries/0", new JsonObject(second.group(7)).getJsonObject("http_request").getJsonObject("url").getString("path"));
            Path kept = dir.resolve("kept.jsonl");
            Events.write(kept, lines(server));
            assertTrue(LogVerifier.verify(kept).intact());
            assertEquals(List.of(), server.faults);
        }
    }

    @Test
    void whatWasRecordedWhileTheCollectorWasAwayArrivesAfterARestart() throws Exception {
        int port;
        try (SyslogServer server = new SyslogServer(collecting.server(), 0)) {
            port = server.port();
            try (SinkTrail trail = collecting.open(collecting.syslog(port, collecting.client(), OnFull.COUNT, 100_000))) {
                Collecting.record(trail, 0, 10);
                RotationTest.until(() -> Collecting.only(trail).waiting() == 0);
            }
        }
        try (SinkTrail trail = collecting.open(collecting.syslog(port, collecting.client(), OnFull.COUNT, 100_000))) {
            Collecting.record(trail, 10, 50);
            RotationTest.until(() -> Collecting.only(trail).failing());
        }
        try (SyslogServer server = new SyslogServer(collecting.server(), port)) {
            try (SinkTrail trail = collecting.open(collecting.syslog(port, collecting.client(), OnFull.COUNT, 100_000))) {
                RotationTest.until(() -> Collecting.only(trail).waiting() == 0);
                assertEquals(0, Collecting.only(trail).skipped());
            }
            assertEquals(13, seqs(server).first(), "it goes on after what the collector had");
            assertEquals(12 + 52 + 2, seqs(server).last());
            assertEquals(54, seqs(server).size());
        }
    }

    @Test
    void aConnectionThatBreaksLosesNothingAndDoublesAreAlike() throws Exception {
        try (SyslogServer server = new SyslogServer(collecting.server(), 0)) {
            server.manner = SyslogServer.Manner.CUTS_AFTER_THREE;
            try (SinkTrail trail = collecting.open(collecting.syslog(server.port(), collecting.client(), OnFull.COUNT, 100_000))) {
                Collecting.record(trail, 0, 60);
                RotationTest.until(() -> server.connections.get() >= 3);
                assertTrue(Collecting.only(trail).waiting() > 0, "three messages read are no proof of sixty");
                server.manner = SyslogServer.Manner.READS;
                RotationTest.until(() -> Collecting.only(trail).waiting() == 0);
            }
            assertEquals(62, seqs(server).size());
            assertTrue(server.messages.size() > 62, "what nobody acknowledged was sent again");
            assertEquals(62, server.messages.stream().distinct().count(), "octet for octet the same");
        }
    }

    @Test
    void aCollectorThatNeverReadsIsNoCollectorAndByTheRuleToRefuseNothingPasses() throws Exception {
        try (SyslogServer server = new SyslogServer(collecting.server(), 0)) {
            server.manner = SyslogServer.Manner.NEVER_READS;
            try (SinkTrail trail = collecting.open(collecting.syslog(server.port(), collecting.client(), OnFull.REFUSE, 20))) {
                Collecting.record(trail, 0, 10);
                assertTrue(trail.accepting());
                Collecting.record(trail, 10, 50);
                assertFalse(trail.accepting(), "more wait than may");
                RotationTest.until(() -> Collecting.only(trail).failing());
                assertFalse(trail.accepting());
                server.manner = SyslogServer.Manner.READS;
                RotationTest.until(trail::accepting);
                RotationTest.until(() -> Collecting.only(trail).waiting() == 0);
            }
            assertEquals(62, seqs(server).size());
        }
    }

    @Test
    void byTheRuleToCountRequestsPassAndTheRecordSaysWhatACollectorWasNotSent() throws Exception {
        int nobody = freePort();
        try (SinkTrail trail = collecting.open(collecting.syslog(nobody, collecting.client(), OnFull.COUNT, 20))) {
            Collecting.record(trail, 0, 100);
            assertTrue(trail.accepting());
            RotationTest.until(() -> Collecting.only(trail).skipped() > 0);
            Events.flush(trail);
        }
        JsonObject said = Events.lines(collecting.file()).stream().map(JsonObject::new).map(line -> line.getJsonObject("postern"))
                .filter(line -> "sink.skipped".equals(line.getString("record"))).findFirst().orElseThrow();
        assertEquals("siem", said.getString("sink"));
        assertEquals(1, said.getInteger("from"));
        assertTrue(said.getInteger("through") >= 81, said.encode());
        assertTrue(LogVerifier.verify(collecting.file()).intact());
    }

    @Test
    void nobodyWithAnotherCertificateIsTrusted() throws Exception {
        for (ClientTls wrong : List.of(collecting.tls(Optional.of("mesh-ca"), Optional.empty()), ClientTls.PLATFORM)) {
            assertNeverSent(collecting.server(), wrong);
        }
        assertNeverSent(collecting.tls(Optional.empty(), Optional.of("stranger")), collecting.tls(Optional.of("stranger"), Optional.empty()));
        assertNeverSent(collecting.strictServer(), collecting.client());
    }

    private void assertNeverSent(ClientTls shown, ClientTls client) throws Exception {
        try (SyslogServer server = new SyslogServer(shown, 0);
                SinkTrail trail = collecting.open(collecting.syslog(server.port(), client, OnFull.REFUSE, 5))) {
            Collecting.record(trail, 0, 10);
            RotationTest.until(() -> Collecting.only(trail).failing());
            assertFalse(trail.accepting());
            assertEquals(List.of(), server.messages);
        }
    }

    @Test
    void aCertificateOfItsOwnIsShown() throws Exception {
        try (SyslogServer server = new SyslogServer(collecting.strictServer(), 0);
                SinkTrail trail = collecting.open(collecting.syslog(server.port(), collecting.tls(Optional.of("ingress-ca"), Optional.of("laptop")), OnFull.REFUSE, 1_000))) {
            Collecting.record(trail, 0, 3);
            RotationTest.until(() -> Collecting.only(trail).waiting() == 0);
            assertEquals(4, seqs(server).size());
        }
    }

    @Test
    void nothingAClientSendsEndsAFrameOrAFieldEarly() throws Exception {
        List<String> hostile = List.of("\n", "\r\n99 <13>1 - - - - - -", "] [evil@1 a=\"b\"]", "\"]\\", "\u0000\u001b[2J", "5 <0>1", "\ud800\u202e", "x".repeat(70_000), "é".repeat(5_000));
        try (SyslogServer server = new SyslogServer(collecting.server(), 0)) {
            try (SinkTrail trail = collecting.open(collecting.syslog(server.port(), collecting.client(), OnFull.REFUSE, 1_000))) {
                hostile.forEach(text -> trail.record(Events.hostile(text)));
                Events.flush(trail);
                RotationTest.until(() -> Collecting.only(trail).waiting() == 0);
            }
            assertEquals(List.of(), server.faults);
            assertEquals(hostile.size() + 2, server.messages.size());
            for (String message : server.messages) {
                assertTrue(MESSAGE.matcher(message).matches(), message);
                assertTrue(message.length() < ChainWriter.MAX_LINE_BYTES + 512);
                assertTrue(message.chars().allMatch(c -> c >= 0x20 && c < 0x7f), message);
            }
        }
    }

    @Test
    void filesAreFollowedAcrossRotationAndKeptUntilTheCollectorHasThem() throws Exception {
        int port = freePort();
        RotateConfig keepOne = new RotateConfig(64 << 10, Duration.ZERO, true, 1, 0);
        try (SinkTrail trail = collecting.open(keepOne, collecting.syslog(port, collecting.client(), OnFull.REFUSE, 100_000))) {
            for (int i = 0; i < 30; i++) {
                Collecting.record(trail, i * 20, 20);
            }
            RotationTest.until(() -> files().size() >= 6);
            try (SyslogServer server = new SyslogServer(collecting.server(), port)) {
                RotationTest.until(() -> Collecting.only(trail).waiting() <= 1);
                RotationTest.until(() -> files().size() <= 2);
                RotationTest.until(() -> seqs(server).size() >= 601);
                assertEquals(0, Collecting.only(trail).skipped());
            }
        }
        assertTrue(LogVerifier.verify(collecting.file()).intact());
    }

    @Test
    void aForgottenCursorSendsEverythingAgainAndNothingTooLittle() throws Exception {
        try (SyslogServer server = new SyslogServer(collecting.server(), 0)) {
            for (String cursor : List.of("", "nonsense", "99999999999999999999 x")) {
                try (SinkTrail trail = collecting.open(collecting.syslog(server.port(), collecting.client(), OnFull.REFUSE, 1_000))) {
                    Collecting.record(trail, 0, 2);
                    RotationTest.until(() -> Collecting.only(trail).waiting() == 0);
                }
                assertEquals(1, seqs(server).first());
                server.messages.clear();
                Files.writeString(collecting.dir.resolve("log/audit.jsonl.siem.cursor"), cursor);
            }
        }
    }

    private List<Path> files() {
        try {
            return new Segments(collecting.file()).all();
        } catch (java.io.IOException changing) {
            return List.of();
        }
    }

    private static int freePort() throws Exception {
        try (java.net.ServerSocket free = new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    private static TreeSet<Long> seqs(SyslogServer server) {
        TreeSet<Long> seqs = new TreeSet<>();
        for (String message : server.messages) {
            Matcher parts = MESSAGE.matcher(message);
            assertTrue(parts.matches(), message);
            seqs.add(Long.parseLong(parts.group(5)));
        }
        return seqs;
    }

    private static List<String> lines(SyslogServer server) {
        List<String> lines = new ArrayList<>();
        for (String message : server.messages) {
            Matcher parts = MESSAGE.matcher(message);
            assertTrue(parts.matches());
            lines.add(parts.group(7));
        }
        return lines;
    }
}
