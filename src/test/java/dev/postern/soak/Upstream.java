package dev.postern.soak;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.nio.file.Path;
import java.security.MessageDigest;

/** An upstream as a process of its own, so that it can be killed. {@code Upstream NAME PORT PKI}. */
final class Upstream {

    static final int DOWNLOAD_BYTES = 1 << 20;

    private final Vertx vertx;
    private final String name;

    private Upstream(Vertx vertx, String name) {
        this.vertx = vertx;
        this.name = name;
    }

    public static void main(String[] arguments) {
        Vertx vertx = Vertx.vertx();
        Upstream upstream = new Upstream(vertx, arguments[0]);
        Path pki = Path.of(arguments[2]);
        vertx.createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(Integer.parseInt(arguments[1])).setSsl(true).setUseAlpn(true)
                .setClientAuth(ClientAuth.REQUIRED).setMaxWebSocketMessageSize(1 << 20)
                .setKeyCertOptions(new PemKeyCertOptions().setCertPath(pki.resolve("ledger.pem").toString()).setKeyPath(pki.resolve("ledger-key.pem").toString()))
                .setTrustOptions(new PemTrustOptions().addCertPath(pki.resolve("mesh-ca.pem").toString())))
                .webSocketHandler(socket -> {
                    socket.textMessageHandler(socket::writeTextMessage);
                    socket.binaryMessageHandler(socket::writeBinaryMessage);
                })
                .requestHandler(upstream::answer).listen()
                .onFailure(failure -> {
                    System.err.println(failure);
                    System.exit(1);
                });
    }

    private void answer(HttpServerRequest request) {
        if (request.path().startsWith("/events")) {
            events(request);
        } else if (request.path().startsWith("/download/")) {
            int number = Integer.parseInt(request.path().substring("/download/".length()));
            request.response().end(Buffer.buffer(Content.of(number, DOWNLOAD_BYTES)));
        } else if (request.path().startsWith("/upload/")) {
            MessageDigest digest = Content.sha256();
            request.handler(piece -> digest.update(piece.getBytes()));
            request.endHandler(end -> request.response().end(Content.hex(digest.digest())));
        } else if (request.method() == HttpMethod.POST) {
            request.body().onSuccess(request.response()::end);
        } else {
            request.response().end(Content.said(name, String.valueOf(request.getHeader("X-User")), request.path()));
        }
    }

    /** Server-sent events, numbered, for ever. */
    private void events(HttpServerRequest request) {
        request.response().setChunked(true).putHeader("content-type", "text/event-stream");
        int[] next = {0};
        long timer = vertx.setPeriodic(1, 500, tick -> request.response().write("data: " + next[0]++ + "\n\n"));
        request.response().closeHandler(gone -> vertx.cancelTimer(timer));
        request.exceptionHandler(gone -> vertx.cancelTimer(timer));
    }
}
