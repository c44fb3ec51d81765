package dev.postern.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.config.Cidr;
import dev.postern.config.IngressConfig.Timeouts;
import dev.postern.config.IngressConfig.TrustedHops;
import dev.postern.limit.AddressBudgets.Work;
import dev.postern.limit.AddressBudgets;
import dev.postern.limit.ConnectionGate;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Clients that take their time, and clients that are many, before and in TLS and in HTTP/1.1. */
class SlowAndManyTest {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofMillis(800);
    private static final String GET = "GET / HTTP/1.1\r\nHost: app.test\r\n\r\n";
    private static final String CHUNKED = "POST / HTTP/1.1\r\nHost: app.test\r\nTransfer-Encoding: chunked\r\n\r\n";

    private static EdgeLab lab(Timeouts times) {
        return new EdgeLab(EdgeLab.ECHO, EdgeLab.Config.standard().with(times));
    }

    private static EdgeLab patient() {
        return lab(new Timeouts(LONG, LONG, LONG, LONG, LONG));
    }

    // --- handshakes

    /** An octet now and then is no progress: the handshake has one deadline from accept on. */
    @Test
    void aDrippedClientHelloIsClosed() throws IOException {
        try (EdgeLab lab = lab(new Timeouts(SHORT, LONG, LONG, LONG, LONG)); Socket socket = new Socket("127.0.0.1", lab.port())) {
            socket.setTcpNoDelay(true);
            byte[] hello = {0x16, 3, 1, 2, 0, 1, 0, 1, (byte) 0xfc, 3, 3};
            assertThrows(IOException.class, () -> {
                for (int i = 0; i < 500; i++) {
                    socket.getOutputStream().write(i < hello.length ? hello[i] : 0);
                    LockSupport.parkNanos(20_000_000);
                }
            });
            EdgeLab.eventually(() -> lab.listener.connections() == 0 && lab.gate.open() == 0);
        }
    }

    /** A ClientHello says how long it is: one past what any client sends is refused at its head, not collected. */
    @Test
    void aGiantClientHelloIsRefused() throws IOException {
        try (EdgeLab lab = patient(); Socket socket = new Socket("127.0.0.1", lab.port())) {
            socket.setSoTimeout(9_000);
            byte[] record = new byte[5 + 16_384];
            record[0] = 0x16;
            record[1] = 3;
            record[2] = 3;
            record[3] = 0x40;
            record[5] = 1;           // ClientHello
            record[6] = (byte) 0xff; // of 16 MiB
            assertThrows(IOException.class, () -> {
                for (int i = 0; i < 1_000; i++) {
                    socket.getOutputStream().write(record);
                    Arrays.fill(record, 5, record.length, (byte) 0);
                }
            });
            EdgeLab.eventually(() -> lab.listener.connections() == 0);
        }
    }

    @Test
    void renegotiationIsRefused() {
        try (EdgeLab lab = patient()) {
            RawClient client = RawClient.over(() -> new Socket("127.0.0.1", lab.port()), EdgeLab.context(Optional.of(EdgeLab.LAPTOP)), "app.test",
                    socket -> socket.setEnabledProtocols(new String[] {"TLSv1.2"}));
            assertEquals(200, client.ask(GET).status());
            assertThrows(IOException.class, () -> {
                client.socket.startHandshake();
                client.socket.getInputStream().read();
            });
            EdgeLab.eventually(() -> lab.listener.connections() == 0);
            assertEquals(1, lab.handled.size());
            client.close();
        }
    }

    @Test
    void handshakesOfOneAddressAreBoundedASecond() {
        try (EdgeLab lab = patient()) {
            lab.budgets.rates(new AddressBudgets.Rates(Map.of(Work.HANDSHAKE, 1)));
            for (int i = 0; i < 10; i++) {
                lab.connect("app.test").close();
            }
            assertThrows(UncheckedIOException.class, () -> {
                for (int i = 0; i < 100; i++) {
                    lab.connect("app.test").close();
                }
            });
            assertTrue(lab.gate.refused(ConnectionGate.Refused.HANDSHAKES) >= 1);
            lab.budgets.rates(new AddressBudgets.Rates(Map.of(Work.HANDSHAKE, 1_000)));
            try (RawClient again = lab.connect("app.test")) {
                assertEquals(200, again.ask(GET).status());
            }
        }
    }

    /** A hop speaks for many: its handshakes are not those of one client. */
    @Test
    void trustedHopsAreNotCountedAsOneClient() {
        TrustedHops hops = new TrustedHops(List.of(Cidr.parse("127.0.0.0/8")), TrustedHops.ForwardHeader.X_FORWARDED_FOR);
        try (EdgeLab lab = new EdgeLab(EdgeLab.ECHO, EdgeLab.Config.standard().with(hops).with(new ConnectionGate.Bounds(100, 2)))) {
            lab.budgets.rates(new AddressBudgets.Rates(Map.of(Work.HANDSHAKE, 1)));
            List<RawClient> many = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                many.add(lab.connect("app.test"));
            }
            assertEquals(20, lab.gate.open());
            many.forEach(RawClient::close);
        }
    }

    // --- bodies

    /** For as long as the connection stands. */
    private static void pour(RawClient client, String piece, Duration pause) {
        Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    client.send(piece);
                    LockSupport.parkNanos(pause.toNanos());
                }
            } catch (UncheckedIOException closed) {
                return;
            }
        });
    }

    @Test
    void aDrippedBodyIsRefusedThoughItNeverStops() {
        try (EdgeLab lab = lab(new Timeouts(LONG, LONG, SHORT, LONG, LONG)); RawClient client = lab.connect("app.test")) {
            client.send("POST / HTTP/1.1\r\nHost: app.test\r\nContent-Length: 100000\r\n\r\n");
            pour(client, "a", Duration.ofMillis(40));
            assertEquals(408, client.answer().status());
        }
    }

    /** Messages come when there is something to say. */
    @Test
    void messagesOfGrpcMayTakeTheirTime() {
        try (EdgeLab lab = lab(new Timeouts(LONG, LONG, Duration.ofSeconds(2), LONG, LONG)); RawClient client = lab.connect("app.test")) {
            client.send("POST / HTTP/1.1\r\nHost: app.test\r\nContent-Type: application/grpc\r\nContent-Length: 40\r\n\r\n");
            for (int i = 0; i < 40; i++) { // for longer than a body may idle, with less than it must bring
                client.send("a");
                LockSupport.parkNanos(100_000_000);
            }
            assertEquals(200, client.answer().status());
        }
    }

    @Test
    void chunksOfAnOctetAreWorkForNothing() {
        try (EdgeLab lab = patient(); RawClient client = lab.connect("app.test")) {
            client.send(CHUNKED);
            pour(client, "1\r\na\r\n".repeat(1_000), Duration.ZERO);
            EdgeLab.eventually(() -> lab.listener.connections() == 0);
        }
    }

    @Test
    void extensionsOfChunksAreWorkForNothing() {
        try (EdgeLab lab = patient(); RawClient client = lab.connect("app.test")) {
            client.send(CHUNKED);
            pour(client, "5;" + "x".repeat(1_500) + "\r\naaaaa\r\n", Duration.ZERO);
            EdgeLab.eventually(() -> lab.listener.connections() == 0);
        }
    }

    @Test
    void chunksOfSomeOctetsAreHonest() {
        try (EdgeLab lab = patient(); RawClient client = lab.connect("app.test")) {
            client.send(CHUNKED);
            for (int i = 0; i < 100; i++) {
                client.send("5;ext=1\r\naaaaa\r\n".repeat(100));
            }
            assertEquals(200, client.ask("0\r\n\r\n").status());
        }
    }

    // --- pipelines

    /** Requests sent ahead of their answers wait in the client's own socket: here stand one head and a bounded number of octets, whatever is poured in. */
    @Test
    void pipelinedRequestsWaitWithTheClient() throws Exception {
        EdgeLab.Behind never = (downstream, facts, answers) -> { };
        Timeouts patient = new Timeouts(LONG, LONG, LONG, LONG, LONG);
        try (EdgeLab lab = new EdgeLab(never, EdgeLab.Config.standard().with(patient)); RawClient client = lab.connect("app.test")) {
            java.util.concurrent.atomic.AtomicLong sent = new java.util.concurrent.atomic.AtomicLong();
            String hundred = GET.repeat(100);
            Thread pouring = Thread.ofVirtual().start(() -> {
                try {
                    for (int i = 0; i < 20_000; i++) {
                        client.send(hundred);
                        sent.addAndGet(hundred.length());
                    }
                } catch (java.io.UncheckedIOException closed) {
                    sent.incrementAndGet();
                }
            });
            long before = -1;
            while (sent.get() != before || before == 0) { // until nothing has gone for a while
                before = sent.get();
                Thread.sleep(500);
            }
            assertTrue(pouring.isAlive() && before < 32 << 20, before + " octets were taken in");
            assertEquals(1, lab.handled.size(), "requests begun");
            client.hangUp();
            pouring.join();
        }
    }

    // --- heads

    @Test
    void aHugeHeaderNameIsRefused() {
        try (EdgeLab lab = patient(); RawClient client = lab.connect("app.test")) {
            assertEquals(431, client.ask("GET / HTTP/1.1\r\nHost: app.test\r\n" + "x".repeat(20_000) + ": 1\r\n\r\n").status());
            assertTrue(client.ended());
        }
    }

    // --- answers

    /** The gateway keeps no answer for a client that reads by the octet. */
    @Test
    void anAnswerReadByTheOctetIsCut() throws IOException {
        EdgeLab.Behind large = (downstream, facts, answers) ->
                downstream.respond(ResponseHead.of(200), new Slices(Buffer.buffer(new byte[64 << 20])), MultiMap::caseInsensitiveMultiMap);
        try (EdgeLab lab = new EdgeLab(large, EdgeLab.Config.standard().with(new Timeouts(LONG, LONG, SHORT, LONG, LONG)))) {
            RawClient client = RawClient.over(() -> {
                Socket small = new Socket();
                small.setReceiveBufferSize(4_096);
                small.connect(new java.net.InetSocketAddress("127.0.0.1", lab.port()));
                return small;
            }, EdgeLab.context(Optional.empty()), "app.test");
            client.send(GET);
            for (int i = 0; i < 2_000 && lab.closings.isEmpty(); i++) {
                client.socket.getInputStream().read();
                LockSupport.parkNanos(10_000_000);
            }
            assertEquals(1, lab.closings.size());
            client.hangUp();
        }
    }
}
