package dev.postern.audit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.postern.collector.ClientContext;
import dev.postern.config.ClientTls;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** A collector of OTLP over HTTPS that keeps what it decodes, and answers as the test wants. */
final class OtlpServer implements AutoCloseable {

    /** @param status of the answer; 0 for none at all */
    record Answer(int status, String body) {

        static final Answer TAKEN = new Answer(200, "{}");
    }

    final List<JsonObject> records = new CopyOnWriteArrayList<>();
    final List<String> credentials = new CopyOnWriteArrayList<>();
    volatile Answer answer = Answer.TAKEN;
    /** A line with this in it is refused as content. */
    volatile String poison = "nothing has this";
    private final CountDownLatch over = new CountDownLatch(1);
    private final HttpsServer server;

    OtlpServer(ClientTls tls) throws IOException {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.setHttpsConfigurator(new HttpsConfigurator(ClientContext.of(tls)));
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/logs", this::serve);
        server.start();
    }

    String uri() {
        return "https://localhost:" + server.getAddress().getPort() + "/v1/logs";
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Answer now = body.contains(poison) ? new Answer(400, "{}") : answer;
            if (now.status() == 0) {
                over.await();
            }
            if (now.equals(Answer.TAKEN)) {
                credentials.add(exchange.getRequestHeaders().getFirst("authorization"));
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
        for (Object resource : request.getJsonArray("resourceLogs")) {
            for (Object scope : ((JsonObject) resource).getJsonArray("scopeLogs")) {
                JsonArray logs = ((JsonObject) scope).getJsonArray("logRecords");
                logs.forEach(record -> records.add((JsonObject) record));
            }
        }
    }

    List<String> lines() {
        return records.stream().map(record -> record.getJsonObject("body").getString("stringValue")).toList();
    }

    List<Long> seqs() {
        return lines().stream().map(line -> new JsonObject(line).getLong("seq")).toList();
    }

    @Override
    public void close() {
        over.countDown();
        server.stop(0);
    }
}
