package dev.postern.blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.restassured.RestAssured;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The product serving one route that everybody may use, to an upstream in the mesh that does what the test wants. */
final class Site implements AutoCloseable {

    final HttpClient client;
    final Process gateway;
    final Path log;
    private final Vertx vertx = Vertx.vertx();

    Site(Product product, Path dir, Handler<HttpServerRequest> upstream) throws Exception {
        assertEquals(0, product.run("demo", "--write-pki", dir.resolve("pki").toString()).exit());
        int port = freePort();
        int admin = freePort();
        HttpServer server = await(vertx.createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(0).setSsl(true).setUseAlpn(true).setClientAuth(ClientAuth.REQUIRED)
                .setKeyCertOptions(new PemKeyCertOptions().setCertPath(dir.resolve("pki/ledger.pem").toString()).setKeyPath(dir.resolve("pki/ledger-key.pem").toString()))
                .setTrustOptions(new PemTrustOptions().addCertPath(dir.resolve("pki/mesh-ca.pem").toString())))
                .requestHandler(upstream).listen());
        Path config = Files.writeString(dir.resolve("postern.yaml"), config(port, admin, server.actualPort()));
        log = dir.resolve("out.log");
        gateway = product.start(log, "serve", "--config", config.toString());
        client = vertx.createHttpClient(new HttpClientOptions().setSsl(true).setUseAlpn(true).setProtocolVersion(HttpVersion.HTTP_2)
                .setDefaultHost("localhost").setDefaultPort(port).setTrustOptions(new PemTrustOptions().addCertPath(dir.resolve("pki/ingress-ca.pem").toString())));
        ready(admin);
    }

    Vertx vertx() {
        return vertx;
    }

    private void ready(int admin) throws Exception {
        for (int i = 0; i < 600; i++) {
            try {
                if (RestAssured.get("http://127.0.0.1:" + admin + "/q/health/ready").statusCode() == 200) {
                    return;
                }
            } catch (Exception notYet) {
                Thread.sleep(50);
            }
        }
        throw new AssertionError("did not start\n" + Files.readString(log));
    }

    static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(180, TimeUnit.SECONDS);
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0)) {
            return probe.getLocalPort();
        }
    }

    private static String config(int port, int admin, int upstream) {
        return """
                listen:
                  ingress: {address: "127.0.0.1:%d", tls: {cert: pki/ingress.pem, key: pki/ingress-key.pem}}
                  admin: {address: "127.0.0.1:%d"}
                mesh: {identity: {cert: pki/gateway.pem, key: pki/gateway-key.pem}, trust: [pki/mesh-ca.pem]}
                upstreams: [{name: app, url: "https://127.0.0.1:%d", expect: "spiffe://demo.test/ns/finance/sa/ledger"}]
                routes: [{name: app, host: localhost, path: /, upstream: app, body-bytes: 0}]
                policies: [{name: anyone, effect: allow, routes: [app], from: {anyone: true}}]
                audit: {file: audit.jsonl}
                """.formatted(port, admin, upstream);
    }

    @Override
    public void close() throws IOException {
        try {
            if (gateway.isAlive()) {
                Product.terminate(gateway, Duration.ofSeconds(60));
            }
            await(vertx.close());
        } catch (Exception stuck) {
            throw new IOException(stuck);
        }
    }
}
