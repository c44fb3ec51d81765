package dev.postern.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.exchange.Denial;
import dev.postern.exchange.Reason;
import dev.postern.inspect.Direction;
import dev.postern.inspect.Inspection.Mode;
import dev.postern.inspect.Verdict;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonObject;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What goes wrong in gateways that look right: late identification, late verdicts, uploads that run ahead, answers cut short. */
@QuarkusTest
@Tag("quarkus")
final class TrapsTest {

    private static final Optional<String> LAPTOP = Optional.of("laptop");
    private static final int UPLOAD_BYTES = 16 * 1024 * 1024;

    @RegisterExtension
    final Lab lab = new Lab();

    private MultiMap alice() {
        return MultiMap.caseInsensitiveMultiMap().addAll(Lab.bearer(lab.token("alice")));
    }

    private HttpClientRequest upload(HttpVersion version) throws Exception {
        return Pouring.open(lab.client(version, LAPTOP), "/", Lab.bearer(lab.token("alice")));
    }

    private static String sha256(byte[] octets) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(octets));
    }

    private static void describe(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            try {
                request.response().end(new JsonObject().put("sha256", sha256(body.getBytes())).put("text", body.length() < 100 ? body.toString() : "")
                        .put("length", request.getHeader("content-length")).put("coding", request.getHeader("transfer-encoding")).encode());
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException(impossible);
            }
        });
    }

    @ParameterizedTest
    @EnumSource(value = HttpVersion.class, names = {"HTTP_1_1", "HTTP_2"})
    void anUploadArrivesWholeThoughIdentificationIsSlow(HttpVersion version) throws Exception {
        int upstream = lab.upstream(TrapsTest::describe);
        lab.people.slow(Duration.ofSeconds(4));
        lab.start(Lab.app(upstream, ", body-bytes: 0"));
        byte[] content = new byte[UPLOAD_BYTES];
        new Random(7).nextBytes(content);
        Future<Call> answer = Call.start(lab.client(version, LAPTOP), HttpMethod.POST, "/", alice(), Buffer.buffer(content));
        Lab.until("the keys to be asked for", () -> lab.people.asked("/jwks") == 1);
        assertFalse(answer.isComplete(), "identification is under way");
        assertEquals(sha256(content), Lab.await(answer).json().getString("sha256"));
        Lab.until("its event", () -> lab.events().size() == 1);
        assertTrue(lab.events().getFirst().getInteger("duration") > 300, "the request did wait for the keys: " + lab.events());
    }

    @ParameterizedTest
    @EnumSource(value = HttpVersion.class, names = {"HTTP_1_1", "HTTP_2"})
    void aDenialInTheMiddleOfAnUploadIsARefusalAndNotABrokenUpstream(HttpVersion version) throws Exception {
        Promise<Buffer> first = Promise.promise();
        Promise<Throwable> cut = Promise.promise();
        int upstream = lab.upstream(request -> {
            request.exceptionHandler(cut::tryComplete);
            request.endHandler(whole -> cut.tryFail("the upstream saw a whole request"));
            request.handler(first::tryComplete);
        });
        lab.start(Lab.app(upstream, Probe.ON), Probe.forSecrets(Direction.REQUEST, Mode.STREAM));
        HttpClientRequest request = upload(version);
        Future<Call> answer = Pouring.whole(request.response());
        request.write("harmless");
        assertEquals("harmless", Lab.await(first.future()).toString());
        request.write("a secret");
        assertEquals("403 content.refused", Lab.await(answer).status() + " " + Lab.await(answer).reason());
        Lab.await(cut.future());
        Lab.until("its event", () -> lab.events().size() == 1);
        assertEquals("content.refused", lab.events().getFirst().getJsonObject("postern").getString("reason"));
    }

    @ParameterizedTest
    @EnumSource(value = HttpVersion.class, names = {"HTTP_1_1", "HTTP_2"})
    void whatIsHeldReachesNoUpstreamBeforeTheVerdict(HttpVersion version) throws Exception {
        AtomicInteger asked = new AtomicInteger();
        int upstream = lab.upstream(request -> asked.incrementAndGet());
        lab.start(Lab.app(upstream, Probe.ON), Probe.forSecrets(Direction.REQUEST, Mode.HOLD));
        HttpClientRequest request = upload(version);
        Future<Call> answer = Pouring.whole(request.response());
        request.write("harmless");
        request.end("a secret");
        assertEquals("403 content.refused", Lab.await(answer).status() + " " + Lab.await(answer).reason());
        assertEquals(0, asked.get());
    }

    /** Without a body the head is all there is, so streaming must not have let it go before the last verdict. */
    @ParameterizedTest
    @EnumSource(Mode.class)
    void aRequestWithoutABodyReachesNoUpstreamBeforeTheLastVerdict(Mode mode) throws Exception {
        AtomicInteger asked = new AtomicInteger();
        int upstream = lab.upstream(request -> asked.incrementAndGet());
        Probe probe = new Probe(Direction.REQUEST, mode);
        probe.end = () -> Future.succeededFuture(new Verdict.Deny(Denial.of(Reason.CONTENT_REFUSED, "seen it all")));
        lab.start(Lab.app(upstream, Probe.ON), probe);
        assertEquals("content.refused", Call.get(lab.client(HttpVersion.HTTP_2, LAPTOP), "/", Lab.bearer(lab.token("alice"))).reason());
        assertEquals(0, asked.get());
    }

    @ParameterizedTest
    @CsvSource({"HTTP_1_1, http/1.1", "HTTP_2, http/1.1", "HTTP_1_1, http/2", "HTTP_2, http/2"})
    void anUploadRunsHardlyAheadOfAnUpstreamThatDoesNotRead(HttpVersion version, String protocol) throws Exception {
        int upstream = lab.upstream(HttpServerRequest::pause);
        lab.start(Lab.app(upstream, ", body-bytes: 0, timeouts: {first-byte: 2s}").replace("expect:", "protocol: " + protocol + ", expect:"));
        HttpClientRequest request = upload(version);
        Future<Call> answer = Pouring.whole(request.response());
        Pouring.into(request, UPLOAD_BYTES);
        assertEquals("504 upstream.timeout", Lab.await(answer).status() + " " + Lab.await(answer).reason());
        Lab.until("its event", () -> lab.events().size() == 1);
        long taken = lab.events().getFirst().getJsonObject("traffic").getLong("bytes_in");
        assertTrue(taken > 0 && taken <= 2 * 1024 * 1024, "the gateway took " + taken + " octets that the upstream did not");
        lab.assertClosesInTime();
    }

    @ParameterizedTest
    @EnumSource(value = HttpVersion.class, names = {"HTTP_1_1", "HTTP_2"})
    void aDenialInTheMiddleOfAnAnswerCutsItVisibly(HttpVersion version) throws Exception {
        Promise<Void> goOn = Promise.promise();
        int upstream = lab.upstream(request -> {
            request.response().setChunked(true).write("harmless");
            goOn.future().onSuccess(go -> request.response().end("a secret"));
        });
        lab.start(Lab.app(upstream, Probe.ON), Probe.forSecrets(Direction.RESPONSE, Mode.STREAM));
        Buffer seen = Buffer.buffer();
        Promise<Void> first = Promise.promise();
        Promise<Void> ended = Promise.promise();
        HttpClientRequest request = Lab.await(lab.client(version, LAPTOP).request(HttpMethod.GET, "/"));
        request.headers().addAll(alice());
        Future<HttpClientResponse> head = request.send().onSuccess(response -> response.exceptionHandler(ended::tryFail).endHandler(ended::tryComplete)
                .handler(piece -> {
                    seen.appendBuffer(piece);
                    first.tryComplete();
                }));
        assertEquals(200, Lab.await(head).statusCode());
        Lab.await(first.future());
        goOn.complete();
        assertThrows(ExecutionException.class, () -> Lab.await(ended.future()), "an answer that was cut looks whole");
        assertEquals("harmless", seen.toString());
        Lab.until("its event", () -> lab.events().size() == 1);
        JsonObject told = lab.events().getFirst().getJsonObject("postern");
        assertEquals("content.response-refused ended", told.getString("reason") + ' ' + told.getString("end"));
    }

    @ParameterizedTest
    @CsvSource({"HTTP_1_1, STREAM", "HTTP_2, STREAM", "HTTP_1_1, HOLD", "HTTP_2, HOLD"})
    void aDenialBeforeTheFirstOctetOfAnAnswerIsAnAnswer(HttpVersion version, Mode mode) throws Exception {
        int upstream = lab.upstream(request -> request.response().putHeader("x-inside", "yes").end("a secret"));
        lab.start(Lab.app(upstream, Probe.ON), Probe.forSecrets(Direction.RESPONSE, mode));
        Call answer = Call.get(lab.client(version, LAPTOP), "/", Lab.bearer(lab.token("alice")));
        assertEquals("502 content.response-refused", answer.status() + " " + answer.reason());
        assertNull(answer.headers().get("x-inside"), "nothing of the refused answer passes");
    }

    @ParameterizedTest
    @CsvSource({"HTTP_1_1, STREAM", "HTTP_2, STREAM", "HTTP_1_1, HOLD", "HTTP_2, HOLD"})
    void aReplacedRequestHasTheLengthItHas(HttpVersion version, Mode mode) throws Exception {
        int upstream = lab.upstream(TrapsTest::describe);
        lab.start(Lab.app(upstream, Probe.ON).replace("expect:", "protocol: http/1.1, expect:"), Probe.doubling(Direction.REQUEST, mode));
        JsonObject seen = Call.send(lab.client(version, LAPTOP), HttpMethod.POST, "/", alice(), Buffer.buffer("hello")).json();
        assertEquals("hellohello", seen.getString("text"));
        assertEquals(mode == Mode.HOLD ? "10 null" : "null chunked", seen.getString("length") + ' ' + seen.getString("coding"));
        JsonObject empty = Call.send(lab.client(version, LAPTOP), HttpMethod.GET, "/", alice(), Buffer.buffer()).json();
        assertEquals("null null", empty.getString("length") + ' ' + empty.getString("coding"), "no body is made where there was none");
    }

    @ParameterizedTest
    @CsvSource({"HTTP_1_1, STREAM", "HTTP_2, STREAM", "HTTP_1_1, HOLD", "HTTP_2, HOLD"})
    void aReplacedAnswerHasTheLengthItHas(HttpVersion version, Mode mode) throws Exception {
        int upstream = lab.upstream(request -> request.response().putHeader("etag", "\"5\"").putHeader("content-length", "5")
                .end(request.method() == HttpMethod.HEAD ? "" : "hello"));
        lab.start(Lab.app(upstream, Probe.ON), Probe.doubling(Direction.RESPONSE, mode));
        Call answer = Call.get(lab.client(version, LAPTOP), "/", Lab.bearer(lab.token("alice")));
        assertEquals("hellohello", answer.body().toString());
        assertEquals(mode == Mode.HOLD ? "10" : null, answer.headers().get("content-length"));
        assertNull(answer.headers().get("etag"), "it named the octets of another answer");
        Call head = Call.send(lab.client(version, LAPTOP), HttpMethod.HEAD, "/", alice(), Buffer.buffer());
        assertEquals(200, head.status());
        assertNull(head.headers().get("content-length"), "nobody knows what a GET would have had");
    }

    private static List<Consumer<Probe>> failures() {
        IllegalStateException broken = new IllegalStateException("quotes the content");
        return List.of(
                probe -> probe.begin = () -> { throw broken; },
                probe -> probe.head = () -> { throw broken; },
                probe -> probe.head = () -> Future.failedFuture(broken),
                probe -> probe.head = () -> null,
                probe -> probe.body = piece -> { throw broken; },
                probe -> probe.body = piece -> Future.failedFuture(broken),
                probe -> probe.body = piece -> Future.succeededFuture(new Verdict.Replace(piece)),
                probe -> probe.end = () -> { throw broken; },
                probe -> probe.end = () -> Future.failedFuture(broken),
                probe -> probe.end = () -> Future.succeededFuture(Verdict.HOLD));
    }

    @ParameterizedTest
    @CsvSource({"REQUEST, STREAM, 413 content.uninspected", "REQUEST, HOLD, 413 content.uninspected", "RESPONSE, HOLD, 502 content.response-refused"})
    void whatCouldNotBeInspectedDoesNotPass(Direction direction, Mode mode, String refusal) throws Exception {
        int upstream = lab.upstream(TrapsTest::describe);
        Probe[] probe = {new Probe(direction, mode)};
        lab.start(Lab.app(upstream, Probe.ON), Probe.current(() -> probe[0]));
        var client = lab.client(HttpVersion.HTTP_2, LAPTOP);
        assertEquals(200, Call.send(client, HttpMethod.POST, "/", alice(), Buffer.buffer("hello")).status());
        for (Consumer<Probe> failure : failures()) {
            probe[0] = new Probe(direction, mode);
            failure.accept(probe[0]);
            Call answer = Call.send(client, HttpMethod.POST, "/", alice(), Buffer.buffer("hello"));
            assertEquals(refusal, answer.status() + " " + answer.reason());
            assertFalse(answer.body().toString().contains("quotes"), answer.body().toString());
        }
    }

    @Test
    void anInspectorThatNobodyHasIsAnErrorOfTheConfiguration() throws Exception {
        int upstream = lab.upstream(TrapsTest::describe);
        var invalid = assertThrows(dev.postern.config.InvalidConfigException.class, () -> lab.start(Lab.app(upstream, ", inspect: {sandbox: pci}")));
        assertTrue(invalid.getMessage().contains("there is no inspector 'sandbox'"), invalid.getMessage());
    }
}
