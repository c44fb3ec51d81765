package dev.postern.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.trace.SpanCollector;
import dev.postern.trace.SpanCollector.Received;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Traces as the client, the upstream and a collector meet them. */
@QuarkusTest
@Tag("quarkus")
final class TracesTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String PARENT = "00f067aa0ba902b7";
    private static final String SAMPLED = "00-" + TRACE + '-' + PARENT + "-01";
    private static final int INTERNAL = 1;
    private static final int SERVER = 2;
    private static final int CLIENT = 3;
    private static final Optional<String> NONE = Optional.empty();

    @RegisterExtension
    final Lab lab = new Lab();

    private SpanCollector collector;
    /** The headers that the upstream saw, of each request. */
    private final List<MultiMap> seen = new CopyOnWriteArrayList<>();

    @BeforeEach
    void lab() throws Exception {
        collector = new SpanCollector(Optional.empty());
    }

    @AfterEach
    void close() throws Exception {
        lab.stop();
        collector.close();
    }

    private int upstream() throws Exception {
        return lab.upstream(request -> {
            seen.add(MultiMap.caseInsensitiveMultiMap().addAll(request.headers()));
            if (request.path().equals("/events") || request.path().equals("/up")) {
                OpenStream.serve(request);
            } else {
                request.response().end("fine");
            }
        });
    }

    private void start(String app, String traces) throws Exception {
        lab.start(app + "\ntelemetry: {traces: {endpoint: \"" + collector.uri() + "\"" + traces + "}}\n");
    }

    private String traceparent() {
        return String.join(" ", seen.getLast().getAll("traceparent"));
    }

    private Map<String, String> alice(String... more) {
        Map<String, String> headers = new java.util.HashMap<>(Lab.bearer(lab.token("alice")));
        for (int i = 0; i < more.length; i += 2) {
            headers.put(more[i], more[i + 1]);
        }
        return headers;
    }

    private List<Received> spans(int kind, int number) throws Exception {
        Lab.until(number + " spans of kind " + kind + ", and not just " + collector.ofKind(kind), () -> collector.ofKind(kind).size() >= number);
        return collector.ofKind(kind);
    }

    @ParameterizedTest
    @EnumSource(value = HttpVersion.class, names = {"HTTP_1_1", "HTTP_2"})
    void aTraceGoesFromTheClientThroughTheGatewayToTheUpstream(HttpVersion version) throws Exception {
        start(Lab.app(upstream(), ""), "");
        assertEquals(200, Call.get(lab.client(version, NONE), "/a/b?q=1", alice("traceparent", SAMPLED, "tracestate", "rojo=1")).status());
        Received server = spans(SERVER, 1).getFirst();
        Received client = spans(CLIENT, 1).getFirst();
        assertEquals(TRACE, server.trace());
        assertEquals(PARENT, server.parent());
        assertEquals(server.id(), client.parent());
        assertEquals("00-" + TRACE + '-' + client.id() + "-01", traceparent(), "the upstream is told of our CLIENT span");
        assertEquals("rojo=1", seen.getLast().get("tracestate"));
        assertEquals(List.of("identify", "decide", "admit"), spans(INTERNAL, 3).stream().map(Received::name).toList());
        collector.spans.forEach(span -> assertEquals(TRACE, span.trace()));
        assertTrue(spans(INTERNAL, 3).stream().allMatch(span -> span.parent().equals(server.id()) && span.begin() >= server.begin() && span.end() <= server.end()));
        attributes(server, client, version);
        JsonObject event = lab.events().getLast();
        assertEquals(TRACE, event.getJsonObject("metadata").getString("correlation_uid"));
        assertEquals(event.getJsonObject("metadata").getString("uid"), server.said("postern.exchange"));
    }

    private void attributes(Received server, Received client, HttpVersion version) {
        assertEquals("GET /", server.name());
        Map<String, String> expected = Map.of("http.request.method", "GET", "url.scheme", "https", "url.path", "/a/b", "url.query", "q=REDACTED", "server.address", "localhost",
                "server.port", String.valueOf(lab.port()), "network.protocol.version", version == HttpVersion.HTTP_2 ? "2" : "1.1", "http.response.status_code", "200",
                "http.route", "/", "postern.decision", "allow");
        expected.forEach((key, value) -> assertEquals(value, server.said(key), key));
        assertEquals("", server.said("error.type"));
        assertTrue(client.said("url.full").matches("https://127\\.0\\.0\\.1:[0-9]+/a/b\\?q=REDACTED"), client.said("url.full"));
        assertEquals("200", client.said("http.response.status_code"));
        assertEquals("", client.said("error.type"), "what was answered whole has not failed");
        assertEquals("app", client.said("postern.upstream"));
    }

    @Test
    void somebodyUnknownJoinsNothingAndCannotHaveItselfRecorded() throws Exception {
        start(Lab.app(upstream(), "").replace("groups: [finance]", "anyone: true"), ", sample-one-in: 0");
        assertEquals(200, Call.get(lab.client(HttpVersion.HTTP_2, NONE), "/", Map.of("traceparent", SAMPLED, "tracestate", "a=1", "b3", "1", "baggage", "k=v")).status());
        assertTrue(traceparent().endsWith("-00"), traceparent());
        assertFalse(traceparent().contains(TRACE), "a trace of its own: " + traceparent());
        List.of("tracestate", "b3", "baggage").forEach(name -> assertFalse(seen.getLast().contains(name), name));
        String id = lab.events().getLast().getJsonObject("metadata").getString("uid");
        assertTrue(traceparent().startsWith("00-" + id + '-'), "the exchange's id is the trace's");
        assertEquals(200, Call.get(lab.client(HttpVersion.HTTP_2, NONE), "/", alice("traceparent", SAMPLED, "b3", "1")).status());
        assertEquals("1", seen.getLast().get("b3"));
        spans(SERVER, 1);
        assertEquals(1, collector.ofKind(SERVER).size(), "of the two, the one by alice");
    }

    @Test
    void anUnknownClientsTraceIsALink() throws Exception {
        start(Lab.app(upstream(), "").replace("groups: [finance]", "anyone: true"), ", sample-one-in: 1");
        assertEquals(200, Call.get(lab.client(HttpVersion.HTTP_2, NONE), "/", Map.of("traceparent", SAMPLED)).status());
        Received server = spans(SERVER, 1).getFirst();
        assertNotEquals(TRACE, server.trace());
        assertEquals("", server.parent());
        assertEquals(TRACE, server.json().getJsonArray("links").getJsonObject(0).getString("traceId"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"00-" + TRACE + '-' + PARENT + "-1", "junk", "00-" + TRACE + '-' + PARENT + "-01-more", "ff-" + TRACE + '-' + PARENT + "-01"})
    void aMalformedOneBeginsATraceAndIsNotPassedOn(String malformed) throws Exception {
        start(Lab.app(upstream(), ""), ", sample-one-in: 1, trust-parent: always");
        assertEquals(200, Call.get(lab.client(HttpVersion.HTTP_1_1, NONE), "/", alice("traceparent", malformed, "tracestate", "a=1")).status());
        Received server = spans(SERVER, 1).getFirst();
        assertNotEquals(TRACE, server.trace());
        assertEquals("", server.parent());
        assertEquals("00-" + server.trace() + '-' + spans(CLIENT, 1).getFirst().id() + "-01", traceparent());
        assertFalse(seen.getLast().contains("tracestate"));
    }

    @Test
    void twoOrAHugeOneBeginATrace() throws Exception {
        start(Lab.app(upstream(), ""), ", sample-one-in: 1, trust-parent: always");
        MultiMap twice = MultiMap.caseInsensitiveMultiMap().addAll(alice()).add("traceparent", SAMPLED).add("TraceParent", SAMPLED);
        assertEquals(200, Call.send(lab.client(HttpVersion.HTTP_1_1, NONE), HttpMethod.GET, "/", twice, Buffer.buffer()).status());
        assertFalse(traceparent().contains(TRACE), traceparent());
        assertEquals(55, traceparent().length());
        assertEquals(200, Call.get(lab.client(HttpVersion.HTTP_1_1, NONE), "/", alice("traceparent", "01" + SAMPLED.substring(2) + "-" + "x".repeat(20_000))).status());
        assertFalse(traceparent().contains(TRACE), traceparent());
    }

    @Test
    void withoutTelemetryTheTraceOfSomebodyKnownPassesAndNoOther() throws Exception {
        lab.start(Lab.app(upstream(), "").replace("groups: [finance]", "anyone: true"));
        Call.get(lab.client(HttpVersion.HTTP_2, NONE), "/", Map.of("traceparent", SAMPLED, "tracestate", "a=1"));
        assertEquals("", traceparent());
        assertFalse(seen.getLast().contains("tracestate"));
        Call.get(lab.client(HttpVersion.HTTP_2, NONE), "/", alice("traceparent", SAMPLED, "tracestate", "a=1"));
        assertEquals(SAMPLED, traceparent());
        assertEquals("a=1", seen.getLast().get("tracestate"));
        Call.get(lab.client(HttpVersion.HTTP_2, NONE), "/", alice("traceparent", SAMPLED + "-", "tracestate", "a=1"));
        assertEquals("", traceparent());
        Lab.until("three events", () -> lab.events().size() == 3);
        assertEquals(List.of(TRACE), lab.events().stream().map(event -> event.getJsonObject("metadata").getString("correlation_uid")).filter(Objects::nonNull).toList());
    }

    @Test
    void everyTryIsASpanOfItsOwn() throws Exception {
        List<String> told = new CopyOnWriteArrayList<>();
        int shaky = lab.upstream((HttpServerRequest request) -> {
            told.add(request.getHeader("traceparent"));
            request.response().setStatusCode(told.size() == 1 ? 503 : 200).end();
        });
        start(Lab.app(shaky, "").replace("expect:", "retry: {on: [503]}, expect:"), ", sample-one-in: 1");
        assertEquals(200, Call.get(lab.client(HttpVersion.HTTP_2, NONE), "/", alice()).status());
        List<Received> tries = spans(CLIENT, 2);
        Received server = spans(SERVER, 1).getFirst();
        assertEquals(List.of("503", "200"), tries.stream().map(one -> one.said("http.response.status_code")).toList());
        assertEquals(List.of("", "1"), tries.stream().map(one -> one.said("http.request.resend_count")).toList());
        assertEquals(List.of("503", ""), tries.stream().map(one -> one.said("error.type")).toList());
        assertEquals(tries.stream().map(one -> "00-" + server.trace() + '-' + one.id() + "-01").toList(), told);
        assertTrue(tries.stream().allMatch(one -> one.parent().equals(server.id())));
        assertEquals("200", server.said("http.response.status_code"));
    }

    @Test
    void aConnectionThatDoesNotComeAboutIsATryToo() throws Exception {
        start(Lab.app(1, ""), ", sample-one-in: 1");
        assertEquals(502, Call.get(lab.client(HttpVersion.HTTP_2, NONE), "/", alice()).status());
        assertEquals("upstream.unreachable", spans(CLIENT, 1).getFirst().said("error.type"));
        Received server = spans(SERVER, 1).getFirst();
        assertEquals("upstream.unreachable", server.said("error.type"));
        assertEquals(2, server.json().getJsonObject("status").getInteger("code"));
    }

    @Test
    void aRefusalIsNoError() throws Exception {
        start(Lab.app(upstream(), ""), ", sample-one-in: 1");
        assertEquals(404, Call.get(lab.client(HttpVersion.HTTP_2, NONE), "/", Lab.bearer(lab.token("bob"))).status());
        Received server = spans(SERVER, 1).getFirst();
        assertEquals("refuse", server.said("postern.decision"));
        assertEquals("policy.no-rule", server.said("postern.reason"));
        assertFalse(server.json().containsKey("status"));
        assertEquals(List.of(), collector.ofKind(CLIENT));
    }

    @Test
    void whatStaysOpenEndsItsSpansWhenItEnds() throws Exception {
        start(Lab.app(upstream(), ", upgrades: [websocket]"), ", sample-one-in: 1");
        OpenStream socket = OpenStream.webSocket(lab, NONE, alice());
        OpenStream upload = OpenStream.upload(lab, HttpVersion.HTTP_2, NONE, alice());
        spans(INTERNAL, 6);
        Call.get(lab.client(HttpVersion.HTTP_2, NONE), "/", alice());
        assertEquals("/", spans(SERVER, 1).getFirst().said("url.path"), "what is open has no span yet");
        lab.gateway().close();
        assertTrue(socket.over().isComplete() || !socket.ended().isEmpty());
        assertFalse(upload.ended().isEmpty());
        assertEquals(List.of("/", "/chat", "/up"), spans(SERVER, 3).stream().map(span -> span.said("url.path")).sorted().toList());
        assertEquals("101", spans(SERVER, 3).stream().filter(span -> span.said("url.path").equals("/chat")).findFirst().orElseThrow().said("http.response.status_code"));
        assertEquals(3, spans(CLIENT, 3).size());
        assertEquals("", spans(SERVER, 3).stream().collect(Collectors.groupingBy(Received::id)).values().stream().filter(same -> same.size() > 1).map(Object::toString).findFirst().orElse(""),
                "once each");
    }

    @Test
    void nothingSecretIsInASpan() throws Exception {
        start(Lab.app(upstream(), ""), ", sample-one-in: 1");
        String token = lab.token("alice");
        Map<String, String> headers = alice("cookie", "session=hunter2", "x-api-key", "hunter2", "user-agent", "curl/8");
        assertEquals(200, Call.get(lab.client(HttpVersion.HTTP_2, NONE), "/p?password=hunter2&hunter2&token=" + token, headers).status());
        assertEquals(404, Call.get(lab.client(HttpVersion.HTTP_2, NONE), "/.postern/none?code=hunter2", headers).status());
        spans(SERVER, 2);
        spans(CLIENT, 1);
        String everything = String.join("\n", collector.requests);
        for (String secret : List.of("hunter2", token, token.substring(token.lastIndexOf('.') + 1), "alice", "Bearer")) {
            assertFalse(everything.contains(secret), secret + " in " + everything);
        }
    }

    @Test
    void aCollectorThatIsStuckIsFeltByNobody() throws Exception {
        collector.answer = new SpanCollector.Answer(0, "");
        start(Lab.app(upstream(), ""), ", sample-one-in: 1, per-second: 1000000, queue: 10");
        Map<String, String> alice = alice();
        var client = lab.client(HttpVersion.HTTP_2, NONE);
        for (int i = 0; i < 50; i++) {
            assertEquals(200, Call.get(client, "/", alice).status());
        }
        Lab.until("an event each", () -> lab.events().size() == 50);
        collector.answer = SpanCollector.Answer.TAKEN;
    }

    @Test
    void aReloadTakesUpAnotherCollector() throws Exception {
        int upstream = upstream();
        start(Lab.app(upstream, ""), ", sample-one-in: 1");
        Call.get(lab.client(HttpVersion.HTTP_2, NONE), "/", alice());
        spans(SERVER, 1);
        try (SpanCollector other = new SpanCollector(Optional.empty())) {
            moveTo(other);
            Call.get(lab.client(HttpVersion.HTTP_2, NONE), "/", alice());
            Lab.until("a span there", () -> other.ofKind(SERVER).size() == 1);
            assertEquals(1, collector.ofKind(SERVER).size());
        }
    }

    private void moveTo(SpanCollector other) throws Exception {
        lab.reload(before -> before.replace(collector.uri(), other.uri()));
    }

    @Test
    void whatIsOpenOverAReloadEndsItsSpansWhereItBeganThem() throws Exception {
        start(Lab.app(upstream(), ", upgrades: [websocket]"), ", sample-one-in: 1");
        OpenStream socket = OpenStream.webSocket(lab, NONE, alice());
        try (SpanCollector other = new SpanCollector(Optional.empty())) {
            moveTo(other);
            Call.get(lab.client(HttpVersion.HTTP_2, NONE), "/", alice());
            Lab.until("a span there", () -> other.ofKind(SERVER).size() == 1);
            socket.leave();
            assertEquals("/chat", spans(SERVER, 1).getFirst().said("url.path"));
            assertEquals("/", other.ofKind(SERVER).getFirst().said("url.path"));
        }
    }

    @Test
    void whatIsOpenOverAReloadAndTheEndOfTheGatewayEndsItsSpansToo() throws Exception {
        start(Lab.app(upstream(), ", upgrades: [websocket]"), ", sample-one-in: 1");
        OpenStream.webSocket(lab, NONE, alice());
        try (SpanCollector other = new SpanCollector(Optional.empty())) {
            moveTo(other);
            lab.gateway().close();
            assertEquals("/chat", spans(SERVER, 1).getFirst().said("url.path"));
        }
    }
}
