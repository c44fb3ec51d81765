package dev.postern.e2e;

import io.vertx.core.Vertx;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** An app in the mesh, with the ledger's certificate: a page, and under {@code /events} events that never end. */
final class EventSource {

    private EventSource() {}

    /** Its port. */
    static int start(Vertx vertx, Path pki) throws Exception {
        HttpServerOptions mesh = new HttpServerOptions().setHost("127.0.0.1").setPort(0).setSsl(true).setUseAlpn(true).setClientAuth(ClientAuth.REQUIRED)
                .setKeyCertOptions(new PemKeyCertOptions().setCertPath(pki.resolve("ledger.pem").toString()).setKeyPath(pki.resolve("ledger-key.pem").toString()))
                .setTrustOptions(new PemTrustOptions().addCertPath(pki.resolve("mesh-ca.pem").toString()));
        HttpServer server = vertx.createHttpServer(mesh).requestHandler(request -> serve(vertx, request)).listen().toCompletionStage().toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
        return server.actualPort();
    }

    private static void serve(Vertx vertx, HttpServerRequest request) {
        if (!request.path().equals("/events")) {
            request.response().putHeader("content-type", "text/html").end("<!doctype html><title>app</title><h1>App</h1>");
            return;
        }
        request.response().setChunked(true).putHeader("content-type", "text/event-stream");
        long timer = vertx.setPeriodic(1, 100, tick -> request.response().write("data: tick\n\n"));
        request.response().closeHandler(gone -> vertx.cancelTimer(timer));
        request.exceptionHandler(gone -> vertx.cancelTimer(timer));
    }
}
