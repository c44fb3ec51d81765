package dev.postern.gateway;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Something that stays open through the gateway, in whatever protocol: whether data still flows, and when and how it ended. */
final class OpenStream {

    /** How its client sees the end: {@code end} means that it took what it had got for whole. */
    private final Promise<String> over = Promise.promise();
    private final AtomicInteger heard = new AtomicInteger();
    private final Runnable nudge;
    private final Runnable leave;
    final String name;

    private OpenStream(String name, Runnable nudge, Runnable leave) {
        this.name = name;
        this.nudge = nudge;
        this.leave = leave;
    }

    /** What the upstream of {@link Lab} does for these streams: it goes on for ever. */
    static void serve(HttpServerRequest request) {
        if (request.path().equals("/up")) {
            request.response().setChunked(true);
            request.handler(piece -> request.response().write("got " + piece.length() + '\n'));
            return;
        }
        request.response().setChunked(true).putHeader("content-type", "text/event-stream");
        io.vertx.core.Vertx vertx = io.vertx.core.Vertx.currentContext().owner();
        long timer = vertx.setPeriodic(1, 50, tick -> request.response().write("data: tick\n\n"));
        request.response().closeHandler(gone -> vertx.cancelTimer(timer));
        request.exceptionHandler(gone -> vertx.cancelTimer(timer));
    }

    static OpenStream events(Lab lab, HttpVersion version, Optional<String> certificate, Map<String, String> credential) throws Exception {
        return events(lab.client(version, certificate), "events over " + version, "/events", credential);
    }

    static OpenStream events(HttpClient client, String name, String path, Map<String, String> credential) throws Exception {
        HttpClientRequest request = Lab.await(client.request(HttpMethod.GET, path));
        OpenStream stream = new OpenStream(name, () -> {}, request::reset);
        stream.follow(request, credential);
        request.end();
        return stream.flowing();
    }

    /** An upload that never ends, and an answer to it that never does: what gRPC looks like from here. */
    static OpenStream upload(Lab lab, HttpVersion version, Optional<String> certificate, Map<String, String> credential) throws Exception {
        HttpClientRequest request = Lab.await(lab.client(version, certificate).request(HttpMethod.POST, "/up"));
        request.setChunked(true);
        OpenStream stream = new OpenStream("upload over " + version, () -> request.write("more"), request::reset);
        stream.follow(request, credential);
        return stream.flowing();
    }

    private void follow(HttpClientRequest request, Map<String, String> credential) {
        credential.forEach(request::putHeader);
        request.exceptionHandler(cut -> over.tryComplete("cut"));
        request.response().onFailure(cut -> over.tryComplete("cut")).onSuccess(response -> response
                .handler(piece -> heard.incrementAndGet())
                .endHandler(end -> over.tryComplete(response.statusCode() == 200 ? "end" : String.valueOf(response.statusCode())))
                .exceptionHandler(cut -> over.tryComplete("cut")));
    }

    static OpenStream webSocket(Lab lab, Optional<String> certificate, Map<String, String> credential) throws Exception {
        WebSocketClientOptions options = new WebSocketClientOptions().setSsl(true).setTrustOptions(new PemTrustOptions().addCertPath(lab.pki.file("ingress-ca.pem")));
        certificate.ifPresent(name -> options.setKeyCertOptions(new PemKeyCertOptions().setCertPath(lab.pki.file(name + ".pem")).setKeyPath(lab.pki.file(name + "-key.pem"))));
        WebSocketClient client = lab.vertx.createWebSocketClient(options);
        WebSocketConnectOptions to = new WebSocketConnectOptions().setHost("localhost").setPort(lab.port()).setSsl(true).setURI("/chat");
        credential.forEach(to::addHeader);
        WebSocket socket = Lab.await(client.connect(to));
        OpenStream stream = new OpenStream("WebSocket", () -> socket.writeTextMessage("hello"), socket::close);
        socket.handler((Buffer said) -> stream.heard.incrementAndGet());
        socket.closeHandler(closed -> stream.over.tryComplete("closed " + socket.closeStatusCode()));
        return stream.flowing();
    }

    /** Fails unless data comes from now on. */
    OpenStream flowing() throws Exception {
        int before = heard.get();
        nudge.run();
        Lab.until("data on " + name + (over.future().isComplete() ? ", which is over: " + over.future().result() : ""), () -> heard.get() > before);
        if (over.future().isComplete()) {
            throw new AssertionError(name + " is over: " + over.future().result());
        }
        return this;
    }

    /** Its client has had enough. */
    void leave() {
        leave.run();
    }

    /** How it ended; waits for it. */
    String ended() throws Exception {
        return over.future().toCompletionStage().toCompletableFuture().get(Lab.PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    Future<String> over() {
        return over.future();
    }
}
