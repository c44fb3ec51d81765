package dev.postern.identity;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.net.URI;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A JWKS endpoint on a real socket that answers as it is told to. */
final class JwksServer implements AutoCloseable {

    private final HttpServer server;
    private final AtomicInteger requests = new AtomicInteger();
    private final LinkedBlockingQueue<HttpServerResponse> held = new LinkedBlockingQueue<>();
    private volatile Consumer<HttpServerRequest> behaviour = request -> request.response().setStatusCode(404).end();

    JwksServer(Vertx vertx) {
        server = Await.result(vertx.createHttpServer().requestHandler(request -> {
            requests.incrementAndGet();
            behaviour.accept(request);
        }).listen(0, "127.0.0.1"));
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.actualPort() + "/keys");
    }

    int requests() {
        return requests.get();
    }

    JwksServer publishing(String jwks) {
        behaviour = request -> request.response().end(jwks);
        return this;
    }

    JwksServer answering(int status, String body) {
        behaviour = request -> request.response().setStatusCode(status).putHeader("location", "http://127.0.0.1:1/").end(body);
        return this;
    }

    /** Keeps each request waiting until it is {@link #release}d. */
    JwksServer holding() {
        behaviour = request -> held.add(request.response());
        return this;
    }

    HttpServerResponse awaitHeld() throws InterruptedException {
        HttpServerResponse response = held.poll(10, TimeUnit.SECONDS);
        if (response == null) {
            throw new AssertionError("nobody asked for keys");
        }
        return response;
    }

    JwksServer sendingWithoutEnd(int chunkBytes) {
        behaviour = request -> {
            HttpServerResponse response = request.response().setChunked(true);
            Buffer chunk = Buffer.buffer(new byte[chunkBytes]);
            response.drainHandler(go -> pump(response, chunk));
            pump(response, chunk);
        };
        return this;
    }

    private static void pump(HttpServerResponse response, Buffer chunk) {
        while (!response.closed() && !response.writeQueueFull()) {
            response.write(chunk);
        }
    }

    JwksServer cutting() {
        behaviour = request -> request.connection().close();
        return this;
    }

    @Override
    public void close() {
        Await.result(server.close());
    }
}
