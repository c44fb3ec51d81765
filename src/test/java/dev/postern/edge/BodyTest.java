package dev.postern.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.config.IngressConfig.Timeouts;
import dev.postern.exchange.Denial;
import dev.postern.exchange.Reason;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.streams.ReadStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Bodies in both directions: bounds, demand, clocks, and ends that cannot be mistaken for wholes. */
class BodyTest {

    enum Version { HTTP_1, HTTP_2 }

    private static HttpClient client(EdgeLab lab, Version version) {
        return version == Version.HTTP_2 ? lab.http2() : lab.http1();
    }

    private static HttpClientRequest request(EdgeLab lab, Version version, HttpMethod method) {
        RequestOptions options = new RequestOptions().setMethod(method).setServer(io.vertx.core.net.SocketAddress.inetSocketAddress(lab.port(), "127.0.0.1"))
                .setHost("app.test").setPort(lab.port()).setURI("/body");
        return EdgeLab.await(client(lab, version).request(options));
    }

    private record Got(int status, MultiMap headers, Buffer body, MultiMap trailers) {}

    /** The body is taken on the client's own loop, before it has passed by. */
    private static Got got(io.vertx.core.Future<HttpClientResponse> answer) {
        return EdgeLab.await(answer.compose(head -> head.body().map(body -> new Got(head.statusCode(), head.headers(), body, head.trailers()))));
    }

    private static final String HEAD = "POST / HTTP/1.1\r\nHost: app.test\r\n";

    /** A source that produces as long as it is asked, and counts. */
    private static final class Source implements ReadStream<Buffer> {

        private static final Buffer PIECE = Buffer.buffer(new byte[16_384]);
        final AtomicLong produced = new AtomicLong();
        private final long total;
        private final Runnable atEnd;
        private Handler<Buffer> handler;
        private Handler<Void> end;
        private Handler<Throwable> failure;
        private boolean flowing;
        private boolean running;

        Source(long total) {
            this.total = total;
            this.atEnd = () -> end.handle(null);
        }

        Source(long total, Throwable broken) {
            this.total = total;
            this.atEnd = () -> failure.handle(broken);
        }

        private void run() {
            if (running) {
                return;
            }
            running = true;
            while (flowing && produced.get() < total) {
                produced.addAndGet(PIECE.length());
                handler.handle(PIECE.copy());
                if (produced.get() >= total) {
                    atEnd.run();
                }
            }
            running = false;
        }

        @Override public ReadStream<Buffer> handler(Handler<Buffer> each) { handler = each; return this; }
        @Override public ReadStream<Buffer> endHandler(Handler<Void> each) { end = each; return this; }
        @Override public ReadStream<Buffer> exceptionHandler(Handler<Throwable> each) { failure = each; return this; }
        @Override public ReadStream<Buffer> pause() { flowing = false; return this; }
        @Override public ReadStream<Buffer> fetch(long amount) { return resume(); }
        @Override public ReadStream<Buffer> resume() { flowing = true; run(); return this; }
    }

    /** A source that never says anything: server-sent events between two of them. */
    private static final class Silent implements ReadStream<Buffer> {
        @Override public ReadStream<Buffer> handler(Handler<Buffer> each) { return this; }
        @Override public ReadStream<Buffer> endHandler(Handler<Void> each) { return this; }
        @Override public ReadStream<Buffer> exceptionHandler(Handler<Throwable> each) { return this; }
        @Override public ReadStream<Buffer> pause() { return this; }
        @Override public ReadStream<Buffer> fetch(long amount) { return this; }
        @Override public ReadStream<Buffer> resume() { return this; }
    }

    // --- requests

    @ParameterizedTest
    @EnumSource
    void uploadArrivesWhole(Version version) {
        try (EdgeLab lab = new EdgeLab(EdgeLab.ECHO)) {
            Got answer = got(request(lab, version, HttpMethod.POST).send(Buffer.buffer("x".repeat(200_000))));
            assertEquals(200, answer.status);
            assertTrue(answer.body.toString().endsWith("body=" + "x".repeat(200_000)));
            EdgeLab.eventually(() -> !lab.closings.isEmpty());
            assertEquals(List.of(Closing.COMPLETED), lab.closings);
        }
    }

    /** The trap: who decides late must not lose what came meanwhile. */
    @ParameterizedTest
    @EnumSource
    void lateDecisionLosesNothing(Version version) {
        try (EdgeLab lab = new EdgeLab((downstream, facts, answers) -> downstream.context().owner().setTimer(150, late -> EdgeLab.ECHO.handle(downstream, facts, answers)))) {
            Got answer = got(request(lab, version, HttpMethod.POST).send(Buffer.buffer("x".repeat(300_000))));
            assertTrue(answer.body.toString().endsWith("body=" + "x".repeat(300_000)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void knowsWhetherABodyComes(Version version) {
        try (EdgeLab lab = new EdgeLab((downstream, facts, answers) -> downstream.respond(ResponseHead.of(200), Buffer.buffer("body: " + downstream.hasBody())))) {
            assertEquals("body: false", got(request(lab, version, HttpMethod.GET).send()).body.toString());
            assertEquals("body: true", got(request(lab, version, HttpMethod.POST).send("x")).body.toString());
            HttpClientRequest open = request(lab, version, HttpMethod.POST).setChunked(true);
            open.write("x");
            assertEquals("body: true", got(open.response()).body.toString());
        }
    }

    @ParameterizedTest
    @EnumSource
    void tooLargeIsRefusedWhereverItShows(Version version) {
        EdgeLab.Behind small = (downstream, facts, answers) -> {
            try {
                ReadStream<Buffer> body = downstream.body(100);
                body.exceptionHandler(failure -> answers.fail(downstream, failure));
                body.endHandler(end -> downstream.respond(ResponseHead.of(200), Buffer.buffer("taken")));
                body.resume();
            } catch (dev.postern.exchange.RefusedException declared) {
                answers.fail(downstream, declared);
            }
        };
        try (EdgeLab lab = new EdgeLab(small)) {
            assertEquals(200, EdgeLab.await(request(lab, version, HttpMethod.POST).send("x".repeat(100))).statusCode());
            assertEquals(413, EdgeLab.await(request(lab, version, HttpMethod.POST).send("x".repeat(101))).statusCode());
            HttpClientRequest chunked = request(lab, version, HttpMethod.POST).setChunked(true);
            chunked.write("x".repeat(60));
            chunked.write("x".repeat(60));
            Got answer = got(chunked.response());
            assertEquals(413, answer.status);
            assertEquals("request.body-too-large", answer.body.toJsonObject().getString("reason"));
        }
    }

    /** A gigabyte is announced and refused: the answer comes at once, hardly anything is read, and the client that goes on sending is told so. */
    @Test
    void refusedUploadIsNotRead() throws IOException {
        try (EdgeLab lab = new EdgeLab((downstream, facts, answers) -> answers.refuse(downstream, Denial.of(Reason.POLICY_DENIED, "test")));
                RawClient client = lab.connect("app.test")) {
            client.send(HEAD + "Content-Length: 1000000000\r\n\r\n" + "x".repeat(100_000));
            RawClient.Answer answer = client.answer();
            assertEquals(403, answer.status());
            assertEquals("close", answer.header("connection"));
            long sent = 0;
            byte[] piece = new byte[65_536];
            try {
                while (sent < 500_000_000L) {
                    client.socket.getOutputStream().write(piece);
                    sent += piece.length;
                }
            } catch (IOException hungUp) {
                assertTrue(sent < 64_000_000L, "read on for " + sent);
            }
            assertTrue(sent < 500_000_000L);
            assertEquals(List.of(Closing.COMPLETED), lab.closings);
            EdgeLab.eventually(() -> lab.listener.connections() == 0);
        }
    }

    @Test
    void refusedUploadIsResetInHttp2AndTheConnectionLives() {
        try (EdgeLab lab = new EdgeLab((downstream, facts, answers) -> answers.refuse(downstream, Denial.of(Reason.POLICY_DENIED, "test")))) {
            HttpClient client = lab.http2();
            for (int i = 0; i < 30; i++) { // more than the connection's window would hold, were it not given back
                HttpClientRequest open = EdgeLab.await(client.request(new RequestOptions().setMethod(HttpMethod.POST).setURI("/").setHost("app.test").setPort(lab.port())
                        .setServer(io.vertx.core.net.SocketAddress.inetSocketAddress(lab.port(), "127.0.0.1")))).setChunked(true);
                open.write(Buffer.buffer(new byte[60_000]));
                open.exceptionHandler(reset -> { });
                assertEquals(403, got(open.response()).status);
            }
            assertEquals(1, lab.listener.connections());
        }
    }

    @Test
    void continueIsSaidAfterTheDecision() {
        try (EdgeLab lab = new EdgeLab((downstream, facts, answers) -> {
            if (facts.path().value().equals("/no")) {
                answers.refuse(downstream, Denial.of(Reason.POLICY_DENIED, "test"));
            } else {
                EdgeLab.ECHO.handle(downstream, facts, answers);
            }
        })) {
            try (RawClient client = lab.connect("app.test")) {
                assertEquals(100, client.ask(HEAD + "Content-Length: 2\r\nExpect: 100-continue\r\n\r\n").status());
                assertTrue(client.ask("ab").body().endsWith("body=ab"));
            }
            try (RawClient client = lab.connect("app.test")) {
                assertEquals(403, client.ask("POST /no HTTP/1.1\r\nHost: app.test\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n").status());
            }
        }
    }

    @Test
    void slowBodyIsRefusedInTime() {
        Timeouts quick = new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofMillis(300), Duration.ofSeconds(5), Duration.ofSeconds(5));
        try (EdgeLab lab = new EdgeLab(EdgeLab.ECHO, EdgeLab.Config.standard().with(quick)); RawClient client = lab.connect("app.test")) {
            RawClient.Answer answer = client.ask(HEAD + "Content-Length: 100\r\n\r\nabc");
            assertEquals(408, answer.status());
            assertTrue(client.ended());
        }
    }

    /** While nobody asks for more, it is not the client who is slow. */
    @Test
    void slowUpstreamIsNotTheClientsFault() {
        Timeouts quick = new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofMillis(200), Duration.ofSeconds(5), Duration.ofSeconds(5));
        EdgeLab.Behind slow = (downstream, facts, answers) -> downstream.context().owner().setTimer(600, late -> EdgeLab.ECHO.handle(downstream, facts, answers));
        try (EdgeLab lab = new EdgeLab(slow, EdgeLab.Config.standard().with(quick)); RawClient client = lab.connect("app.test")) {
            assertEquals(200, client.ask(HEAD + "Content-Length: 3\r\n\r\nabc").status());
        }
    }

    @ParameterizedTest
    @EnumSource
    void clientThatGoesAwayEndsTheExchangeOnce(Version version) {
        java.util.concurrent.CompletableFuture<Throwable> failed = new java.util.concurrent.CompletableFuture<>();
        try (EdgeLab lab = new EdgeLab((downstream, facts, answers) -> downstream.body(Long.MAX_VALUE).exceptionHandler(failed::complete).resume())) {
            HttpClientRequest open = request(lab, version, HttpMethod.POST).setChunked(true);
            open.write("x");
            EdgeLab.eventually(() -> lab.handled.size() == 1);
            open.reset(8);
            EdgeLab.eventually(() -> lab.closings.equals(List.of(Closing.CLIENT_CUT)) && failed.isDone());
        }
    }

    // --- answers

    private static EdgeLab.Behind streaming(Source source, MultiMap headers, MultiMap trailers) {
        return (downstream, facts, answers) -> downstream.respond(new ResponseHead(200, headers), source, () -> trailers);
    }

    private static MultiMap none() {
        return MultiMap.caseInsensitiveMultiMap();
    }

    @ParameterizedTest
    @EnumSource
    void streamArrivesWholeWithTrailers(Version version) {
        MultiMap trailers = none().add("grpc-status", "0").add("content-length", "1").add("set-cookie", "a=b").add("Transfer-Encoding", "chunked");
        MultiMap headers = none().add("Connection", "X-Hop").add("X-Hop", "1").add("Keep-Alive", "5").add("X-Kept", "1").add("Transfer-Encoding", "chunked");
        try (EdgeLab lab = new EdgeLab(streaming(new Source(1 << 20), headers, trailers))) {
            Got answer = got(request(lab, version, HttpMethod.GET).send());
            assertEquals(1 << 20, answer.body.length());
            assertEquals("0", answer.trailers.get("grpc-status"));
            assertFalse(answer.trailers.contains("set-cookie") || answer.trailers.contains("content-length"));
            assertTrue(answer.headers.contains("x-kept") && !answer.headers.contains("x-hop") && !answer.headers.contains("keep-alive"));
            EdgeLab.eventually(() -> lab.closings.equals(List.of(Closing.COMPLETED)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void slowReaderHoldsTheSourceBack(Version version) {
        Source source = new Source(64L << 20);
        try (EdgeLab lab = new EdgeLab(streaming(source, none(), none()))) {
            HttpClientResponse answer = EdgeLab.await(request(lab, version, HttpMethod.GET).send().map(HttpClientResponse::pause));
            long[] last = {-1};
            EdgeLab.eventually(() -> { // it has stopped moving
                boolean still = source.produced.get() == last[0];
                last[0] = source.produced.get();
                java.util.concurrent.locks.LockSupport.parkNanos(200_000_000);
                return still;
            });
            assertTrue(source.produced.get() < 16L << 20, "ran ahead to " + source.produced.get());
            assertEquals(200, answer.statusCode());
        }
    }

    @Test
    void clientThatNeverReadsIsCut() {
        Timeouts quick = new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofMillis(300), Duration.ofSeconds(5), Duration.ofSeconds(5));
        try (EdgeLab lab = new EdgeLab(streaming(new Source(1L << 30), none(), none()), EdgeLab.Config.standard().with(quick)); RawClient client = lab.connect("app.test")) {
            client.send("GET / HTTP/1.1\r\nHost: app.test\r\n\r\n");
            EdgeLab.eventually(() -> lab.closings.equals(List.of(Closing.ENDED)) && lab.listener.connections() == 0);
        }
    }

    /** The same with an answer that is at hand in whole. */
    @ParameterizedTest
    @EnumSource
    void clientThatNeverReadsABufferIsCut(Version version) {
        Timeouts quick = new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofMillis(300), Duration.ofSeconds(5), Duration.ofSeconds(5));
        EdgeLab.Behind whole = (downstream, facts, answers) -> downstream.respond(ResponseHead.of(200), Buffer.buffer(new byte[32 << 20]));
        try (EdgeLab lab = new EdgeLab(whole, EdgeLab.Config.standard().with(quick))) {
            request(lab, version, HttpMethod.GET).send().map(HttpClientResponse::pause);
            EdgeLab.eventually(() -> lab.closings.equals(List.of(Closing.ENDED)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void longBufferArrivesWhole(Version version) {
        byte[] content = new byte[3_000_001];
        new java.util.Random(7).nextBytes(content);
        try (EdgeLab lab = new EdgeLab((downstream, facts, answers) -> downstream.respond(ResponseHead.of(200), Buffer.buffer(content)))) {
            Got answer = got(request(lab, version, HttpMethod.GET).send());
            assertEquals("3000001", answer.headers.get("content-length"));
            assertEquals(Buffer.buffer(content), answer.body);
        }
    }

    @ParameterizedTest
    @EnumSource
    void brokenStreamIsNeverTakenForWhole(Version version) {
        try (EdgeLab lab = new EdgeLab(streaming(new Source(100_000, new IOException("gone")), none(), none()))) {
            assertTrue(request(lab, version, HttpMethod.GET).send().compose(HttpClientResponse::body).transform(result -> io.vertx.core.Future.succeededFuture(result.failed())).toCompletionStage().toCompletableFuture().join());
            EdgeLab.eventually(() -> lab.closings.equals(List.of(Closing.ENDED)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void lengthIsKeptOrTheAnswerIsCut(Version version) {
        for (String length : List.of("10", "1000000")) {
            try (EdgeLab lab = new EdgeLab(streaming(new Source(32_768), none().add("content-length", length), none()))) {
                assertTrue(request(lab, version, HttpMethod.GET).send().compose(HttpClientResponse::body)
                        .transform(result -> io.vertx.core.Future.succeededFuture(result.failed())).toCompletionStage().toCompletableFuture().join(), length);
                EdgeLab.eventually(() -> lab.closings.equals(List.of(Closing.ENDED)));
            }
        }
    }

    @Test
    void refusalAfterTheHeadCuts() {
        try (EdgeLab lab = new EdgeLab((downstream, facts, answers) -> {
            downstream.respond(ResponseHead.of(200), new Silent(), BodyTest::none);
            answers.refuse(downstream, Denial.of(Reason.RESPONSE_REFUSED, "test"));
        }); RawClient client = lab.connect("app.test")) {
            client.send("GET / HTTP/1.1\r\nHost: app.test\r\n\r\n");
            String all = client.drainUntil("0\r\n\r\n");
            assertFalse(all.contains("\r\n0\r\n\r\n"), all);
            EdgeLab.eventually(() -> lab.closings.equals(List.of(Closing.ENDED)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void statusesWithoutBodyHaveNone(Version version) {
        for (int status : List.of(204, 304)) {
            try (EdgeLab lab = new EdgeLab((downstream, facts, answers) -> downstream.respond(ResponseHead.of(status), Buffer.buffer("no")))) {
                Got answer = got(request(lab, version, HttpMethod.GET).send());
                assertEquals(status, answer.status);
                assertEquals(0, answer.body.length());
            }
        }
    }

    @Test
    void unknownFailureIsAnInternalRefusalWithoutItsText() {
        try (EdgeLab lab = new EdgeLab((downstream, facts, answers) -> {
            throw new IllegalStateException("secret-of-the-house");
        }); RawClient client = lab.connect("app.test")) {
            RawClient.Answer answer = client.ask("GET / HTTP/1.1\r\nHost: app.test\r\n\r\n");
            assertEquals(500, answer.status());
            assertFalse(answer.body().contains("secret") || answer.body().contains("IllegalState"), answer.body());
        }
    }
}
