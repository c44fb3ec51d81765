package dev.postern.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.config.IngressConfig.Timeouts;
import dev.postern.limit.ConnectionGate;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Connections that dawdle, and connections that are too many. */
@Tag("tls")
class DeadlinesTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofSeconds(1);

    private static EdgeLab lab(EdgeLab.Behind behind, Timeouts times) {
        return new EdgeLab(behind, EdgeLab.Config.standard().with(times));
    }

    @Test
    void silentTcpConnectionIsClosed() throws IOException {
        try (EdgeLab lab = lab(EdgeLab.ECHO, new Timeouts(SHORT, LONG, LONG, LONG, LONG)); Socket socket = new Socket("127.0.0.1", lab.port())) {
            socket.setSoTimeout(9000);
            assertEquals(-1, socket.getInputStream().read());
            EdgeLab.eventually(() -> lab.listener.connections() == 0 && lab.gate.open() == 0);
        }
    }

    @Test
    void halfAClientHelloIsClosed() throws IOException {
        try (EdgeLab lab = lab(EdgeLab.ECHO, new Timeouts(SHORT, LONG, LONG, LONG, LONG)); Socket socket = new Socket("127.0.0.1", lab.port())) {
            socket.setSoTimeout(9000);
            socket.getOutputStream().write(new byte[] {0x16, 3, 1, 2, 0, 1});
            while (socket.getInputStream().read() >= 0) {
                assertTrue(socket.isConnected()); // a TLS alert may come first
            }
            EdgeLab.eventually(() -> lab.listener.connections() == 0);
        }
    }

    @Test
    void connectionWithoutARequestIsClosed() {
        try (EdgeLab lab = lab(EdgeLab.ECHO, new Timeouts(LONG, SHORT, LONG, LONG, LONG)); RawClient client = lab.connect("app.test")) {
            assertTrue(client.ended());
        }
    }

    @Test
    void drippingHeadIsClosed() {
        try (EdgeLab lab = lab(EdgeLab.ECHO, new Timeouts(LONG, SHORT, LONG, LONG, LONG)); RawClient client = lab.connect("app.test")) {
            client.send("GET / HTTP/1.1\r\nHost: app.test\r\n");
            Assertions.assertThrows(UncheckedIOException.class, () -> {
                for (int i = 0; i < 10_000; i++) {
                    client.send("X-" + i + ": 1\r\n");
                    java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
                }
            });
            assertEquals(List.of(), lab.handled);
        }
    }

    @Test
    void drippingSecondHeadIsClosedToo() {
        try (EdgeLab lab = lab(EdgeLab.ECHO, new Timeouts(LONG, SHORT, LONG, LONG, LONG)); RawClient client = lab.connect("app.test")) {
            assertEquals(200, client.ask("GET / HTTP/1.1\r\nHost: app.test\r\n\r\n").status());
            client.send("GET / HT");
            assertTrue(client.ended());
        }
    }

    /** Its beginning came while the first request was still being answered. */
    @Test
    void pipelinedHalfHeadIsClosedToo() {
        try (EdgeLab lab = lab(EdgeLab.ECHO, new Timeouts(LONG, SHORT, LONG, LONG, LONG)); RawClient client = lab.connect("app.test")) {
            assertEquals(200, client.ask("GET / HTTP/1.1\r\nHost: app.test\r\n\r\nGET / HT").status());
            assertTrue(client.ended());
        }
    }

    @Test
    void idleConnectionIsClosed() {
        try (EdgeLab lab = lab(EdgeLab.ECHO, new Timeouts(LONG, LONG, LONG, SHORT, LONG)); RawClient client = lab.connect("app.test")) {
            assertEquals(200, client.ask("GET / HTTP/1.1\r\nHost: app.test\r\n\r\n").status());
            assertTrue(client.ended());
        }
    }

    @Test
    void idleHttp2ConnectionIsClosed() {
        try (EdgeLab lab = lab(EdgeLab.ECHO, new Timeouts(LONG, LONG, LONG, SHORT, LONG))) {
            assertEquals(200, EdgeLab.await(lab.http2().request(options(lab)).compose(request -> request.send())).statusCode());
            EdgeLab.eventually(() -> lab.listener.connections() == 0);
        }
    }

    /** What a reset left behind would keep its connection from ever being idle, and grow with each reset. */
    @Test
    void aResetUploadLeavesNothingOpen() {
        EdgeLab.Behind asksOn = (downstream, facts, answers) -> {
            var body = downstream.body(EdgeLab.BOUNDS.bodyBytes());
            body.handler(piece -> { });
            body.resume();
            downstream.closed().onComplete(over -> { // as a pipe does that is closed
                body.pause();
                body.resume();
            });
        };
        assertResetEnds(asksOn);
    }

    @Test
    void whoFailsToTakeTheEndOfAnExchangeKeepsNothingOpen() {
        assertResetEnds((downstream, facts, answers) -> downstream.closed().onComplete(over -> {
            throw new IllegalStateException("on purpose");
        }));
    }

    private static void assertResetEnds(EdgeLab.Behind behind) {
        try (EdgeLab lab = lab(behind, new Timeouts(LONG, LONG, LONG, SHORT, LONG)); FrameClient client = FrameClient.open(lab)) {
            client.send(FrameClient.request(1, 0, "/"), FrameClient.frame(FrameClient.DATA, 0, 1, new byte[10]));
            EdgeLab.eventually(() -> lab.handled.size() == 1);
            client.send(FrameClient.frame(FrameClient.RST_STREAM, 0, 1, FrameClient.number(8)));
            assertTrue(client.endsWithin(15), "the connection is idle");
            assertEquals(List.of(Closing.CLIENT_CUT), lab.closings);
        }
    }

    static RequestOptions options(EdgeLab lab) {
        return new RequestOptions().setURI("/").setHost("app.test").setPort(lab.port()).setServer(io.vertx.core.net.SocketAddress.inetSocketAddress(lab.port(), "127.0.0.1"));
    }

    /** Server-sent events may be silent for longer than any connection may be idle. */
    @Test
    void longStreamIsNotIdle() {
        EdgeLab.Behind late = (downstream, facts, answers) -> downstream.context().owner().setTimer(3_000, done -> downstream.respond(ResponseHead.of(200), Buffer.buffer("late")));
        try (EdgeLab lab = lab(late, new Timeouts(LONG, SHORT, SHORT, SHORT, LONG)); RawClient client = lab.connect("app.test")) {
            assertEquals("late", client.ask("GET / HTTP/1.1\r\nHost: app.test\r\n\r\n").body());
            HttpClient http2 = lab.http2();
            assertEquals("late", EdgeLab.await(http2.request(options(lab)).compose(request -> request.send()).compose(HttpClientResponse::body)).toString());
        }
    }

    @Test
    void connectionsOfOneClientAreBoundedAndTheirPlacesComeBack() {
        try (EdgeLab lab = new EdgeLab(EdgeLab.ECHO, EdgeLab.Config.standard().with(new ConnectionGate.Bounds(1000, 3)))) {
            List<RawClient> open = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                open.add(lab.connect("app.test"));
            }
            assertRefused(lab);
            open.removeFirst().close();
            EdgeLab.eventually(() -> lab.gate.open() == 2);
            try (RawClient again = lab.connect("app.test")) {
                assertEquals(200, again.ask("GET / HTTP/1.1\r\nHost: app.test\r\n\r\n").status());
            }
            open.forEach(RawClient::close);
            EdgeLab.eventually(() -> lab.gate.open() == 0 && lab.listener.connections() == 0);
        }
    }

    private static void assertRefused(EdgeLab lab) {
        Assertions.assertThrows(UncheckedIOException.class, () -> lab.connect("app.test").close());
    }

    /** Places are taken at accept: a client that never starts TLS holds one too. */
    @Test
    void halfOpenConnectionsCount() throws IOException {
        try (EdgeLab lab = new EdgeLab(EdgeLab.ECHO, EdgeLab.Config.standard().with(new ConnectionGate.Bounds(1, 1))); Socket silent = new Socket("127.0.0.1", lab.port())) {
            EdgeLab.eventually(() -> lab.gate.open() == 1);
            assertRefused(lab);
            silent.shutdownOutput();
            EdgeLab.eventually(() -> lab.gate.open() == 0);
        }
    }

    /** Pipelined requests wait as octets, and there is an end to how many are read ahead. */
    @Test
    void pipelineIsNotReadAheadWithoutBound() throws Exception {
        EdgeLab.Behind never = (downstream, facts, answers) -> { };
        try (EdgeLab lab = new EdgeLab(never)) {
            RawClient client = lab.connect("app.test");
            byte[] many = "GET / HTTP/1.1\r\nHost: app.test\r\n\r\n".repeat(10_000).getBytes(StandardCharsets.US_ASCII);
            long[] sent = {0};
            Thread sender = Thread.ofPlatform().daemon().start(() -> {
                try {
                    while (sent[0] < 200_000_000L) {
                        client.socket.getOutputStream().write(many);
                        sent[0] += many.length;
                    }
                } catch (IOException closed) {
                    return;
                }
            });
            long[] last = {-1};
            EdgeLab.eventually(() -> {
                boolean stuck = sent[0] == last[0] && sent[0] > 0;
                last[0] = sent[0];
                java.util.concurrent.locks.LockSupport.parkNanos(500_000_000);
                return stuck;
            });
            assertTrue(sent[0] < 50_000_000L, "took in " + sent[0]);
            assertEquals(1, lab.handled.size());
            client.hangUp();
            sender.join(5000);
        }
    }
}
