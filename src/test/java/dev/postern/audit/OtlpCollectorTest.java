package dev.postern.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.audit.OtlpServer.Answer;
import dev.postern.config.AuditConfig.OnFull;
import dev.postern.config.AuditConfig.SinkConfig;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OtlpCollectorTest {

    @TempDir
    Path dir;
    private Collecting collecting;

    @BeforeEach
    void begin() {
        collecting = new Collecting(dir);
    }

    @Test
    void everyLineArrivesOnceAndItsChainCanBeVerified() throws Exception {
        try (OtlpServer server = new OtlpServer(collecting.server())) {
            try (SinkTrail trail = collecting.open(collecting.otlp(server.uri(), OnFull.REFUSE, 10_000))) {
                Collecting.record(trail, 0, 1_500);
                RotationTest.until(() -> Collecting.only(trail).waiting() == 0);
            }
            assertEquals(1_502, server.records.size());
            Path kept = dir.resolve("kept.jsonl");
            Events.write(kept, server.lines());
            assertTrue(LogVerifier.verify(kept).intact());
            JsonObject record = server.records.get(1);
            assertEquals("1772366400000000000", record.getString("timeUnixNano"));
            assertEquals("2", record.getJsonArray("attributes").getJsonObject(0).getJsonObject("value").getString("intValue"));
            assertTrue(server.credentials.stream().allMatch("Bearer sesame"::equals));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', value = {
        "500 | 'oops'", "503 | ''", "404 | '{}'", "401 | '{}'", "200 | '<html>welcome to this network</html>'", "200 | ''", "200 | '[]'", "204 | ''", "302 | '{}'",
        "200 | '{\"partialSuccess\":{\"rejectedLogRecords\":\"1\"}}'", "400 | '{}'"})
    void whatIsNoAcknowledgementIsNone(int status, String body) throws Exception {
        try (OtlpServer server = new OtlpServer(collecting.server())) {
            server.answer = new Answer(status, body == null ? "" : body);
            try (SinkTrail trail = collecting.open(collecting.otlp(server.uri(), OnFull.REFUSE, 5))) {
                Collecting.record(trail, 0, 10);
                RotationTest.until(() -> Collecting.only(trail).failing());
                assertFalse(trail.accepting());
                assertEquals(11, Collecting.only(trail).waiting());
                server.answer = Answer.TAKEN;
                RotationTest.until(trail::accepting);
                RotationTest.until(() -> Collecting.only(trail).waiting() == 0);
            }
            assertEquals(12, server.seqs().stream().distinct().count());
        }
    }

    @Test
    void aCollectorThatNeverAnswersHoldsUpNothingButItself() throws Exception {
        try (OtlpServer stuck = new OtlpServer(collecting.server()); SyslogServer other = new SyslogServer(collecting.server(), 0)) {
            stuck.answer = new Answer(0, "");
            SinkConfig syslog = collecting.syslog(other.port(), collecting.client(), OnFull.REFUSE, 1_000);
            long begin;
            try (SinkTrail trail = collecting.open(collecting.otlp(stuck.uri(), OnFull.COUNT, 1_000), syslog)) {
                Collecting.record(trail, 0, 100);
                RotationTest.until(() -> trail.collectors().get(1).waiting() == 0);
                assertTrue(trail.accepting());
                assertEquals(101, trail.collectors().get(0).waiting());
                begin = System.nanoTime();
            }
            assertTrue(System.nanoTime() - begin < 30_000_000_000L, "closing is bounded");
        }
    }

    @Test
    void theOneLineThatIsRefusedIsFoundAndByTheRuleToCountPassedOver() throws Exception {
        try (OtlpServer server = new OtlpServer(collecting.server())) {
            server.poison = "/entries/37";
            try (SinkTrail trail = collecting.open(collecting.otlp(server.uri(), OnFull.COUNT, 1_000))) {
                Collecting.record(trail, 0, 60);
                RotationTest.until(() -> Collecting.only(trail).skipped() == 1 && Collecting.only(trail).waiting() == 0);
            }
            assertEquals(39L, new java.util.TreeSet<>(server.seqs()).stream().reduce(0L, (last, seq) -> seq == last + 1 ? seq : last) + 1, "line 39 is /entries/37");
            assertEquals(62, server.seqs().stream().distinct().count(), "everything else, with the closing line and the one that says what was passed over");
        }
    }

    @Test
    void anotherAuthorityIsNeverTrusted() throws Exception {
        try (OtlpServer server = new OtlpServer(collecting.tls(Optional.empty(), Optional.of("stranger")));
                SinkTrail trail = collecting.open(collecting.otlp(server.uri(), OnFull.REFUSE, 5))) {
            Collecting.record(trail, 0, 10);
            RotationTest.until(() -> Collecting.only(trail).failing());
            assertFalse(trail.accepting());
            assertEquals(List.of(), server.records);
        }
    }
}
