package dev.postern.trace;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.postern.collector.ClientContext;
import dev.postern.config.ClientTls;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** A collector of OTLP traces over HTTP that keeps what it decodes, and answers as the test wants. */
public final class SpanCollector implements AutoCloseable {

    /** @param status of the answer; 0 for none at all */
    public record Answer(int status, String body) {

        public static final Answer TAKEN = new Answer(200, "{}");
    }

    /** One span, as a collector reads it. */
    public record Received(JsonObject json) {

        public String trace() {
            return json.getString("traceId");
        }

        public String id() {
            return json.getString("spanId");
        }

        public String parent() {
            return json.getString("parentSpanId", "");
        }

        public String name() {
            return json.getString("name");
        }

        public int kind() {
            return json.getInteger("kind");
        }

        /** Text of an attribute, empty without it. */
        public String said(String key) {
            return json.getJsonArray("attributes").stream().map(JsonObject.class::cast).filter(one -> one.getString("key").equals(key))
                    .map(one -> one.getJsonObject("value")).map(value -> value.getString("stringValue", value.getString("intValue", "?"))).findFirst().orElse("");
        }

        public long begin() {
            return Long.parseLong(json.getString("startTimeUnixNano"));
        }

        public long end() {
            return Long.parseLong(json.getString("endTimeUnixNano"));
        }
    }

    public final List<Received> spans = new CopyOnWriteArrayList<>();
    public final List<String> requests = new CopyOnWriteArrayList<>();
    public final List<String> credentials = new CopyOnWriteArrayList<>();
    public volatile Answer answer = Answer.TAKEN;
    private final CountDownLatch over = new CountDownLatch(1);
    private final HttpServer server;

    /** Plain without a certificate. */
    public SpanCollector(Optional<ClientTls> tls) throws IOException {
        this(tls, 0);
    }

    public SpanCollector(Optional<ClientTls> tls, int port) throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        if (tls.isPresent()) {
            HttpsServer https = HttpsServer.create(address, 50);
            https.setHttpsConfigurator(new HttpsConfigurator(ClientContext.of(tls.get())));
            server = https;
        } else {
            server = HttpServer.create(address, 50);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/traces", this::serve);
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public String uri() {
        return (server instanceof HttpsServer ? "https" : "http") + "://localhost:" + port() + "/v1/traces";
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            requests.add(body);
            Answer now = answer;
            if (now.status() == 0) {
                over.await();
            }
            if (now.equals(Answer.TAKEN)) {
                credentials.add(String.valueOf(exchange.getRequestHeaders().getFirst("authorization")));
                keep(new JsonObject(body));
            }
            byte[] said = now.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(now.status(), said.length == 0 ? -1 : said.length);
            exchange.getResponseBody().write(said);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void keep(JsonObject request) {
        for (Object resource : request.getJsonArray("resourceSpans")) {
            for (Object scope : ((JsonObject) resource).getJsonArray("scopeSpans")) {
                ((JsonObject) scope).getJsonArray("spans").forEach(span -> spans.add(new Received((JsonObject) span)));
            }
        }
    }

    public List<Received> ofKind(int kind) {
        return spans.stream().filter(span -> span.kind() == kind).toList();
    }

    @Override
    public void close() {
        over.countDown();
        server.stop(0);
    }
}
