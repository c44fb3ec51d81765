package dev.postern.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.postern.config.RouteConfig.HeaderEdits;
import dev.postern.config.UpstreamConfig.HttpVersions;
import dev.postern.exchange.Reason;
import dev.postern.pki.CertificateAuthority;
import dev.postern.pki.KeyMaterial;
import io.netty.handler.ssl.SslHandler;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Upstreams that are not who they should be, or do not say what they should. */
@Tag("tls")
class RudeUpstreamTest {

    private final Lab lab = new Lab();

    @AfterEach
    void close() {
        lab.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nok!",
        "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 2x\r\n\r\nok",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\nok",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nnot-a-size\r\n",
        "HTTP/1.1 200 OK\r\nX-App: a\0b\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n",
        "HTTP/1.1 102 Processing\r\n\r\n",
        "HTTP/1.1 700 What\r\nContent-Length: 0\r\n\r\n",
        "HTTP/3.0 200 OK\r\nContent-Length: 0\r\n\r\n",
        "SSH-2.0-OpenSSH_9.9\r\n\r\n"})
    void malformedAnswersAreNotPassedOn(String answer) {
        assertEquals(Reason.UPSTREAM_BROKEN, lab.refusal(lab.forwarder(lab.saying(answer)), Lab.get("/")));
    }

    @Test
    void endlessHeadIsRefused() {
        Forwarder forwarder = lab.forwarder(lab.saying("HTTP/1.1 200 OK\r\nX-App: " + "a".repeat(40_000) + "\r\n\r\n"));
        assertEquals(Reason.UPSTREAM_BROKEN, lab.refusal(forwarder, Lab.get("/")));
    }

    @Test
    void informationalAnswersAreNotTheAnswer() {
        Forwarder forwarder = lab.forwarder(lab.saying("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"));
        Lab.Answer answer = lab.whole(forwarder, Lab.get("/"));
        assertEquals("ok", answer.text());
        assertNull(answer.headers().get("Link"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 100\r\n\r\nonly this", "Transfer-Encoding: chunked\r\n\r\n9\r\nonly this\r\n"})
    void cutBodyIsNoWholeBody(String rest) {
        Forwarder forwarder = lab.forwarder(lab.rude(socket -> socket.handler(request -> socket.write("HTTP/1.1 200 OK\r\n" + rest).onSuccess(sent -> socket.close()))));
        assertEquals(Reason.UPSTREAM_BROKEN, lab.refusal(forwarder, Lab.get("/")));
    }

    @Test
    void bodyThatEndsWithTheConnectionIsWholeOnlyWhenTlsWasClosedInOrder() {
        Forwarder orderly = lab.forwarder(lab.rude(socket -> socket.handler(request -> socket.write("HTTP/1.1 200 OK\r\n\r\nall of it").onSuccess(sent -> socket.close()))));
        assertEquals("all of it", lab.whole(orderly, Lab.get("/")).text());
        Forwarder cut = lab.forwarder(lab.rude(socket -> socket.handler(request -> socket.write("HTTP/1.1 200 OK\r\n\r\nonly some").onSuccess(sent -> {
            var channel = ((ConnectionBase) socket).channel();
            // The wire is cut below TLS, as somebody on the path would.
            channel.pipeline().context(SslHandler.class).close();
        }))));
        assertEquals(Reason.UPSTREAM_BROKEN, lab.refusal(cut, Lab.get("/")));
    }

    @Test
    void answerIsCleaned() {
        lab.route = settings -> new Lab.RouteSettings(settings.host(), settings.upgrades(), settings.request(),
                new HeaderEdits(List.of("Server"), Map.of("X-Frame-Options", "DENY"), Map.of()), settings.timeouts());
        Forwarder forwarder = lab.forwarder(lab.saying("""
                HTTP/1.1 200 OK\r
                Connection: keep-alive, X-Hop\r
                X-Hop: 1\r
                Keep-Alive: timeout=5\r
                Proxy-Authenticate: Basic\r
                Upgrade: h2c\r
                Alt-Svc: h3=":443"\r
                X-Postern-User: root\r
                x_postern_user: root\r
                Server: app\r
                Set-Cookie: __Host-postern=stolen; Path=/\r
                Set-Cookie: theme=dark\r
                Set-Cookie: __Host-postern; Max-Age=0\r
                Set-Cookie: =__Host-postern=nameless; Path=/\r
                Set-Cookie:  = = __Host-postern=nameless\r
                Set-Cookie: ,__Host-postern-flow-x=planted; Domain=example.com\r
                Content-Length: 2\r
                \r
                ok"""));
        MultiMap headers = lab.whole(forwarder, Lab.get("/")).headers();
        assertEquals(List.of("theme=dark"), headers.getAll("Set-Cookie"));
        assertEquals("DENY", headers.get("X-Frame-Options"));
        assertEquals("2", headers.get("Content-Length"));
        assertEquals(3, headers.size(), headers.toString());
    }

    private Reason against(KeyMaterial server) {
        AtomicInteger requests = new AtomicInteger();
        Reason reason = lab.refusal(lab.forwarder(lab.app(lab.mesh.secured(new HttpServerOptions(), server), request -> {
            requests.incrementAndGet();
            request.response().end();
        })), Lab.get("/"));
        assertEquals(0, requests.get());
        return reason;
    }

    @Test
    void onlyTheExpectedWorkloadIsSpokenTo() {
        CertificateAuthority stranger = CertificateAuthority.root("mesh", Clock.systemUTC());
        assertEquals(Reason.UPSTREAM_UNTRUSTED, against(lab.mesh.authority.svid(Mesh.OTHER)), "another id of the same mesh");
        assertEquals(Reason.UPSTREAM_UNTRUSTED, against(stranger.svid(Mesh.LEDGER)), "the right id from a wrong authority");
        assertEquals(Reason.UPSTREAM_UNTRUSTED, against(lab.mesh.authority.server("127.0.0.1", "localhost")), "a trusted chain with the right host name only");
        var past = java.time.Instant.now().minusSeconds(7200);
        assertEquals(Reason.UPSTREAM_UNTRUSTED, against(lab.mesh.authority.issue(lab.mesh.authority.svidSpec(Mesh.LEDGER).valid(past, past.plusSeconds(3600)))), "an expired one");
    }

    @Test
    void upstreamThatDoesNotAcceptUsIsSaidToBeUnreachable() {
        lab.protocol = HttpVersions.HTTP_1_1;
        HttpServerOptions other = new HttpServerOptions().setSsl(true).setKeyCertOptions(Mesh.keys(lab.mesh.authority.svid(Mesh.LEDGER))).setClientAuth(ClientAuth.REQUIRED)
                .setTrustOptions(io.vertx.core.net.TrustOptions.wrap(new dev.postern.pki.SpiffeTrust(java.util.Set.of(Mesh.OTHER), () -> lab.mesh.bundles, Clock.systemUTC())));
        AtomicInteger requests = new AtomicInteger();
        Reason reason = lab.refusal(lab.forwarder(lab.app(other, request -> requests.incrementAndGet())), Lab.get("/"));
        assertEquals(Reason.UPSTREAM_UNREACHABLE, reason);
        assertEquals(0, requests.get());
    }

    @Test
    void serverWithoutTlsIsNotSpokenTo() {
        String plain = "https://127.0.0.1:" + Lab.await(lab.vertx.createHttpServer().requestHandler(request -> request.response().end()).listen(0, "127.0.0.1")).actualPort();
        assertEquals(Reason.UPSTREAM_UNTRUSTED, lab.refusal(lab.forwarder(plain), Lab.get("/")));
    }

    @Test
    void nobodyThere() {
        assertEquals(Reason.UPSTREAM_UNREACHABLE, lab.refusal(lab.forwarder("https://127.0.0.1:1"), Lab.get("/")));
    }

    @Test
    void handshakeThatNeverEndsIsBoundedByTheConnectTimeout() {
        lab.timeouts = new dev.postern.config.UpstreamConfig.Timeouts(java.time.Duration.ofMillis(300), java.time.Duration.ofSeconds(5), java.time.Duration.ZERO);
        int port = Lab.await(lab.vertx.createNetServer().connectHandler(socket -> { }).listen(0, "127.0.0.1")).actualPort();
        assertEquals(Reason.UPSTREAM_UNREACHABLE, lab.refusal(lab.forwarder("https://127.0.0.1:" + port), Lab.get("/")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"CONNECT", "TRACE"})
    void someMethodsAreNeverForwarded(String method) {
        Forwarder forwarder = lab.forwarder(lab.app(request -> request.response().end()));
        assertEquals(Reason.REQUEST_METHOD_REFUSED, lab.refusal(forwarder, Lab.request(method, "/", new RequestBody.None())));
    }

    @Test
    void onlyHttp2MeansOnlyHttp2() {
        lab.protocol = HttpVersions.HTTP_2;
        HttpServerOptions old = lab.mesh.secured(new HttpServerOptions()).setUseAlpn(false);
        assertEquals(Reason.UPSTREAM_BROKEN, lab.refusal(lab.forwarder(lab.app(old, request -> request.response().end())), Lab.get("/")));
        lab.protocol = HttpVersions.AUTO;
        assertEquals(200, lab.whole(lab.forwarder(lab.app(old, request -> request.response().end())), Lab.get("/")).status());
    }

    @Test
    void tooManyWaitingRequestsAreRefused() {
        lab.protocol = HttpVersions.HTTP_1_1;
        lab.connections = 1;
        Promise<Void> go = Promise.promise();
        Forwarder forwarder = lab.forwarder(lab.app(request -> go.future().onSuccess(v -> request.response().end())));
        var first = lab.onLoop(() -> forwarder.forward(lab.permit(), Lab.get("/")));
        var waiting = new java.util.ArrayList<io.vertx.core.Future<ForwardedResponse>>();
        Promise<Reason> refused = Promise.promise();
        Lab.await(lab.onLoop(() -> {
            for (int i = 0; i < lab.circuit.pending() + 2; i++) {
                waiting.add(forwarder.forward(lab.permit(), Lab.get("/")).onFailure(cause ->
                        refused.tryComplete(((dev.postern.exchange.RefusedException) cause).denial().reason())));
            }
            return refused.future();
        }));
        assertEquals(Reason.UPSTREAM_BUSY, Lab.await(refused.future()));
        go.complete();
        assertEquals(200, Lab.await(first).status());
    }
}
