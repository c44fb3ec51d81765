package dev.postern.conformance;

import dev.postern.demo.DemoPki;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicLong;

/** An application that reflects: what is posted to {@code /reflect} as status, headers and body is what it answers. Anything else gets an empty answer. */
final class Reflector implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx();
    private final AtomicLong asked = new AtomicLong();
    private final int port;

    private Reflector(HttpServerOptions options) {
        HttpServer server = vertx.createHttpServer(options.setHost("127.0.0.1").setPort(0).setMaxInitialLineLength(1 << 20).setMaxHeaderSize(1 << 20)).requestHandler(this::reflect);
        port = server.listen().toCompletionStage().toCompletableFuture().join().actualPort();
    }

    /** Behind mutual TLS, as the demonstration's ledger. */
    static Reflector inTheMesh(DemoPki pki) {
        return new Reflector(new HttpServerOptions().setSsl(true).setUseAlpn(true).setClientAuth(ClientAuth.REQUIRED)
                .setKeyCertOptions(new PemKeyCertOptions().setCertPath(pki.file("ledger.pem")).setKeyPath(pki.file("ledger-key.pem")))
                .setTrustOptions(new PemTrustOptions().addCertPath(pki.file("mesh-ca.pem"))));
    }

    static Reflector inTheClear() {
        return new Reflector(new HttpServerOptions());
    }

    int port() {
        return port;
    }

    /** Requests so far. */
    long asked() {
        return asked.get();
    }

    private void reflect(HttpServerRequest request) {
        asked.incrementAndGet();
        request.body().onSuccess(body -> {
            if (!request.path().startsWith("/reflect")) {
                request.response().end();
                return;
            }
            JsonObject told = new JsonObject(body);
            request.response().setStatusCode(told.getInteger("status", 200)).putHeader("content-type", "text/plain; charset=utf-8");
            told.getJsonObject("headers", new JsonObject()).forEach(header -> request.response().putHeader(header.getKey(), String.valueOf(header.getValue())));
            request.response().end(told.containsKey("encodedBody") ? Buffer.buffer(Base64.getMimeDecoder().decode(told.getString("encodedBody"))) : Buffer.buffer(told.getString("body", "")));
        });
    }

    @Override
    public void close() {
        vertx.close();
    }
}
