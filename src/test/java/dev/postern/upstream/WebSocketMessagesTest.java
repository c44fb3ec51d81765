package dev.postern.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.exchange.Denial;
import dev.postern.exchange.Reason;
import dev.postern.inspect.Direction;
import dev.postern.inspect.MessageExamination.Beyond;
import dev.postern.inspect.MessageExamination.Reach;
import dev.postern.inspect.Verdict;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A WebSocket whose messages are looked into: real clients and servers, and rude ones, over mutual TLS. */
final class WebSocketMessagesTest {

    private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";
    private static final Reach MILLION = new Reach(1_000_000, Beyond.REFUSE);

    private final Lab lab = new Lab();

    @BeforeEach
    void acceptUpgrades() {
        lab.route = settings -> new Lab.RouteSettings(settings.host(), List.of("websocket"), settings.request(), settings.response(), settings.timeouts());
    }

    @AfterEach
    void close() {
        lab.close();
    }

    private static Listening listening(BiFunction<Direction, String, Verdict> judge) {
        return new Listening(MILLION, (direction, said) -> Future.succeededFuture(judge.apply(direction, said)));
    }

    private static Verdict pass(Direction direction, String said) {
        return Verdict.RELEASE;
    }

    private UpgradeEdge edge(Listening listening) {
        return new UpgradeEdge(lab, Optional.of(listening));
    }

    /** A server that would compress. */
    private Forwarder app(Handler<ServerWebSocket> handler) {
        HttpServerOptions options = new HttpServerOptions().setPerMessageWebSocketCompressionSupported(true).setPerFrameWebSocketCompressionSupported(true)
                .setWebSocketSubProtocols(List.of("chat.v2"));
        return lab.forwarder("https://127.0.0.1:" + Lab.await(lab.vertx.createHttpServer(lab.mesh.secured(options)).webSocketHandler(handler).listen(0, "127.0.0.1")).actualPort());
    }

    /** A client that would like to compress. */
    private WebSocket connect(int port) {
        WebSocketClientOptions options = new WebSocketClientOptions().setMaxFrameSize(1 << 20).setMaxMessageSize(1 << 21).setTryUsePerMessageCompression(true);
        return Lab.await(lab.vertx.createWebSocketClient(options).connect(new WebSocketConnectOptions().setHost("127.0.0.1").setPort(port).setURI("/chat").addSubProtocol("chat.v2")));
    }

    @Test
    void nothingIsCompressedAndTheSubprotocolStands() {
        Promise<MultiMap> asked = Promise.promise();
        Listening listening = listening((direction, said) -> direction == Direction.RESPONSE && said.contains("4012")
                ? new Verdict.Replace(Buffer.buffer(said.replace("4012", "XXXX"))) : Verdict.RELEASE);
        WebSocket client = connect(edge(listening).listen(app(socket -> {
            asked.complete(socket.headers());
            socket.textMessageHandler(socket::writeTextMessage);
        })));
        Promise<String> echoed = Promise.promise();
        client.textMessageHandler(echoed::complete);
        client.writeTextMessage("card 4012");
        assertEquals("card XXXX", Lab.await(echoed.future()));
        assertFalse(Lab.await(asked.future()).contains("sec-websocket-extensions"));
        assertEquals("chat.v2", client.subProtocol());
        assertEquals(List.of("TEXT card 4012", "TEXT card 4012"), listening.heard);
    }

    @Test
    void anUpstreamThatAnswersWithAnExtensionIsRefused() {
        UpgradeEdge edge = edge(listening(WebSocketMessagesTest::pass));
        int port = edge.listen(lab.forwarder(lab.saying("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                + "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\nSec-WebSocket-Extensions: permessage-deflate\r\n\r\n")));
        raw(port, "sec_websocket_extensions: permessage-deflate\r\n");
        assertEquals(Reason.UPSTREAM_BROKEN, Lab.await(edge.refused.future()));
        assertFalse(edge.tunnel.future().isComplete());
    }

    /** What a client that shakes hands and then says no more has been told. */
    private Buffer raw(int port, String header) {
        Buffer heard = Buffer.buffer();
        lab.vertx.createNetClient().connect(port, "127.0.0.1").onSuccess(socket -> {
            socket.handler(heard::appendBuffer);
            handshake(socket, header);
        });
        return heard;
    }

    private static void handshake(NetSocket socket, String header) {
        socket.write("GET /chat HTTP/1.1\r\nHost: ledger.corp.test\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: " + KEY + "\r\n" + header
                + "\r\n");
    }

    @Test
    void noSpellingOfAnExtensionReachesTheUpstream() {
        Promise<String> head = Promise.promise();
        Forwarder forwarder = lab.forwarder(lab.rude(socket -> {
            Buffer seen = Buffer.buffer();
            socket.handler(piece -> {
                if (seen.appendBuffer(piece).toString().contains("\r\n\r\n")) {
                    head.tryComplete(seen.toString());
                }
            });
        }));
        raw(edge(listening(WebSocketMessagesTest::pass)).listen(forwarder), "Sec-WebSocket-Extensions: permessage-deflate\r\nsec_websocket-EXTENSIONS: x-webkit-deflate-frame\r\n");
        assertFalse(Lab.await(head.future()).contains("deflate"));
    }

    @Test
    void bothSidesAreToldOfARefusal() {
        Promise<String> upstreamTold = Promise.promise();
        Listening listening = listening((direction, said) -> said.contains("key") ? new Verdict.Deny(Denial.of(Reason.CONTENT_SENSITIVE, "KEY")) : Verdict.RELEASE);
        UpgradeEdge edge = edge(listening);
        StringBuffer arrived = new StringBuffer();
        WebSocket client = connect(edge.listen(app(socket -> {
            socket.textMessageHandler(arrived::append);
            socket.closeHandler(closed -> upstreamTold.complete(socket.closeStatusCode() + " " + socket.closeReason()));
        })));
        Promise<Void> closed = Promise.promise();
        client.closeHandler(closed::complete);
        client.writeTextMessage("hello").compose(sent -> client.writeTextMessage("a key " + "x".repeat(900_000))).onSuccess(sent -> {
            for (int i = 0; i < 20; i++) {
                client.writeTextMessage("more" + "x".repeat(60_000)); // which must not keep the reason from arriving
            }
        });
        Lab.await(closed.future());
        assertEquals("1008 content.sensitive", client.closeStatusCode() + " " + client.closeReason());
        assertEquals("1008 content.sensitive", Lab.await(upstreamTold.future()));
        assertEquals("hello", arrived.toString());
        Tunnel.Ended ended = Lab.await(Lab.await(edge.tunnel.future()).ended());
        assertEquals("KEY", ended.refused().orElseThrow().detail());
        lab.until(() -> lab.upstreams.status().getFirst().endpoints().getFirst().open() == 0);
    }

    @Test
    void aClientThatDoesNotMaskIsToldSoAndSoIsTheUpstream() {
        Promise<Short> upstreamTold = Promise.promise();
        UpgradeEdge edge = edge(listening(WebSocketMessagesTest::pass));
        int port = edge.listen(app(socket -> socket.closeHandler(closed -> upstreamTold.complete(socket.closeStatusCode()))));
        Buffer heard = Buffer.buffer();
        Promise<Void> closed = Promise.promise();
        lab.vertx.createNetClient().connect(port, "127.0.0.1").onSuccess(socket -> {
            socket.closeHandler(closed::complete);
            socket.handler(piece -> {
                if (heard.length() == 0) {
                    socket.write(Buffer.buffer(new byte[] {(byte) 0x81, 2, 'h', 'i'}));
                }
                heard.appendBuffer(piece);
            });
            handshake(socket, "");
        });
        Lab.await(closed.future());
        assertTrue(heard.toString(StandardCharsets.ISO_8859_1).endsWith("\u0088\u0013\u0003\u00earequest.malformed"), heard.toString(StandardCharsets.ISO_8859_1));
        assertEquals((short) 1002, Lab.await(upstreamTold.future()));
        assertEquals(Reason.REQUEST_MALFORMED, Lab.await(Lab.await(edge.tunnel.future()).ended()).refused().orElseThrow().reason());
    }

    @Test
    void aCloseHandshakePassesAndEndsIt() {
        Promise<String> upstreamTold = Promise.promise();
        UpgradeEdge edge = edge(listening(WebSocketMessagesTest::pass));
        WebSocket client = connect(edge.listen(app(socket -> socket.closeHandler(closed -> upstreamTold.complete(socket.closeStatusCode() + " " + socket.closeReason())))));
        Lab.await(client.close((short) 4001, "enough"));
        assertEquals("4001 enough", Lab.await(upstreamTold.future()));
        assertTrue(Lab.await(Lab.await(edge.tunnel.future()).ended()).refused().isEmpty());
        lab.until(() -> lab.upstreams.status().getFirst().endpoints().getFirst().open() == 0);
    }

    @Test
    void whatIsWithdrawnWhileAMessageIsExaminedIsToldWhy() {
        Promise<Verdict> never = Promise.promise();
        Promise<Void> asked = Promise.promise();
        UpgradeEdge edge = edge(new Listening(MILLION, (direction, said) -> {
            asked.tryComplete();
            return never.future();
        }));
        StringBuffer arrived = new StringBuffer();
        WebSocket client = connect(edge.listen(app(socket -> {
            socket.textMessageHandler(arrived::append);
            socket.writeTextMessage("secret");
        })));
        StringBuffer heard = new StringBuffer();
        client.textMessageHandler(heard::append);
        Promise<Void> closed = Promise.promise();
        client.closeHandler(closed::complete);
        client.writeTextMessage("hello");
        Lab.await(asked.future());
        Tunnel open = Lab.await(edge.tunnel.future());
        Lab.await(lab.onLoop(() -> Future.succeededFuture()));
        lab.vertx.runOnContext(revoked -> open.withdraw(Tunnel.Close.POLICY_VIOLATION));
        Lab.await(closed.future());
        assertEquals((short) 1008, client.closeStatusCode());
        never.complete(Verdict.RELEASE);
        Lab.await(open.ended());
        assertEquals("", heard.toString() + arrived);
    }

    @Test
    void aClientThatDoesNotReadPausesTheUpstream() {
        AtomicLong written = new AtomicLong();
        Promise<Void> full = Promise.promise();
        Listening listening = listening(WebSocketMessagesTest::pass);
        UpgradeEdge edge = edge(listening);
        int port = edge.listen(app(socket -> fill(socket, written, full)));
        lab.vertx.createNetClient().connect(port, "127.0.0.1").onSuccess(socket -> {
            socket.pause();
            handshake(socket, "");
        });
        Lab.await(full.future());
        assertTrue(written.get() < 32L << 20, "the upstream was paused");
        assertTrue(listening.heard.size() < 200, "and nothing more was looked into: " + listening.heard.size());
    }

    /** Writes messages until its own queue has stayed full for a while. */
    private void fill(ServerWebSocket socket, AtomicLong written, Promise<Void> full) {
        if (socket.isClosed()) {
            full.tryFail("closed");
        } else if (written.get() > 64L << 20) {
            full.tryFail("the upstream was never paused");
        } else if (socket.writeQueueFull()) {
            long patience = lab.vertx.setTimer(500, still -> full.tryComplete());
            socket.drainHandler(drained -> {
                lab.vertx.cancelTimer(patience);
                fill(socket, written, full);
            });
        } else {
            written.addAndGet(200_000);
            socket.writeFinalBinaryFrame(Buffer.buffer(new byte[200_000]));
            lab.vertx.runOnContext(next -> fill(socket, written, full));
        }
    }
}
