package dev.postern.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.exchange.Headers;
import dev.postern.exchange.Protocol;
import dev.postern.exchange.Reason;
import dev.postern.exchange.RequestFacts;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.net.NetSocket;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A real WebSocket client, a small edge, the forwarder, and a real or rude WebSocket server over mutual TLS. */
class WebSocketTest {

    private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";

    private final Lab lab = new Lab();
    private final UpgradeEdge edge = new UpgradeEdge(lab, Optional.empty());

    @BeforeEach
    void acceptUpgrades() {
        lab.route = settings -> new Lab.RouteSettings(settings.host(), List.of("websocket"), settings.request(), settings.response(), settings.timeouts());
    }

    @AfterEach
    void close() {
        lab.close();
    }

    private String webSocketApp(io.vertx.core.Handler<ServerWebSocket> handler) {
        HttpServer server = lab.vertx.createHttpServer(lab.mesh.secured(new HttpServerOptions())).webSocketHandler(handler);
        return "https://127.0.0.1:" + Lab.await(server.listen(0, "127.0.0.1")).actualPort();
    }

    private int edge(Forwarder forwarder) {
        return edge.listen(forwarder);
    }

    private WebSocket connect(int port) {
        return Lab.await(lab.vertx.createWebSocketClient(new WebSocketClientOptions().setMaxFrameSize(1 << 20)).connect(
                new WebSocketConnectOptions().setHost("127.0.0.1").setPort(port).setURI("/chat?x=1")));
    }

    @Test
    void echoes() {
        Promise<String> uri = Promise.promise();
        int port = edge(lab.forwarder(webSocketApp(socket -> {
            uri.complete(socket.uri() + " " + socket.headers().get("X-Postern-Assertion"));
            socket.textMessageHandler(socket::writeTextMessage);
        })));
        WebSocket client = connect(port);
        Promise<String> echoed = Promise.promise();
        client.textMessageHandler(echoed::complete);
        client.writeTextMessage("hello");
        assertEquals("hello", Lab.await(echoed.future()));
        assertEquals("/chat?x=1 signed", Lab.await(uri.future()));
        Lab.await(client.close());
        Tunnel.Ended ended = Lab.await(Lab.await(edge.tunnel.future()).ended());
        assertTrue(ended.fromClientBytes() > 5 && ended.toClientBytes() > 5, ended.toString());
    }

    @Test
    void muchMoreThanABufferPassesInBothDirections() {
        int port = edge(lab.forwarder(webSocketApp(socket -> socket.frameHandler(frame -> socket.writeFrame(frame)))));
        WebSocket client = connect(port);
        Promise<Void> all = Promise.promise();
        long[] received = {0};
        client.binaryMessageHandler(ignored -> { });
        client.frameHandler(frame -> {
            received[0] += frame.binaryData().length();
            if (received[0] == 64L * 60_000) {
                all.complete();
            }
        });
        for (int i = 0; i < 64; i++) {
            client.writeFinalBinaryFrame(Buffer.buffer(new byte[60_000]));
        }
        Lab.await(all.future());
    }

    @Test
    void upstreamThatSpeaksFirstIsHeard() {
        int port = edge(lab.forwarder(lab.rude(socket -> socket.handler(request -> socket.write(switching(accept()) + "\u0081\u0005hello")))));
        Buffer heard = Buffer.buffer();
        Promise<Void> done = Promise.promise();
        raw(port, "", socket -> socket.handler(piece -> {
            heard.appendBuffer(piece);
            if (heard.toString().endsWith("hello")) {
                done.tryComplete();
            }
        }));
        Lab.await(done.future());
        assertTrue(heard.toString().startsWith("HTTP/1.1 101"), heard.toString());
    }

    private static String accept() {
        return "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";
    }

    private static String switching(String accept) {
        return "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Accept: " + accept + "\r\n\r\n";
    }

    private void raw(int port, String after, io.vertx.core.Handler<NetSocket> handler) {
        lab.vertx.createNetClient().connect(port, "127.0.0.1").onSuccess(socket -> {
            handler.handle(socket);
            socket.write("GET /chat HTTP/1.1\r\nHost: ledger.corp.test\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: "
                    + KEY + "\r\n\r\n" + after);
        });
    }

    @Test
    void whatTheClientSendsBeforeTheAgreementDoesNotReachTheUpstream() {
        Buffer seen = Buffer.buffer();
        Promise<Void> headSeen = Promise.promise();
        int port = edge(lab.forwarder(lab.rude(socket -> socket.handler(piece -> {
            seen.appendBuffer(piece);
            if (seen.toString().contains("\r\n\r\n")) {
                headSeen.tryComplete();
                lab.vertx.setTimer(300, later -> socket.write("HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\nno"));
            }
        }))));
        Promise<String> answer = Promise.promise();
        raw(port, "GET /admin HTTP/1.1\r\nHost: ledger.corp.test\r\nX-Postern-Assertion: root\r\n\r\n", socket -> {
            Buffer heard = Buffer.buffer();
            socket.handler(piece -> {
                heard.appendBuffer(piece);
                if (heard.toString().contains("no")) {
                    answer.tryComplete(heard.toString());
                }
            });
        });
        Lab.await(headSeen.future());
        assertTrue(Lab.await(answer.future()).startsWith("HTTP/1.1 403"));
        assertFalse(seen.toString().contains("/admin"), seen.toString());
        assertFalse(edge.tunnel.future().isComplete());
    }

    @Test
    void agreementThatProvesNothingIsRefused() {
        for (String answer : List.of(switching("bm90IHRoZSByaWdodCBvbmU="), switching(accept()).replace("websocket", "h2c"),
                "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n")) {
            Forwarder forwarder = lab.forwarder(lab.saying(answer));
            assertEquals(Reason.UPSTREAM_BROKEN, reasonOf(forwarder, handshake()));
        }
    }

    private static RequestFacts handshake(String... changes) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap().add("Connection", "Upgrade").add("Upgrade", "websocket")
                .add("Sec-WebSocket-Version", "13").add("Sec-WebSocket-Key", KEY);
        for (int i = 0; i < changes.length; i += 2) {
            headers.set(changes[i], changes[i + 1]);
        }
        return Lab.facts("GET", headers);
    }

    private Reason reasonOf(Forwarder forwarder, RequestFacts facts) {
        return Lab.reason(lab.onLoop(() -> forwarder.upgrade(lab.permit(), Lab.request(facts, "/", new RequestBody.None(), Promise.<Void>promise().future()),
                headers -> Future.failedFuture("the client must not be told"), Optional.empty())));
    }

    @Test
    void onlyHandshakesOnRoutesThatAcceptThem() {
        AtomicInteger requests = new AtomicInteger();
        Forwarder forwarder = lab.forwarder(lab.app(request -> requests.incrementAndGet()));
        assertEquals(Reason.REQUEST_UPGRADE_REFUSED, reasonOf(forwarder, handshake("Upgrade", "h2c")));
        assertEquals(Reason.REQUEST_UPGRADE_REFUSED, reasonOf(forwarder, handshake("Sec-WebSocket-Version", "8")));
        assertEquals(Reason.REQUEST_UPGRADE_REFUSED, reasonOf(forwarder, handshake("Sec-WebSocket-Key", "c2hvcnQ=")));
        RequestFacts overHttp2 = handshake();
        assertEquals(Reason.REQUEST_UPGRADE_REFUSED, reasonOf(forwarder, new RequestFacts(overHttp2.id(), overHttp2.receivedAt(), Protocol.HTTP_2, "GET",
                overHttp2.authority(), overHttp2.path(), "", Headers.none(), overHttp2.client())));
        lab.route = settings -> settings;
        assertEquals(Reason.REQUEST_UPGRADE_REFUSED, reasonOf(lab.forwarder(lab.app(request -> requests.incrementAndGet())), handshake()));
        assertEquals(0, requests.get());
    }

    @Test
    void upstreamThatClosesIsHeardToTheEnd() {
        int port = edge(lab.forwarder(webSocketApp(socket -> socket.textMessageHandler(asked -> socket.writeTextMessage("bye").onSuccess(sent -> socket.close())))));
        WebSocket client = connect(port);
        Promise<String> heard = Promise.promise();
        Promise<Void> closed = Promise.promise();
        client.textMessageHandler(heard::complete);
        client.closeHandler(closed::complete);
        client.writeTextMessage("now");
        assertEquals("bye", Lab.await(heard.future()));
        Lab.await(closed.future());
        Lab.await(Lab.await(edge.tunnel.future()).ended());
    }

    @Test
    void canBeEndedFromOutside() {
        Promise<Void> upstreamClosed = Promise.promise();
        int port = edge(lab.forwarder(webSocketApp(socket -> socket.closeHandler(upstreamClosed::tryComplete))));
        WebSocket client = connect(port);
        Promise<Void> closed = Promise.promise();
        client.closeHandler(closed::tryComplete);
        Tunnel open = Lab.await(edge.tunnel.future());
        lab.vertx.runOnContext(revoked -> open.end());
        assertEquals(Tunnel.By.GATEWAY, Lab.await(open.ended()).by());
        Lab.await(closed.future());
        Lab.await(upstreamClosed.future());
        lab.until(() -> lab.upstreams.status().getFirst().endpoints().getFirst().open() == 0);
    }

    @Test
    void silenceEndsItAndSpeechDoesNot() {
        lab.upgradeIdle = java.time.Duration.ofMillis(1_500); // a busy machine may be silent for a while too
        int port = edge(lab.forwarder(webSocketApp(socket -> {
            long speaking = lab.vertx.setPeriodic(50, tick -> socket.writePing(Buffer.buffer("x")));
            lab.vertx.setTimer(3_000, silent -> lab.vertx.cancelTimer(speaking));
        })));
        long begun = System.nanoTime();
        WebSocket client = connect(port);
        Promise<Void> closed = Promise.promise();
        client.closeHandler(closed::tryComplete);
        assertEquals(Tunnel.By.IDLE, Lab.await(Lab.await(edge.tunnel.future()).ended()).by());
        Lab.await(closed.future());
        assertTrue(System.nanoTime() - begun > 3_000_000_000L);
    }

    @Test
    void clientThatDoesNotReadPausesTheUpstream() {
        long[] written = {0};
        Promise<Void> full = Promise.promise();
        int port = edge(lab.forwarder(webSocketApp(socket -> fill(socket, written, full))));
        Promise<NetSocket> deaf = Promise.promise();
        raw(port, "", socket -> deaf.complete(socket.pause()));
        Lab.await(deaf.future());
        Lab.await(full.future());
        Tunnel open = Lab.await(edge.tunnel.future());
        // What the tunnel itself has passed on is bounded by the kernel's buffers towards the deaf client, not by what the upstream would say.
        lab.vertx.runOnContext(v -> open.end());
        assertTrue(Lab.await(open.ended()).toClientBytes() < 16L << 20);
        assertTrue(written[0] < 32L << 20, "the upstream was paused");
    }

    /** Writes until its own queue has stayed full for a while. */
    private void fill(ServerWebSocket socket, long[] written, Promise<Void> full) {
        if (written[0] > 64L << 20) {
            full.tryFail("the upstream was never paused");
            return;
        }
        if (!socket.writeQueueFull()) {
            written[0] += 60_000;
            socket.writeFinalBinaryFrame(Buffer.buffer(new byte[60_000]));
            lab.vertx.runOnContext(next -> fill(socket, written, full));
            return;
        }
        long at = written[0];
        long patience = lab.vertx.setTimer(500, still -> {
            if (written[0] == at) {
                full.tryComplete();
            }
        });
        socket.drainHandler(drained -> {
            lab.vertx.cancelTimer(patience);
            fill(socket, written, full);
        });
    }
}
