package dev.postern.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.config.IngressConfig.Timeouts;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Going down without breaking what is under way, and within a time. */
class DrainTest {

    private static final String GET = "GET / HTTP/1.1\r\nHost: app.test\r\n\r\n";

    /** Answers when it is told to. */
    private static final class Held implements EdgeLab.Behind {

        final CompletableFuture<Downstream> exchange = new CompletableFuture<>();

        @Override
        public void handle(Downstream downstream, dev.postern.exchange.RequestFacts facts, Answers answers) {
            exchange.complete(downstream);
        }

        void answer() {
            Downstream downstream = exchange.join();
            downstream.context().runOnContext(now -> downstream.respond(ResponseHead.of(200), Buffer.buffer("done")));
        }
    }

    @Test
    void openExchangeEndsIdleConnectionsGoNewOnesAreRefused() {
        Held held = new Held();
        try (EdgeLab lab = new EdgeLab(held); RawClient busy = lab.connect("app.test"); RawClient idle = lab.connect("app.test")) {
            assertTrue(lab.listener.accepting());
            busy.send(GET);
            held.exchange.join();
            Future<Void> drained = lab.listener.drain();
            assertFalse(lab.listener.accepting());
            assertTrue(idle.ended());
            EdgeLab.eventually(() -> refused(lab.port()));
            assertFalse(drained.isComplete());
            held.answer();
            RawClient.Answer answer = busy.answer();
            assertEquals("done", answer.body());
            assertEquals("close", answer.header("connection"));
            assertTrue(busy.ended());
            EdgeLab.await(drained);
            assertEquals(0, lab.listener.connections());
        }
    }

    private static boolean refused(int port) {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return !socket.isConnected();
        } catch (IOException refused) {
            return true;
        }
    }

    @Test
    void http2ClientsAreToldToGo() {
        Held held = new Held();
        try (EdgeLab lab = new EdgeLab(held)) {
            CompletableFuture<Long> goAway = new CompletableFuture<>();
            Future<Buffer> answer = lab.http2().request(DeadlinesTest.options(lab)).compose(request -> {
                request.connection().goAwayHandler(said -> goAway.complete(said.getErrorCode()));
                return request.send().compose(HttpClientResponse::body);
            });
            held.exchange.join();
            Future<Void> drained = lab.listener.drain();
            assertEquals(0L, goAway.orTimeout(8, java.util.concurrent.TimeUnit.SECONDS).join());
            assertFalse(drained.isComplete());
            held.answer();
            assertEquals("done", EdgeLab.await(answer).toString());
            EdgeLab.await(drained);
        }
    }

    @Test
    void whatDoesNotEndIsCutInTime() {
        Timeouts quick = new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofMillis(300));
        Held held = new Held();
        try (EdgeLab lab = new EdgeLab(held, EdgeLab.Config.standard().with(quick)); RawClient busy = lab.connect("app.test")) {
            busy.send(GET);
            held.exchange.join();
            EdgeLab.await(lab.listener.drain());
            assertTrue(busy.ended());
            EdgeLab.eventually(() -> lab.closings.equals(List.of(Closing.CLIENT_CUT)));
        }
    }

    @Test
    void drainingTwiceIsDrainingOnce() {
        try (EdgeLab lab = new EdgeLab(new Held())) {
            assertEquals(lab.listener.drain(), lab.listener.drain());
            EdgeLab.await(lab.listener.drain());
        }
    }

    @Test
    void takenPortFailsTheStart() {
        try (EdgeLab lab = new EdgeLab(new Held())) {
            var config = new dev.postern.config.IngressConfig(dev.postern.config.Located.of(new dev.postern.config.Endpoint("127.0.0.1", lab.port())), List.of(),
                    dev.postern.config.IngressConfig.TlsVersion.TLS_1_2, EdgeLab.Config.standard().hops(), List.of(), EdgeLab.BOUNDS, EdgeLab.TIMES,
                    EdgeLab.CLIENTS, EdgeLab.OVERLOAD);
            io.vertx.core.Vertx other = io.vertx.core.Vertx.vertx();
            Listener second = new Listener(other, new Listener.Setup(config, new Tls(lab.keys, new dev.postern.pki.ProofOfPossession(List.of())), lab.gate, new ExchangeHandler() {
                @Override public void handle(Downstream downstream, dev.postern.exchange.RequestFacts facts) { downstream.cut(); }
                @Override public void refused(Downstream downstream, dev.postern.exchange.Denial denial) { downstream.cut(); }
            }, lab.answers, java.util.Set.of(), EdgeLab.CLOCK));
            assertThrows(IllegalStateException.class, () -> EdgeLab.await(second.start()));
            assertFalse(second.accepting());
            EdgeLab.await(other.close());
        }
    }
}
