package dev.postern.demo;

import dev.postern.pki.SpiffeId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.nio.file.Path;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * A sample app of the demonstration's mesh: it answers nobody without a certificate of the mesh authority, and nobody but the gateway's SPIFFE id. It shows what reached it.
 *
 * <p>Answers: {@code /events} sends server-sent events, {@code /customer} shows a customer with a payment card, {@code /refund} says whether it was sent that card; everything else is described, as a page for browsers and as JSON otherwise. Loopback only.
 */
public final class SampleUpstream {

    private static final int MOST_SHOWN_BYTES = 4096;
    /** A number for tests, which no issuer gives out. */
    private static final String CARD = "4012 8888 8888 1881";

    private final String name;
    private final SpiffeId gateway;
    private final HttpServer server;
    private final Vertx vertx;

    private SampleUpstream(Vertx vertx, String name, DemoPki pki) {
        this.vertx = vertx;
        this.name = name;
        this.gateway = DemoPki.GATEWAY;
        this.server = vertx.createHttpServer(new HttpServerOptions()
                .setHost("127.0.0.1")
                .setPort(0)
                .setSsl(true)
                .setUseAlpn(true)
                .setClientAuth(ClientAuth.REQUIRED)
                .setKeyCertOptions(new PemKeyCertOptions().setCertPath(pki.file(name + ".pem")).setKeyPath(pki.file(name + "-key.pem")))
                .setTrustOptions(new PemTrustOptions().addCertPath(pki.file("mesh-ca.pem"))));
    }

    /** Starts one on any free port. */
    public static Future<SampleUpstream> start(Vertx vertx, String name, DemoPki pki) {
        SampleUpstream upstream = new SampleUpstream(vertx, name, pki);
        upstream.server.requestHandler(upstream::answer);
        return upstream.server.listen().map(upstream);
    }

    public int port() {
        return server.actualPort();
    }

    public Future<Void> stop() {
        return server.close();
    }

    private void answer(HttpServerRequest request) {
        if (!peer(request).filter(gateway::equals).isPresent()) {
            request.response().setStatusCode(403).end("only the gateway may come in here\n");
            return;
        }
        if (request.path().equals("/events")) {
            events(request);
            return;
        }
        if (request.path().equals("/customer")) {
            request.response().putHeader("content-type", "application/json").end("{\"name\":\"Ada Byron\",\"card\":\"" + CARD + "\"}\n");
            return;
        }
        if (request.path().equals("/refund")) {
            request.body().onSuccess(body -> request.response().putHeader("content-type", "application/json").end("{\"refunded\":" + body.toString().contains(CARD) + "}\n"))
                    .onFailure(cut -> request.connection().close());
            return;
        }
        request.body().onSuccess(body -> describe(request, body)).onFailure(cut -> request.connection().close());
    }

    private void events(HttpServerRequest request) {
        request.response().putHeader("content-type", "text/event-stream").setChunked(true);
        request.response().write("data: connected\n\n");
        long timer = vertx.setPeriodic(1_000, tick -> request.response().write("data: still here\n\n"));
        request.response().closeHandler(closed -> vertx.cancelTimer(timer));
        request.response().exceptionHandler(failed -> vertx.cancelTimer(timer));
    }

    private void describe(HttpServerRequest request, Buffer body) {
        JsonObject headers = new JsonObject();
        request.headers().names().forEach(header -> headers.put(header.toLowerCase(java.util.Locale.ROOT), one(request.headers().getAll(header))));
        JsonObject seen = new JsonObject()
                .put("app", name)
                .put("method", request.method().name())
                .put("target", request.uri())
                .put("protocol", request.version().alpnName())
                .put("peer", peer(request).map(SpiffeId::toString).orElse(""))
                .put("bodyBytes", body.length())
                .put("body", body.length() > MOST_SHOWN_BYTES ? "" : body.toString())
                .put("headers", headers);
        if (Optional.ofNullable(request.getHeader("accept")).orElse("").contains("text/html")) {
            request.response().putHeader("content-type", "text/html; charset=utf-8").end(page(seen));
        } else {
            request.response().putHeader("content-type", "application/json").end(seen.encodePrettily() + '\n');
        }
    }

    private static Object one(List<String> values) {
        return values.size() == 1 ? values.getFirst() : new JsonArray(values);
    }

    private String page(JsonObject seen) {
        return """
                <!doctype html><html lang="en"><meta charset="utf-8"><title>%1$s</title>
                <body style="font:16px/1.5 system-ui;margin:3rem auto;max-width:50rem;padding:0 1rem;color-scheme:light dark">
                <h1>%1$s</h1><p>This sample app answers the gateway alone, over mutual TLS. This is what reached it:</p>
                <pre style="white-space:pre-wrap;overflow-wrap:anywhere">%2$s</pre>
                <p><a href="/.postern/">Your apps</a> · <a href="/.postern/sign-out">Sign out</a></p></body></html>
                """.formatted(escaped(name), escaped(seen.encodePrettily()));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** The SPIFFE id of the certificate at the other end: its one URI subject alternative name. */
    private static Optional<SpiffeId> peer(HttpServerRequest request) {
        try {
            X509Certificate leaf = (X509Certificate) request.sslSession().getPeerCertificates()[0];
            return Optional.ofNullable(leaf.getSubjectAlternativeNames()).stream().flatMap(java.util.Collection::stream)
                    .filter(san -> san.getFirst().equals(6)).map(san -> SpiffeId.parse(san.get(1).toString())).findFirst();
        } catch (SSLPeerUnverifiedException | CertificateParsingException | IllegalArgumentException stranger) {
            return Optional.empty();
        }
    }
}
