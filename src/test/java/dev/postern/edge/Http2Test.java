package dev.postern.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Hygiene and bounds where requests come as HTTP/2. */
@Tag("tls")
class Http2Test {

    private static EdgeLab lab;

    @BeforeAll
    static void start() {
        lab = new EdgeLab(EdgeLab.ECHO);
    }

    @AfterAll
    static void stop() {
        lab.close();
    }

    /** Status, or 0 when the stream was reset. */
    private static int ask(Consumer<RequestOptions> where, Consumer<HttpClientRequest> what) {
        RequestOptions options = DeadlinesTest.options(lab);
        where.accept(options);
        return EdgeLab.await(lab.http2().request(options).compose(request -> {
            what.accept(request);
            return request.send("");
        }).compose(answer -> answer.body().map(body -> answer.statusCode())).recover(reset -> Future.succeededFuture(0)));
    }

    private record Case(String name, List<Integer> expected, Consumer<RequestOptions> where, Consumer<HttpClientRequest> what) {

        static Case path(String path, int status) {
            return new Case("path " + path, List.of(status), options -> options.setURI(path), request -> { });
        }

        static Case header(String name, String value, Integer... statuses) {
            return new Case(name + ": " + (value.length() > 40 ? value.length() + " octets" : value), List.of(statuses), options -> { }, request -> request.putHeader(name, value));
        }

        static Case method(String method, Integer... statuses) {
            return new Case(method, List.of(statuses), options -> options.setMethod(HttpMethod.valueOf(method)), request -> { });
        }
    }

    private static Stream<Case> cases() {
        return Stream.of(
                Case.path("/a/b?c=d", 200),
                Case.path("/a/../b", 400),
                Case.path("/a%2fb", 400),
                Case.path("//a", 400),
                Case.path("/a#b", 400),
                Case.path("https://app.test/", 400),
                Case.path("/" + "a".repeat(2100), 414),
                Case.method("PATCH", 200),
                Case.method("TRACE", 405),
                Case.method("FROB", 405),
                new Case("host that agrees", List.of(200), options -> { }, request -> request.putHeader("host", "app.test:" + lab.port())),
                Case.header("host", "other.test", 400),
                Case.header("host", "app.test:1", 400),
                new Case("two hosts, one of which agrees", List.of(400), options -> { }, request -> request.headers().add("host", "app.test:" + lab.port()).add("host", "other.test")),
                Case.header("x_forwarded_for", "1.2.3.4", 400),
                Case.header("x_postern_user", "admin", 400),
                Case.header("te", "trailers", 200),
                Case.header("te", "gzip", 400, 0),
                Case.header("connection", "close", 400, 0),
                Case.header("transfer-encoding", "chunked", 400, 0),
                Case.header("upgrade", "websocket", 400, 0),
                Case.header("keep-alive", "1", 400, 0),
                Case.header("expect", "tea", 400),
                Case.header("content-length", "5", 400, 0),
                Case.header("x-a", "a".repeat(9_000), 431),
                Case.header("x-a", "a".repeat(40_000), 431, 0),
                Case.header("cookie", "a=" + "a".repeat(5_000), 431),
                new Case("60 headers", List.of(431), options -> { }, request -> {
                    for (int i = 0; i < 60; i++) {
                        request.headers().add("x-" + i, "1");
                    }
                }),
                new Case("60 cookies, each a line", List.of(200), options -> { }, request -> {
                    for (int i = 0; i < 60; i++) {
                        request.headers().add("cookie", "c" + i + "=1");
                    }
                }),
                new Case("other authority on this connection's server name", List.of(421), options -> { }, request -> request.authority(io.vertx.core.net.HostAndPort.create("gate.test", 443))),
                new Case("authority with user information", List.of(400, 0), options -> { }, request -> request.authority(io.vertx.core.net.HostAndPort.create("u@app.test", 443))));
    }

    @TestFactory
    Stream<DynamicTest> answers() {
        return cases().map(each -> DynamicTest.dynamicTest(each.name.length() > 60 ? each.name.substring(0, 60) : each.name, () -> {
            int status = ask(each.where, each.what);
            assertTrue(each.expected.contains(status), each.name + " gave " + status);
        }));
    }

    @Test
    void isSpokenWhenBothCan() {
        assertEquals(HttpVersion.HTTP_2, EdgeLab.await(lab.http2().request(DeadlinesTest.options(lab)).compose(HttpClientRequest::send)).version());
    }

    @Test
    void streamsOfOneConnectionAreBounded() {
        EdgeLab.Behind never = (downstream, facts, answers) -> { };
        try (EdgeLab held = new EdgeLab(never)) {
            HttpClient client = held.http2();
            for (int i = 0; i < 40; i++) {
                client.request(DeadlinesTest.options(held)).onSuccess(HttpClientRequest::send);
            }
            EdgeLab.eventually(() -> held.handled.size() == 20);
            assertEquals(20, held.handled.size());
        }
    }

    /** CVE-2023-44487: streams opened and reset at once. */
    @Test
    void rapidResetsEndTheConnection() {
        EdgeLab.Behind never = (downstream, facts, answers) -> { };
        try (EdgeLab held = new EdgeLab(never)) {
            HttpClient client = held.http2();
            java.util.concurrent.CompletableFuture<Void> closed = new java.util.concurrent.CompletableFuture<>();
            HttpClientRequest first = EdgeLab.await(client.request(DeadlinesTest.options(held)));
            first.connection().closeHandler(gone -> closed.complete(null));
            first.connection().goAwayHandler(said -> closed.complete(null));
            first.send();
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 600 && !closed.isDone(); i++) {
                all.add(client.request(DeadlinesTest.options(held)).onSuccess(request -> {
                    request.sendHead().onComplete(sent -> request.reset(8));
                }));
            }
            closed.orTimeout(9, java.util.concurrent.TimeUnit.SECONDS).join();
            assertTrue(held.handled.size() < 400, "took " + held.handled.size());
        }
    }

    @Test
    void stalledStreamDoesNotStopTheOthers() {
        EdgeLab.Behind behind = (downstream, facts, answers) -> {
            if (!facts.path().value().equals("/stall")) {
                EdgeLab.ECHO.handle(downstream, facts, answers);
            }
        };
        try (EdgeLab held = new EdgeLab(behind)) {
            HttpClient client = held.http2();
            HttpClientRequest stalled = EdgeLab.await(client.request(DeadlinesTest.options(held).setMethod(HttpMethod.POST).setURI("/stall"))).setChunked(true);
            stalled.write(Buffer.buffer(new byte[500_000]));
            EdgeLab.eventually(() -> held.handled.size() == 1);
            Buffer answer = EdgeLab.await(client.request(DeadlinesTest.options(held).setMethod(HttpMethod.POST)).compose(request -> request.send("x".repeat(200_000)))
                    .compose(HttpClientResponse::body));
            assertTrue(answer.toString().endsWith("x".repeat(1000)));
            assertEquals(1, held.listener.connections());
        }
    }
}
