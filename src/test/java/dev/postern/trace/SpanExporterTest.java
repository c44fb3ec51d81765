package dev.postern.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.collector.OtlpEndpoint;
import dev.postern.config.ClientTls;
import dev.postern.config.Secret;
import dev.postern.demo.DemoPki;
import dev.postern.trace.SpanCollector.Answer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A collector of traces that is there, slow, wrong or gone: spans are lost at worst, and counted, and nobody waits. */
final class SpanExporterTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    Path dir;
    private final SpanCounts counts = new SpanCounts();
    private Optional<SpanExporter> running = Optional.empty();

    @AfterEach
    void end() {
        running.ifPresent(SpanExporter::close);
    }

    private SpanExporter exporter(String uri, ClientTls tls, int queue) {
        SpanExporter made = new SpanExporter(new OtlpEndpoint(URI.create(uri), tls, Map.of("Authorization", new Secret("Bearer sesame"))), queue, "0.1.0", counts);
        running = Optional.of(made);
        return made;
    }

    private static Span span(String name) {
        TraceContext at = new TraceContext("4bf92f3577b34da6a3ce929d0e0e4736", Hex.spanId(), true, "a=1");
        return new Span(at, Optional.of("00f067aa0ba902b7"), Optional.of(new TraceContext("a".repeat(32), "b".repeat(16), false, "")), new Span.Time(NOW, NOW.plusNanos(1_000)),
                new Span.Told(Span.Kind.SERVER, name, List.of(new Attribute.Text("text", "caf\u00e9 \"\u2028"), new Attribute.Whole("number", Long.MAX_VALUE)), Optional.of("upstream.broken")));
    }

    private static void until(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, "waited in vain");
            Thread.sleep(10);
        }
    }

    private static void offer(SpanExporter exporter, int number) {
        for (int i = 0; i < number; i++) {
            exporter.offer(span("span " + i));
        }
    }

    @Test
    void aSpanArrivesAsItWas() throws Exception {
        DemoPki pki = DemoPki.write(dir, InstantSource.system());
        ClientTls shown = new ClientTls(Optional.empty(), Optional.of(Path.of(pki.file("ingress.pem"))), Optional.of(Path.of(pki.file("ingress-key.pem"))));
        ClientTls trusting = new ClientTls(Optional.of(Path.of(pki.file("ingress-ca.pem"))), Optional.empty(), Optional.empty());
        try (SpanCollector collector = new SpanCollector(Optional.of(shown))) {
            exporter(collector.uri(), trusting, 10).offer(span("GET /"));
            until(() -> counts.sent() == 1);
            SpanCollector.Received span = collector.spans.getFirst();
            assertEquals("4bf92f3577b34da6a3ce929d0e0e4736", span.trace());
            assertEquals("00f067aa0ba902b7", span.parent());
            assertEquals(2, span.kind());
            assertEquals("1772366400000000000", span.json().getString("startTimeUnixNano"));
            assertEquals(1_000, span.end() - span.begin());
            assertEquals("caf\u00e9 \"\u2028", span.said("text"));
            assertEquals(String.valueOf(Long.MAX_VALUE), span.said("number"));
            assertEquals("a=1", span.json().getString("traceState"));
            assertEquals("b".repeat(16), span.json().getJsonArray("links").getJsonObject(0).getString("spanId"));
            assertEquals(2, span.json().getJsonObject("status").getInteger("code"));
            assertEquals(List.of("Bearer sesame"), collector.credentials);
            assertTrue(collector.requests.getFirst().chars().allMatch(c -> c < 0x7f));
        }
    }

    @Test
    void anotherAuthorityIsNeverSentTo() throws Exception {
        DemoPki pki = DemoPki.write(dir, InstantSource.system());
        ClientTls stranger = new ClientTls(Optional.empty(), Optional.of(Path.of(pki.file("stranger.pem"))), Optional.of(Path.of(pki.file("stranger-key.pem"))));
        ClientTls trusting = new ClientTls(Optional.of(Path.of(pki.file("ingress-ca.pem"))), Optional.empty(), Optional.empty());
        try (SpanCollector collector = new SpanCollector(Optional.of(stranger))) {
            offer(exporter(collector.uri(), trusting, 10), 3);
            until(counts::failing);
            assertEquals(List.of(), collector.requests);
        }
    }

    @Test
    void aCollectorThatNeverAnswersHoldsUpNobody() throws Exception {
        try (SpanCollector collector = new SpanCollector(Optional.empty())) {
            collector.answer = new Answer(0, "");
            SpanExporter exporter = exporter(collector.uri(), ClientTls.PLATFORM, 100);
            offer(exporter, 1);
            until(() -> !collector.requests.isEmpty());
            offer(exporter, 100_100);
            assertEquals(100_000, counts.dropped(), "what finds the queue full is dropped at once, and counted");
            assertEquals(0, counts.sent());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', value = {"500 | 'oops'", "503 | ''", "404 | '{}'", "200 | '<html>welcome</html>'", "200 | ''", "204 | ''", "302 | '{}'"})
    void whatIsNoAnswerIsTriedAgain(int status, String body) throws Exception {
        try (SpanCollector collector = new SpanCollector(Optional.empty())) {
            collector.answer = new Answer(status, body == null ? "" : body);
            offer(exporter(collector.uri(), ClientTls.PLATFORM, 10), 2);
            until(counts::failing);
            assertEquals(0, counts.sent());
            collector.answer = Answer.TAKEN;
            until(() -> counts.sent() == 2 && !counts.failing());
            assertEquals(0, counts.dropped());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', value = {"400 | '{}' | 5", "413 | '' | 5", "200 | '{\"partialSuccess\":{\"rejectedSpans\":\"2\"}}' | 2"})
    void whatIsNotWantedIsDroppedAndTheRestGoesOn(int status, String body, int lost) throws Exception {
        try (SpanCollector collector = new SpanCollector(Optional.empty())) {
            collector.answer = new Answer(status, body == null ? "" : body);
            SpanExporter exporter = exporter(collector.uri(), ClientTls.PLATFORM, 10);
            offer(exporter, 5);
            until(() -> counts.dropped() + counts.sent() == 5);
            assertEquals(lost, counts.dropped());
            until(counts::failing);
            collector.answer = Answer.TAKEN;
            offer(exporter, 1);
            until(() -> !counts.failing());
            assertEquals(1, collector.spans.size());
        }
    }

    @Test
    void aCollectorThatIsGoneIsFoundAgain() throws Exception {
        int port;
        try (SpanCollector collector = new SpanCollector(Optional.empty())) {
            port = collector.port();
        }
        SpanExporter exporter = exporter("http://localhost:" + port + "/v1/traces", ClientTls.PLATFORM, 10);
        offer(exporter, 3);
        until(counts::failing);
        try (SpanCollector collector = new SpanCollector(Optional.empty(), port)) {
            until(() -> counts.sent() == 3);
            assertEquals(3, collector.spans.size());
            assertEquals(0, counts.dropped());
        }
    }

    @Test
    void oneThatLeavesGoesOnForWhatIsOpen() throws Exception {
        try (SpanCollector collector = new SpanCollector(Optional.empty())) {
            SpanExporter exporter = exporter(collector.uri(), ClientTls.PLATFORM, 10);
            exporter.begun();
            exporter.leave(Duration.ZERO, Duration.ofMinutes(5));
            offer(exporter, 1);
            until(() -> counts.sent() == 1);
            assertFalse(exporter.isGone(), "something is open");
            offer(exporter, 1);
            exporter.ended();
            until(exporter::isGone);
            assertEquals(2, collector.spans.size());
            assertEquals(0, counts.dropped());
        }
    }

    @Test
    void itWaitsForWhoIsOnTheWayInAndForNobodyTooLong() throws Exception {
        try (SpanCollector collector = new SpanCollector(Optional.empty())) {
            SpanExporter patient = exporter(collector.uri(), ClientTls.PLATFORM, 10);
            patient.leave(Duration.ofMinutes(4), Duration.ofMinutes(5));
            SpanExporter stuck = exporter(collector.uri(), ClientTls.PLATFORM, 10);
            stuck.begun();
            stuck.leave(Duration.ZERO, Duration.ofMillis(1));
            until(stuck::isGone);
            assertFalse(patient.isGone());
            patient.close();
        }
    }

    @Test
    void fewLeaveAtATime() throws Exception {
        try (SpanCollector collector = new SpanCollector(Optional.empty())) {
            Leavers leavers = new Leavers();
            List<SpanExporter> all = IntStream.range(0, Leavers.MOST + 1).mapToObj(each -> exporter(collector.uri(), ClientTls.PLATFORM, 10)).toList();
            all.forEach(leavers::add);
            until(all.getFirst()::isGone);
            assertEquals(all.subList(1, all.size()), leavers.all());
            assertFalse(all.get(1).isGone());
            all.forEach(SpanExporter::close);
        }
    }

    @Test
    void whatWaitsIsSentAtTheEnd() throws Exception {
        try (SpanCollector collector = new SpanCollector(Optional.empty())) {
            SpanExporter exporter = exporter(collector.uri(), ClientTls.PLATFORM, 2_000);
            offer(exporter, 1_500);
            exporter.closeAndWait();
            assertEquals(1_500, collector.spans.size());
            offer(exporter, 1);
            assertEquals(1, counts.dropped());
        }
    }
}
