package dev.postern.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.inspect.Direction;
import dev.postern.inspect.Inspection.Mode;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Exchanges that last: events, gRPC, early answers, and what becomes of them when one side goes away. */
@QuarkusTest
@Tag("quarkus")
final class StreamingTest {

    private static final Optional<String> LAPTOP = Optional.of("laptop");

    @RegisterExtension
    final Lab lab = new Lab();

    private Map<String, String> alice() {
        return Lab.bearer(lab.token("alice"));
    }

    private JsonObject event() throws Exception {
        Lab.until("its event", () -> lab.events().size() == 1);
        return lab.events().getFirst();
    }

    /** An answer whose pieces can be awaited one by one; {@code end} or {@code cut} comes last. */
    private record Heard(HttpClientRequest request, Future<HttpClientResponse> head, BlockingQueue<String> pieces) {

        static Heard by(HttpClientRequest request) {
            BlockingQueue<String> pieces = new LinkedBlockingQueue<>();
            Future<HttpClientResponse> head = request.response().onSuccess(response -> response.handler(piece -> {
                if (piece.length() > 0) {
                    pieces.add(piece.toString());
                }
            }).endHandler(end -> pieces.add("end")).exceptionHandler(cut -> pieces.add("cut")));
            return new Heard(request, head, pieces);
        }

        String next() throws InterruptedException {
            String piece = pieces.poll(Lab.PATIENCE_SECONDS, TimeUnit.SECONDS);
            return piece == null ? "nothing" : piece;
        }
    }

    private Heard get(HttpVersion version) throws Exception {
        HttpClientRequest request = Lab.await(lab.client(version, LAPTOP).request(HttpMethod.GET, "/"));
        request.headers().addAll(MultiMap.caseInsensitiveMultiMap().addAll(alice()));
        Heard heard = Heard.by(request);
        request.end();
        return heard;
    }

    @ParameterizedTest
    @EnumSource(value = HttpVersion.class, names = {"HTTP_1_1", "HTTP_2"})
    void eventsArriveAsTheyAreSent(HttpVersion version) throws Exception {
        Promise<HttpServerRequest> asked = Promise.promise();
        int upstream = lab.upstream(request -> {
            request.response().putHeader("content-type", "text/event-stream").setChunked(true).writeHead();
            asked.complete(request);
        });
        lab.start(Lab.app(upstream, ""));
        Heard heard = get(version);
        assertEquals("text/event-stream", Lab.await(heard.head()).getHeader("content-type"), "the head comes while the stream is silent");
        HttpServerRequest request = Lab.await(asked.future());
        for (String piece : List.of("data: one\n\n", "data: two\n\n", ": still here\n\n")) {
            request.response().write(piece);
            assertEquals(piece, heard.next());
        }
        request.response().end();
        assertEquals("end", heard.next());
        assertEquals("completed", end(event()));
    }

    /** An inspector may refuse what comes first, but not keep a silent stream from beginning. */
    @Test
    void aStreamUnderInspectionBeginsThoughItIsSilent() throws Exception {
        int upstream = lab.upstream(request -> request.response().putHeader("content-type", "text/event-stream").setChunked(true).writeHead());
        lab.start(Lab.app(upstream, Probe.ON), Probe.forSecrets(Direction.RESPONSE, Mode.STREAM));
        assertEquals(200, Lab.await(get(HttpVersion.HTTP_2).head()).statusCode());
    }

    private static void grpc(HttpServerRequest request) {
        request.response().putHeader("content-type", "application/grpc").putHeader("x-te", String.valueOf(request.getHeader("te")));
        if (request.path().endsWith("/Missing")) {
            request.response().putHeader("grpc-status", "12").putHeader("grpc-message", "unimplemented").end();
            return;
        }
        request.response().setChunked(true).writeHead();
        request.handler(request.response()::write);
        request.endHandler(end -> request.response().putTrailer("grpc-status", "0").putTrailer("grpc-message", "fine").end());
    }

    @Test
    void grpcGoesBothWaysAtOnceAndItsTrailersArrive() throws Exception {
        lab.start(Lab.app(lab.upstream(StreamingTest::grpc), ""));
        Map<String, String> fields = new TreeMap<>(alice());
        fields.putAll(Map.of("content-type", "application/grpc", "te", "trailers"));
        HttpClientRequest request = Pouring.open(lab.client(HttpVersion.HTTP_2, LAPTOP), "/ledger.Ledger/Watch", fields);
        Heard heard = Heard.by(request);
        HttpClientResponse head = Lab.await(heard.head());
        assertEquals("application/grpc trailers", head.getHeader("content-type") + ' ' + head.getHeader("x-te"));
        for (String message : List.of("one", "two")) {
            request.write(message);
            assertEquals(message, heard.next());
        }
        request.end();
        assertEquals("end", heard.next());
        assertEquals("0 fine", head.getTrailer("grpc-status") + ' ' + head.getTrailer("grpc-message"));
    }

    /** A gRPC client takes an answer of trailers alone for one only when its one block of headers ends the stream. */
    @Test
    void anAnswerOfTrailersAloneStaysOne() throws Exception {
        lab.start(Lab.app(lab.upstream(StreamingTest::grpc), ""));
        Map<String, String> fields = new TreeMap<>(alice());
        fields.putAll(Map.of("content-type", "application/grpc", "te", "trailers"));
        Call answer = Call.get(lab.client(HttpVersion.HTTP_2, LAPTOP), "/ledger.Ledger/Missing", fields);
        assertEquals("200 12", answer.status() + " " + answer.headers().get("grpc-status"));
        fields.putAll(Map.of(":method", "GET", ":scheme", "https", ":authority", "localhost:" + lab.port(), ":path", "/ledger.Ledger/Missing"));
        try (SSLSocket socket = lab.rawTls()) {
            assertEquals(List.of("HEADERS+END"), H2Frames.ofAnswer(socket, fields));
        }
    }

    @ParameterizedTest
    @EnumSource(value = HttpVersion.class, names = {"HTTP_1_1", "HTTP_2"})
    void anAnswerMayComeBeforeTheUploadIsDone(HttpVersion version) throws Exception {
        int upstream = lab.upstream(request -> request.response().setStatusCode(409).end("not now"));
        lab.start(Lab.app(upstream, ", body-bytes: 0"));
        HttpClientRequest request = Pouring.open(lab.client(version, LAPTOP), "/", alice());
        Future<Call> answer = Pouring.whole(request.response());
        request.exceptionHandler(stopped -> { });
        request.write("begun");
        assertEquals("409 not now", Lab.await(answer).status() + " " + Lab.await(answer).body());
        assertEquals("completed", end(event()));
    }

    @ParameterizedTest
    @CsvSource({"HTTP_1_1, http/1.1, 100", "HTTP_2, http/1.1, 100", "HTTP_1_1, http/1.1, 0", "HTTP_2, http/1.1, 0", "HTTP_1_1, http/2, 100", "HTTP_2, http/2, 100", "HTTP_1_1, http/2, 0", "HTTP_2, http/2, 0"})
    void anAnswerThatIsCutNeverLooksWhole(HttpVersion version, String protocol, int length) throws Exception {
        Promise<Void> cut = Promise.promise();
        int upstream = lab.upstream(request -> {
            if (length > 0) {
                request.response().putHeader("content-length", Integer.toString(length));
            } else {
                request.response().setChunked(true);
            }
            request.response().write("half of it");
            cut.future().onSuccess(now -> request.connection().close());
        });
        lab.start(Lab.app(upstream, "").replace("expect:", "protocol: " + protocol + ", expect:"));
        Heard heard = get(version);
        assertEquals("half of it", heard.next());
        cut.complete();
        assertEquals("cut", heard.next());
        JsonObject told = event().getJsonObject("postern");
        assertEquals("upstream.broken ended", told.getString("reason") + ' ' + told.getString("end"));
    }

    @ParameterizedTest
    @EnumSource(value = HttpVersion.class, names = {"HTTP_1_1", "HTTP_2"})
    void anAnswerThatIsCutBeforeItBeginsIsARefusal(HttpVersion version) throws Exception {
        int upstream = lab.upstream(request -> request.connection().close());
        lab.start(Lab.app(upstream, ""));
        assertEquals("upstream.broken", Call.get(lab.client(version, LAPTOP), "/", alice()).reason());
        assertEquals("upstream.broken", event().getJsonObject("postern").getString("reason"));
    }

    @ParameterizedTest
    @CsvSource({"HTTP_1_1, http/1.1", "HTTP_2, http/1.1", "HTTP_1_1, http/2", "HTTP_2, http/2"})
    void aClientThatGoesAwayTakesItsExchangeAlong(HttpVersion version, String protocol) throws Exception {
        Promise<Void> reset = Promise.promise();
        int upstream = lab.upstream(request -> {
            if (request.path().equals("/short")) {
                request.response().end("done");
                return;
            }
            request.response().exceptionHandler(gone -> reset.tryComplete()).closeHandler(gone -> reset.tryComplete());
            request.exceptionHandler(gone -> reset.tryComplete());
            request.response().setChunked(true).write("begun");
        });
        lab.start(Lab.app(upstream, ", limits: [one]").replace("expect:", "protocol: " + protocol + ", expect:")
                + "limits: [{name: one, by: user, concurrency: 1}]\n");
        HttpClient other = lab.client(version, LAPTOP);
        Heard heard = get(version);
        assertEquals("begun", heard.next());
        assertEquals("limit.concurrency", Call.get(other, "/short", alice()).reason(), "the first one is still open");
        heard.request().reset();
        Lab.await(reset.future());
        Lab.until("the lease to be given back", () -> Call.get(other, "/short", alice()).status() == 200);
        Lab.until("the event of the first", () -> lab.events().stream().anyMatch(e -> path(e).equals("/")));
        assertEquals(List.of("/ client_cut"), lab.events().stream().filter(e -> !end(e).equals("completed")).map(e -> path(e) + ' ' + end(e)).toList(), lab.events().toString());
    }

    private static String path(JsonObject event) {
        return event.getJsonObject("http_request").getJsonObject("url").getString("path");
    }

    private static String end(JsonObject event) {
        return event.getJsonObject("postern").getString("end");
    }

    /** Nobody is there to be answered that the body was cut. */
    @ParameterizedTest
    @EnumSource(value = HttpVersion.class, names = {"HTTP_1_1", "HTTP_2"})
    void anUploadThatItsClientGivesUpIsRecordedAsThat(HttpVersion version) throws Exception {
        Promise<Void> begun = Promise.promise();
        int upstream = lab.upstream(request -> request.handler(piece -> begun.tryComplete()));
        lab.start(Lab.app(upstream, ""));
        HttpClientRequest request = Lab.await(lab.client(version, LAPTOP).request(HttpMethod.POST, "/"));
        alice().forEach(request::putHeader);
        request.exceptionHandler(reset -> { }).putHeader("content-length", "100000").write("the first of it");
        Lab.await(begun.future());
        request.reset(8);
        JsonObject told = event();
        assertEquals("client_cut 0", end(told) + ' ' + told.getJsonObject("http_response").getInteger("code"), told.toString());
        assertEquals("", told.getJsonObject("postern").getString("reason"));
    }

    /** A client that goes while it is being identified leaves nothing behind. */
    @Test
    void aClientThatGoesBeforeTheDecisionReachesNoUpstream() throws Exception {
        int[] asked = {0};
        int upstream = lab.upstream(request -> asked[0]++);
        lab.people.slow(java.time.Duration.ofSeconds(4));
        lab.start(Lab.app(upstream, ", limits: [one]") + "limits: [{name: one, by: user, concurrency: 1}]\n");
        Heard heard = get(HttpVersion.HTTP_2);
        Lab.until("the keys to be asked for", () -> lab.people.asked("/jwks") == 1);
        Thread.sleep(100); // so that the request is there; without it the test shows less, not something else
        heard.request().reset();
        assertThrows(ExecutionException.class, () -> Lab.await(heard.head()));
        assertEquals("client_cut", end(event()));
        lab.people.behave();
        Lab.until("the keys", () -> lab.people.asked("/jwks") >= 1);
        assertEquals(0, asked[0]);
        assertTrue(lab.events().size() == 1);
    }
}
