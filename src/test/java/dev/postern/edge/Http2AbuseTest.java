package dev.postern.edge;

import static dev.postern.edge.FrameClient.ACK;
import static dev.postern.edge.FrameClient.CONTINUATION;
import static dev.postern.edge.FrameClient.DATA;
import static dev.postern.edge.FrameClient.END_HEADERS;
import static dev.postern.edge.FrameClient.END_STREAM;
import static dev.postern.edge.FrameClient.GOAWAY;
import static dev.postern.edge.FrameClient.HEADERS;
import static dev.postern.edge.FrameClient.PING;
import static dev.postern.edge.FrameClient.PRIORITY;
import static dev.postern.edge.FrameClient.RST_STREAM;
import static dev.postern.edge.FrameClient.SETTINGS;
import static dev.postern.edge.FrameClient.WINDOW_UPDATE;
import static dev.postern.edge.FrameClient.block;
import static dev.postern.edge.FrameClient.frame;
import static dev.postern.edge.FrameClient.join;
import static dev.postern.edge.FrameClient.literal;
import static dev.postern.edge.FrameClient.number;
import static dev.postern.edge.FrameClient.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.config.IngressConfig.Timeouts;
import dev.postern.edge.FrameClient.Reading;
import dev.postern.exchange.EncoderTable;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What HTTP/2 lets a client do to a server with few octets, each tried with raw frames: the connection ends, and everybody else is served. */
class Http2AbuseTest {

    private static final int CALM_DOWN = 11;
    private static final int PRIORITISED = 0x20;
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final EdgeLab.Behind HELD = (downstream, facts, answers) -> {
        if (facts.path().value().equals("/")) {
            EdgeLab.ECHO.handle(downstream, facts, answers);
        }
    };

    private EdgeLab lab;

    @BeforeEach
    void start() {
        lab = new EdgeLab(HELD, EdgeLab.Config.standard().with(new Timeouts(LONG, LONG, LONG, LONG, LONG))); // no deadline may do what a bound should
    }

    @AfterEach
    void stop() {
        lab.close();
    }

    private void assertOthersAreServed() {
        try (RawClient other = lab.connect("app.test")) {
            assertEquals(200, other.ask("GET / HTTP/1.1\r\nHost: app.test\r\n\r\n").status());
        }
    }

    private static int stream(int nth) {
        return 2 * nth + 1;
    }

    // --- frames that carry next to nothing

    private record Flood(String name, IntFunction<byte[]> nth, int most) {}

    private static Stream<Flood> floods() {
        byte[] eight = new byte[8];
        return Stream.of(
                new Flood("PING", i -> frame(PING, 0, 0, eight), 3_000),
                new Flood("acknowledged PING", i -> frame(PING, ACK, 0, eight), 3_000),
                new Flood("SETTINGS", i -> frame(SETTINGS, 0, 0, FrameClient.setting(4, 65_535 + i % 2)), 3_000),
                new Flood("empty SETTINGS", i -> frame(SETTINGS, 0, 0, new byte[0]), 3_000),
                new Flood("PRIORITY", i -> frame(PRIORITY, 0, stream(i), join(number(0), new byte[1])), 30_000),
                new Flood("WINDOW_UPDATE", i -> frame(WINDOW_UPDATE, 0, 0, number(1)), 30_000),
                new Flood("unknown", i -> frame(0x42, 0, 0, eight), 30_000),
                new Flood("PRIORITY_UPDATE", i -> frame(0x10, 0, 0, join(number(stream(i)), new byte[1])), 30_000),
                new Flood("tiny DATA", i -> i == 0 ? request(1, 0, "/held") : frame(DATA, 0, 1, new byte[] {1}), 30_000),
                new Flood("empty DATA", i -> i == 0 ? request(1, 0, "/held") : frame(DATA, 0, 1, new byte[0]), 30_000));
    }

    @TestFactory
    Stream<DynamicTest> floodsEndTheConnection() {
        return floods().flatMap(flood -> Stream.of(Reading.values()).map(reading -> DynamicTest.dynamicTest(flood.name + ", reading " + reading, () -> {
            try (FrameClient client = FrameClient.open(lab, reading, new byte[0])) {
                client.flood(flood.most, flood.nth);
                EdgeLab.eventually(() -> lab.listener.connections() == 0);
            }
            assertOthersAreServed();
            EdgeLab.eventually(() -> lab.listener.connections() == 0);
        })));
    }

    @Test
    void whoFloodsIsToldToCalmDownAndCounted() {
        try (FrameClient client = FrameClient.open(lab)) {
            client.flood(3_000, i -> frame(PING, 0, 0, new byte[8]));
            assertTrue(client.endsWithin(8));
            assertEquals(CALM_DOWN, client.told(GOAWAY).getFirst().code());
            assertEquals(1, lab.listener.overspent());
        }
    }

    /** What is honest comes in proportion to what is done: updates of windows, a ping now and then. */
    @Test
    void aBusyConnectionIsLeftAlone() {
        try (FrameClient client = FrameClient.open(lab)) {
            for (int i = 0; i < 4_000; i++) {
                client.send(request(stream(i), END_STREAM, "/"), frame(WINDOW_UPDATE, 0, 0, number(100)), i % 20 == 0 ? frame(PING, 0, 0, new byte[8]) : new byte[0]);
                int sent = i + 1;
                EdgeLab.eventually(() -> client.told(HEADERS).size() > sent - 20);
            }
            EdgeLab.eventually(() -> client.told(HEADERS).size() == 4_000);
            assertEquals(200, client.told(PING).size());
        }
    }

    // --- work begun and thrown away

    private static Stream<Flood> resets() {
        byte[] zero = number(0);
        return Stream.of(
                new Flood("rapid reset (CVE-2023-44487)", i -> join(request(stream(i), END_STREAM, "/held"), frame(RST_STREAM, 0, stream(i), number(8))), 5_000),
                new Flood("window update of nothing (CVE-2025-55163)", i -> join(request(stream(i), END_STREAM, "/held"), frame(WINDOW_UPDATE, 0, stream(i), zero)), 5_000),
                new Flood("window past its end", i -> join(request(stream(i), END_STREAM, "/held"), frame(WINDOW_UPDATE, 0, stream(i), number(Integer.MAX_VALUE))), 5_000),
                new Flood("DATA on a half-closed stream", i -> join(request(stream(i), END_STREAM, "/held"), frame(DATA, 0, stream(i), new byte[] {1})), 5_000),
                new Flood("HEADERS on a half-closed stream", i -> join(request(stream(i), END_STREAM, "/held"), request(stream(i), END_STREAM, "/held")), 5_000),
                new Flood("PRIORITY of a wrong size", i -> join(request(stream(i), END_STREAM, "/held"), frame(PRIORITY, 0, stream(i), new byte[4])), 5_000),
                new Flood("PRIORITY on itself", i -> join(request(stream(i), END_STREAM, "/held"), frame(PRIORITY, 0, stream(i), join(number(stream(i)), new byte[1]))), 5_000),
                new Flood("RST_STREAM of a wrong size", i -> join(request(stream(i), END_STREAM, "/held"), frame(RST_STREAM, 0, stream(i), new byte[3])), 5_000));
    }

    @TestFactory
    Stream<DynamicTest> streamsThatAreBegunAndResetEndTheConnection() {
        return resets().map(way -> DynamicTest.dynamicTest(way.name, () -> {
            int before = lab.handled.size();
            try (FrameClient client = FrameClient.open(lab)) {
                client.flood(way.most, way.nth);
                EdgeLab.eventually(() -> lab.listener.connections() == 0);
            }
            int begun = lab.handled.size() - before;
            assertTrue(begun <= 300, "began " + begun);
            EdgeLab.eventually(() -> lab.closings.size() == lab.handled.size());
            assertOthersAreServed();
            EdgeLab.eventually(() -> lab.listener.connections() == 0);
        }));
    }

    // --- heads

    private static byte[] begunHead(int stream) {
        return frame(HEADERS, END_STREAM, stream, block("/", "GET"));
    }

    private static Stream<Flood> continuations() {
        byte[] some = literal("x-a", "a".repeat(1_000));
        return Stream.of(
                new Flood("empty", i -> i == 0 ? begunHead(1) : frame(CONTINUATION, 0, 1, new byte[0]), 30_000),
                new Flood("an octet each", i -> i == 0 ? begunHead(1) : frame(CONTINUATION, 0, 1, new byte[] {0}), 30_000),
                new Flood("a thousand octets each", i -> i == 0 ? begunHead(1) : frame(CONTINUATION, 0, 1, some), 30_000));
    }

    @TestFactory
    Stream<DynamicTest> continuationsWithoutEndEndTheConnection() {
        return continuations().map(flood -> DynamicTest.dynamicTest(flood.name, () -> {
            try (FrameClient client = FrameClient.open(lab)) {
                client.flood(flood.most, flood.nth);
                EdgeLab.eventually(() -> lab.listener.connections() == 0);
            }
            assertEquals(0, lab.handled.size());
            assertOthersAreServed();
            lab.handled.clear();
            EdgeLab.eventually(() -> lab.listener.connections() == 0);
        }));
    }

    /** A head that is begun and dripped holds its connection no longer than a head may take. */
    @Test
    void aDrippingHeadIsClosed() {
        Duration brief = Duration.ofMillis(600);
        try (EdgeLab quick = new EdgeLab(HELD, EdgeLab.Config.standard().with(new Timeouts(LONG, brief, LONG, LONG, LONG)));
                FrameClient client = FrameClient.open(quick)) {
            client.send(begunHead(1));
            assertTrue(client.endsWithin(8));
            assertEquals(0, quick.handled.size());
        }
    }

    private static byte[] indexed(String name, String value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(0x40); // RFC 7541 §6.2.1: literal, into the dynamic table
        FrameClient.text(out, name);
        FrameClient.text(out, value);
        return out.toByteArray();
    }

    /** An octet each makes 3,000 of a head's octets (an HPACK bomb): what counts is what it decodes to. */
    @Test
    void headersThatGrowInDecodingAreRefused() {
        byte[] again = new byte[10_000];
        java.util.Arrays.fill(again, (byte) (0x80 | 62)); // the newest entry of the dynamic table
        try (FrameClient client = FrameClient.open(lab)) {
            client.send(frame(HEADERS, END_HEADERS | END_STREAM, 1, join(block("/", "GET"), indexed("x-a", "a".repeat(3_000)), again)));
            EdgeLab.eventually(() -> client.isOver() || !client.told(RST_STREAM).isEmpty() || !client.told(HEADERS).isEmpty());
            assertEquals(0, lab.handled.size());
        }
        assertOthersAreServed();
    }

    /** The crumbs of cookies count by what they make together, and by their number (RFC 9113 §8.2.3). */
    @Test
    void cookiesInCrumbsAreRefused() {
        ByteArrayOutputStream crumbs = new ByteArrayOutputStream();
        for (int i = 0; i < 1_500; i++) {
            crumbs.writeBytes(literal("cookie", "c" + i + "=1"));
        }
        try (FrameClient client = FrameClient.open(lab)) {
            byte[] all = join(block("/", "GET"), crumbs.toByteArray());
            client.send(frame(HEADERS, END_STREAM, 1, java.util.Arrays.copyOf(all, 10_000)), frame(CONTINUATION, END_HEADERS, 1, java.util.Arrays.copyOfRange(all, 10_000, all.length)));
            EdgeLab.eventually(() -> client.isOver() || !client.told(RST_STREAM).isEmpty() || !client.told(HEADERS).isEmpty());
            assertEquals(0, lab.handled.size());
        }
        assertOthersAreServed();
    }

    // --- answers that are not taken in

    private static EdgeLab poured(Duration stall) {
        EdgeLab.Behind large = (downstream, facts, answers) ->
                downstream.respond(ResponseHead.of(200), new Slices(Buffer.buffer(new byte[4 << 20])), MultiMap::caseInsensitiveMultiMap);
        return new EdgeLab(large, EdgeLab.Config.standard().with(new Timeouts(LONG, LONG, stall, LONG, LONG)));
    }

    /** CVE-2019-9511, 9517: answers are asked for and no window is opened for them. */
    @Test
    void windowsThatStayShutAreGivenUp() {
        try (EdgeLab pouring = poured(Duration.ofMillis(500)); FrameClient client = FrameClient.open(pouring, Reading.EVERYTHING, FrameClient.setting(4, 0))) {
            for (int i = 0; i < 20; i++) {
                client.send(request(stream(i), END_STREAM, "/large"));
            }
            EdgeLab.eventually(() -> pouring.closings.size() == 20);
            EdgeLab.eventually(() -> client.told(RST_STREAM).size() == 20);
        }
    }

    @Test
    void windowsThatAreOpenedByTheOctetAreGivenUp() {
        try (EdgeLab pouring = poured(Duration.ofMillis(500)); FrameClient client = FrameClient.open(pouring, Reading.EVERYTHING, FrameClient.setting(4, 0))) {
            client.send(request(1, END_STREAM, "/large"));
            for (int i = 0; i < 2_000 && pouring.closings.isEmpty(); i++) {
                client.send(frame(WINDOW_UPDATE, 0, 1, number(1)));
                java.util.concurrent.locks.LockSupport.parkNanos(10_000_000);
            }
            assertEquals(1, pouring.closings.size());
        }
    }

    // --- what a client has us keep

    /** A table of 4 GiB that what we answer would fill. */
    @Test
    void aHugeTableOfFieldsIsNotFilled() {
        try (FrameClient client = FrameClient.open(lab, Reading.EVERYTHING, FrameClient.setting(1, -1))) {
            client.send(request(1, END_STREAM, "/"));
            EdgeLab.eventually(() -> !client.told(HEADERS).isEmpty());
            assertEquals(EncoderTable.MAX_BYTES, tableSize(client.told(HEADERS).getFirst()));
        }
    }

    /** The last of the sizes that a first header block begins with (RFC 7541 §6.3). */
    private static long tableSize(FrameClient.Frame headers) {
        byte[] block = headers.payload();
        long size = -1;
        for (int at = (headers.flags() & PRIORITISED) != 0 ? 5 : 0; (block[at] & 0xe0) == 0x20; at++) {
            size = block[at] & 0x1f;
            for (int shift = 0; size >= 0x1f && (shift == 0 || (block[at] & 0x80) != 0); shift += 7) {
                size += (long) (block[++at] & 0x7f) << shift;
            }
        }
        return size;
    }
}
