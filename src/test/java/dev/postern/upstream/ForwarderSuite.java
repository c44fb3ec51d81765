package dev.postern.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.config.UpstreamConfig.HttpVersions;
import dev.postern.config.UpstreamConfig.Timeouts;
import dev.postern.exchange.Reason;
import dev.postern.exchange.RefusedException;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What must hold in whichever HTTP version an upstream speaks. */
abstract class ForwarderSuite {

    private static final int MIB = 1 << 20;

    Lab lab;

    abstract HttpVersions protocol();

    @BeforeEach
    void open() {
        lab = new Lab();
        lab.protocol = protocol();
    }

    @AfterEach
    void close() {
        lab.close();
    }

    private HttpVersion version() {
        return protocol() == HttpVersions.HTTP_2 ? HttpVersion.HTTP_2 : HttpVersion.HTTP_1_1;
    }

    private static RequestBody.Streamed streamed(Source source) {
        return new RequestBody.Streamed(source);
    }

    @Test
    void forwardsOverMutualTls() {
        Promise<String> peer = Promise.promise();
        Forwarder forwarder = lab.forwarder(lab.app(request -> {
            peer.complete(peerName(request));
            request.body().onSuccess(body -> request.response().putHeader("x-app", "ledger").end(request.method() + " " + request.uri() + " " + body));
        }));
        Lab.Answer answer = Lab.await(lab.onLoop(() -> forwarder.forward(lab.permit(),
                Lab.request("POST", "/a?b=c", new RequestBody.Sized(new Source(Buffer.buffer("hello"), 2), 10))).compose(Lab::read)));
        assertEquals("POST /a?b=c hellohello", answer.text());
        assertEquals(200, answer.status());
        assertEquals("ledger", answer.headers().get("X-App"));
        assertEquals(version(), answer.response().version());
        assertEquals(Mesh.GATEWAY.toString(), Lab.await(peer.future()));
    }

    private static String peerName(HttpServerRequest request) {
        try {
            var certificate = (java.security.cert.X509Certificate) request.connection().peerCertificates().getFirst();
            return (String) certificate.getSubjectAlternativeNames().iterator().next().get(1);
        } catch (java.io.IOException | java.security.cert.CertificateException none) {
            return "none";
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HEAD", "GET204", "GET304"})
    void answersWithoutBody(String kind) {
        Forwarder forwarder = lab.forwarder(lab.app(request -> {
            if (kind.equals("HEAD")) {
                request.response().putHeader("content-length", "42").end();
            } else {
                request.response().setStatusCode(Integer.parseInt(kind.substring(3))).end();
            }
        }));
        ForwardRequest request = Lab.request(kind.substring(0, kind.equals("HEAD") ? 4 : 3), "/", new RequestBody.None());
        Lab.Answer answer = lab.whole(forwarder, request);
        assertEquals(0, answer.body().length());
        assertEquals(0, answer.response().length().orElseThrow());
        assertEquals(kind.equals("HEAD") ? "42" : null, kind.equals("GET204") ? null : answer.headers().get("content-length"));
        assertEquals(kind.equals("HEAD") ? 200 : answer.status(), answer.status());
        // The connection is in order after it.
        assertEquals(answer.status(), lab.whole(forwarder, request).status());
    }

    @Test
    void uploadOfAnotherLengthThanAnnouncedIsNeverEnded() {
        AtomicInteger ended = new AtomicInteger();
        Forwarder forwarder = lab.forwarder(lab.app(request -> {
            request.exceptionHandler(cut -> { });
            request.endHandler(end -> {
                ended.incrementAndGet();
                request.response().end();
            });
        }));
        for (long announced : List.of(7L, 13L)) {
            assertEquals(Reason.REQUEST_MALFORMED, Lab.reason(lab.onLoop(() -> forwarder.forward(lab.permit(),
                    Lab.request("POST", "/", new RequestBody.Sized(new Source(5, 2), announced))))));
        }
        assertEquals(0, ended.get());
    }

    @Test
    void slowUpstreamBoundsWhatIsReadAhead() {
        Promise<HttpServerRequest> arrived = Promise.promise();
        AtomicLong received = new AtomicLong();
        HttpServerOptions options = lab.mesh.secured(new HttpServerOptions()).setReceiveBufferSize(64 * 1024);
        Forwarder forwarder = lab.forwarder(lab.app(options, request -> {
            request.pause();
            request.handler(piece -> received.addAndGet(piece.length()));
            request.endHandler(end -> request.response().end("done"));
            arrived.complete(request);
        }));
        Promise<Source> source = Promise.promise();
        Future<Lab.Answer> answer = lab.onLoop(() -> {
            Source upload = new Source(16 * 1024, 1024);
            source.complete(upload);
            return forwarder.forward(lab.permit(), Lab.request("PUT", "/", streamed(upload))).compose(Lab::read);
        });
        HttpServerRequest slow = Lab.await(arrived.future());
        long taken = settled(Lab.await(source.future()));
        assertTrue(taken - received.get() <= MIB, "ran ahead by " + (taken - received.get()));
        slow.resume();
        assertEquals("done", Lab.await(answer).text());
        assertEquals(16L * MIB, received.get());
    }

    /** What has been taken when nothing more is taken any more. */
    private long settled(Source source) {
        Promise<Long> still = Promise.promise();
        long[] last = {-1};
        lab.vertx.setPeriodic(150, look -> {
            if (source.takenBytes > 0 && source.takenBytes == last[0]) {
                still.tryComplete(last[0]);
                lab.vertx.cancelTimer(look);
            }
            last[0] = source.takenBytes;
        });
        return Lab.await(still.future());
    }

    @Test
    void slowReaderBoundsWhatIsReadOfAnAnswer() {
        AtomicLong sent = new AtomicLong();
        HttpServerOptions options = lab.mesh.secured(new HttpServerOptions()).setSendBufferSize(64 * 1024);
        Forwarder forwarder = lab.forwarder(lab.app(options, request -> {
            request.response().setChunked(true);
            Source big = new Source(16 * 1024, 1024);
            big.pipe().to(request.response());
            lab.vertx.setPeriodic(20, look -> sent.set(big.takenBytes));
        }));
        ForwardedResponse response = Lab.await(lab.onLoop(() -> forwarder.forward(lab.permit(), Lab.get("/"))));
        Promise<Long> still = Promise.promise();
        long[] last = {-1};
        lab.vertx.setPeriodic(200, look -> {
            if (sent.get() > 0 && sent.get() == last[0]) {
                still.tryComplete(last[0]);
                lab.vertx.cancelTimer(look);
            }
            last[0] = sent.get();
        });
        long ahead = Lab.await(still.future());
        // The kernel's buffers on both ends of the loopback are in it.
        assertTrue(ahead < 8L * MIB, "ran ahead by " + ahead);
        assertEquals(16 * MIB, Lab.await(lab.onLoop(() -> Lab.read(response))).body().length());
    }

    @ParameterizedTest
    @ValueSource(strings = {"sized", "streamed"})
    void cutAnswerFailsAndNeverEnds(String framing) {
        Forwarder forwarder = lab.forwarder(lab.app(request -> {
            if (framing.equals("sized")) {
                request.response().putHeader("content-length", "1000");
            } else {
                request.response().setChunked(true);
            }
            request.response().write("begun").onSuccess(sent -> request.response().reset());
        }));
        assertEquals(Reason.UPSTREAM_BROKEN, lab.refusal(forwarder, Lab.get("/")));
    }

    @Test
    void answerBeforeTheUploadIsDoneIsWhole() {
        Forwarder forwarder = lab.forwarder(lab.app(request -> request.response().setStatusCode(413).end("too large").onComplete(sent -> request.connection().close())));
        Future<Lab.Answer> answer = lab.onLoop(() -> forwarder.forward(lab.permit(),
                Lab.request("POST", "/", streamed(new Source(16, 100).holdingAt(1)))).compose(Lab::read));
        assertEquals("too large", Lab.await(answer).text());
        assertEquals(413, Lab.await(answer).status());
    }

    @Test
    void bothDirectionsStreamAtOnce() {
        Forwarder forwarder = lab.forwarder(lab.app(request -> {
            request.response().setChunked(true);
            request.handler(piece -> request.response().write(piece));
            request.endHandler(end -> request.response().putTrailer("grpc-status", "0").putTrailer("content-length", "7").putTrailer("x-postern-user", "root").end());
        }));
        Lab.Answer answer = Lab.await(lab.onLoop(() -> {
            Source source = new Source(Buffer.buffer("ping"), 2).holdingAt(1);
            return forwarder.forward(lab.permit(), Lab.request("POST", "/", streamed(source))).compose(response -> {
                Sink sink = new Sink();
                // The second piece is sent only when the first has come back.
                sink.onWrite = piece -> source.proceed();
                return response.relay(sink).map(trailers -> new Lab.Answer(response.status(), response.headers(), sink.written, trailers, response));
            });
        }));
        assertEquals("pingping", answer.text());
        assertEquals("0", answer.trailers().get("grpc-status"));
        assertEquals(1, answer.trailers().size(), answer.trailers().toString());
    }

    @Test
    void eventsArriveOneByOne() {
        Promise<Void> second = Promise.promise();
        Forwarder forwarder = lab.forwarder(lab.app(request -> {
            request.response().setChunked(true).putHeader("content-type", "text/event-stream").write("data: 1\n\n");
            second.future().onSuccess(go -> request.response().end("data: 2\n\n"));
        }));
        Promise<String> first = Promise.promise();
        Future<Lab.Answer> whole = lab.onLoop(() -> forwarder.forward(lab.permit(), Lab.get("/events")).compose(response -> {
            Sink sink = new Sink();
            sink.onWrite = piece -> first.tryComplete(piece.toString());
            return response.relay(sink).map(trailers -> new Lab.Answer(response.status(), response.headers(), sink.written, trailers, response));
        }));
        assertEquals("data: 1\n\n", Lab.await(first.future()));
        assertFalse(whole.isComplete());
        second.complete();
        assertEquals("data: 1\n\ndata: 2\n\n", Lab.await(whole).text());
    }

    @Test
    void silentUpstreamTimesOut() {
        lab.timeouts = new Timeouts(Duration.ofSeconds(10), Duration.ofMillis(200), Duration.ZERO);
        Promise<Void> reset = Promise.promise();
        Forwarder forwarder = lab.forwarder(lab.app(request -> {
            request.response().closeHandler(closed -> reset.tryComplete());
            request.response().exceptionHandler(cut -> reset.tryComplete());
        }));
        assertEquals(Reason.UPSTREAM_TIMEOUT, lab.refusal(forwarder, Lab.get("/")));
        Lab.await(reset.future());
    }

    @Test
    void firstByteClockDoesNotRunWhileTheClientIsSlowNorAfterTheHead() {
        lab.timeouts = new Timeouts(Duration.ofSeconds(10), Duration.ofMillis(200), Duration.ZERO);
        Forwarder forwarder = lab.forwarder(lab.app(request -> request.endHandler(end -> {
            request.response().setChunked(true).write("a");
            lab.vertx.setTimer(500, later -> request.response().end("b"));
        })));
        Lab.Answer answer = Lab.await(lab.onLoop(() -> {
            Source slow = new Source(Buffer.buffer("x"), 2).holdingAt(1);
            lab.vertx.setTimer(500, later -> slow.proceed());
            return forwarder.forward(lab.permit(), Lab.request("POST", "/", streamed(slow))).compose(Lab::read);
        }));
        assertEquals("ab", answer.text());
    }

    @Test
    void wholeTimeoutCutsAnAnswerThatHasBegun() {
        lab.timeouts = new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(3), Duration.ofMillis(300));
        Forwarder forwarder = lab.forwarder(lab.app(request -> request.response().setChunked(true).write("begun")));
        assertEquals(Reason.UPSTREAM_TIMEOUT, lab.refusal(forwarder, Lab.get("/")));
    }

    @Test
    void clientGoneResetsTheUpstream() {
        Promise<Void> reset = Promise.promise();
        Promise<Void> begun = Promise.promise();
        Forwarder forwarder = lab.forwarder(lab.app(request -> {
            request.response().exceptionHandler(cut -> reset.tryComplete());
            request.response().closeHandler(closed -> reset.tryComplete());
            request.response().setChunked(true).write("begun");
        }));
        Promise<Void> over = Promise.promise();
        Future<Lab.Answer> answer = lab.onLoop(() -> forwarder.forward(lab.permit(),
                Lab.request(Lab.facts("GET", MultiMap.caseInsensitiveMultiMap()), "/", new RequestBody.None(), over.future()))
                .compose(response -> {
                    begun.complete();
                    return Lab.read(response);
                }));
        Lab.await(begun.future());
        over.complete();
        assertEquals(Reason.REQUEST_MALFORMED, Lab.reason(answer));
        Lab.await(reset.future());
    }

    @Test
    void denialInTheMiddleOfAnUploadIsWhatTheForwardingFailsWith() {
        Promise<Void> reset = Promise.promise();
        AtomicBoolean ended = new AtomicBoolean();
        Promise<Void> seen = Promise.promise();
        Forwarder forwarder = lab.forwarder(lab.app(request -> {
            request.exceptionHandler(cut -> reset.tryComplete());
            request.handler(piece -> seen.tryComplete());
            request.endHandler(end -> ended.set(true));
        }));
        Future<Lab.Answer> answer = lab.onLoop(() -> {
            Source source = new Source(Buffer.buffer("4111 1111"), 2).holdingAt(1);
            seen.future().onSuccess(v -> source.fail(new RefusedException(Reason.CONTENT_REFUSED, "card number")));
            return forwarder.forward(lab.permit(), Lab.request("POST", "/", streamed(source))).compose(Lab::read);
        });
        assertEquals(Reason.CONTENT_REFUSED, Lab.reason(answer));
        Lab.await(reset.future());
        assertFalse(ended.get());
    }

    @Test
    void rotationUnderLoadFailsNoRequest() {
        Forwarder forwarder = lab.forwarder(lab.app(request -> lab.vertx.setTimer(5, later -> request.response().end(peerSerial(request)))));
        String before = lab.whole(forwarder, Lab.get("/")).text();
        AtomicBoolean stop = new AtomicBoolean();
        List<Future<Integer>> clients = java.util.stream.IntStream.range(0, 8).mapToObj(i -> lab.onLoop(() -> loop(forwarder, stop, 0))).toList();
        lab.mesh.identity.replace(lab.mesh.authority.svid(Mesh.GATEWAY));
        String after = lab.whole(forwarder, Lab.get("/")).text();
        lab.mesh.bundles = dev.postern.pki.TrustBundles.of("corp.test",
                List.of(lab.mesh.authority.certificate(), dev.postern.pki.CertificateAuthority.root("next", java.time.Clock.systemUTC()).certificate()));
        lab.whole(forwarder, Lab.get("/"));
        stop.set(true);
        assertTrue(Lab.all(clients).stream().allMatch(count -> count > 0));
        assertFalse(before.equals(after), "the new SVID is presented at once");
    }

    private Future<Integer> loop(Forwarder forwarder, AtomicBoolean stop, int done) {
        return forwarder.forward(lab.permit(), Lab.get("/")).compose(Lab::read)
                .compose(answer -> stop.get() ? Future.succeededFuture(done + 1) : loop(forwarder, stop, done + 1));
    }

    private static String peerSerial(HttpServerRequest request) {
        try {
            return ((java.security.cert.X509Certificate) request.connection().peerCertificates().getFirst()).getSerialNumber().toString();
        } catch (java.io.IOException none) {
            return "none";
        }
    }

    @Test
    void withdrawnTrustCutsWhatRestsOnIt() {
        Forwarder forwarder = lab.forwarder(lab.app(request -> request.response().setChunked(true).write("begun")));
        Promise<Void> begun = Promise.promise();
        Future<Lab.Answer> stream = lab.onLoop(() -> forwarder.forward(lab.permit(), Lab.get("/")).compose(response -> {
            begun.complete();
            return Lab.read(response);
        }));
        Lab.await(begun.future());
        lab.mesh.bundles = dev.postern.pki.TrustBundles.of("corp.test",
                List.of(dev.postern.pki.CertificateAuthority.root("next", java.time.Clock.systemUTC()).certificate()));
        lab.upstreams.sweep();
        assertEquals(Reason.UPSTREAM_UNTRUSTED, lab.refusal(forwarder, Lab.get("/")));
        assertEquals(Reason.UPSTREAM_BROKEN, Lab.reason(stream));
    }

    @Test
    void rotationCutsNothingThatIsStillTrusted() {
        Promise<Void> go = Promise.promise();
        Forwarder forwarder = lab.forwarder(lab.app(request -> {
            request.response().setChunked(true).write("begun ");
            go.future().onSuccess(v -> request.response().end("ended"));
        }));
        Promise<Void> begun = Promise.promise();
        Future<Lab.Answer> stream = lab.onLoop(() -> forwarder.forward(lab.permit(), Lab.get("/")).compose(response -> {
            begun.complete();
            return Lab.read(response);
        }));
        Lab.await(begun.future());
        lab.mesh.identity.replace(lab.mesh.authority.svid(Mesh.GATEWAY));
        lab.mesh.bundles = dev.postern.pki.TrustBundles.of("corp.test",
                List.of(dev.postern.pki.CertificateAuthority.root("next", java.time.Clock.systemUTC()).certificate(), lab.mesh.authority.certificate()));
        lab.upstreams.sweep();
        lab.vertx.setTimer(Bounds.DISTRUST_GRACE.plusMillis(500).toMillis(), later -> go.complete());
        assertEquals("begun ended", Lab.await(stream).text());
    }
}
