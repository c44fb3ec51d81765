package dev.postern.blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.postern.pki.CertificateAuthority;
import dev.postern.pki.KeyMaterial;
import dev.postern.pki.PemFiles;
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
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The product serving one route that everybody may use, to an upstream in the mesh that does what the test wants. */
final class Site implements AutoCloseable {

    static final String SECOND = "second.test";

    final HttpClient client;
    final Path log;
    Process gateway;
    private final Vertx vertx = Vertx.vertx();
    private final Product product;
    private final List<String> properties;
    private final Path dir;
    private final int port = freePort();
    private final int admin = freePort();

    Site(Product product, Path dir, Handler<HttpServerRequest> upstream) throws Exception {
        this(product, List.of(), dir, upstream);
    }

    /** @param properties of the system, as {@code -Dname=value} */
    Site(Product product, List<String> properties, Path dir, Handler<HttpServerRequest> upstream) throws Exception {
        this.product = product;
        this.properties = List.copyOf(properties);
        this.dir = dir;
        this.log = dir.resolve("out.log");
        assertEquals(0, product.run("demo", "--write-pki", dir.resolve("pki").toString()).exit());
        second(dir.resolve("pki"));
        HttpServer server = await(vertx.createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(0).setSsl(true).setUseAlpn(true).setClientAuth(ClientAuth.REQUIRED)
                .setKeyCertOptions(new PemKeyCertOptions().setCertPath(dir.resolve("pki/ledger.pem").toString()).setKeyPath(dir.resolve("pki/ledger-key.pem").toString()))
                .setTrustOptions(new PemTrustOptions().addCertPath(dir.resolve("pki/mesh-ca.pem").toString())))
                .requestHandler(upstream).listen());
        Files.writeString(dir.resolve("postern.yaml"), config(port, admin, server.actualPort()));
        client = client(HttpVersion.HTTP_2);
        start();
    }

    /** Also a second time, when the gateway has ended. */
    void start() throws Exception {
        gateway = product.start(properties, log, "serve", "--config", dir.resolve("postern.yaml").toString());
        ready();
    }

    HttpClient client(HttpVersion version) {
        return vertx.createHttpClient(new HttpClientOptions().setSsl(true).setUseAlpn(version == HttpVersion.HTTP_2).setProtocolVersion(version)
                .setDefaultHost("localhost").setDefaultPort(port).setTrustOptions(new PemTrustOptions().addCertPath(dir.resolve("pki/ingress-ca.pem").toString())));
    }

    int port() {
        return port;
    }

    /** A second name, with a certificate of its own. */
    private static void second(Path pki) {
        CertificateAuthority authority = CertificateAuthority.root("A second name", InstantSource.system());
        KeyMaterial material = authority.server(SECOND);
        PemFiles.writeCertificates(pki.resolve("second-ca.pem"), List.of(authority.certificate()));
        PemFiles.writeCertificates(pki.resolve("second.pem"), material.chain());
        PemFiles.writeKey(pki.resolve("second-key.pem"), material.key());
    }

    Vertx vertx() {
        return vertx;
    }

    private void ready() throws Exception {
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

    /** Waits are long: a machine that is busy with other things is no overload of the gateway's. */
    private static String config(int port, int admin, int upstream) {
        return """
                listen:
                  ingress:
                    address: "127.0.0.1:%d"
                    certificates: [{cert: pki/ingress.pem, key: pki/ingress-key.pem}, {cert: pki/second.pem, key: pki/second-key.pem}]
                    overload: {loop-delay: 1m}
                    timeouts: {handshake: 1m, headers: 1m}
                  admin: {address: "127.0.0.1:%d"}
                devices: {authorities: [{name: laptops, certificates: pki/device-ca.pem, crls: [pki/device-ca.crl]}]}
                mesh: {identity: {cert: pki/gateway.pem, key: pki/gateway-key.pem}, trust: [pki/mesh-ca.pem]}
                upstreams: [{name: app, url: "https://127.0.0.1:%d", expect: "spiffe://demo.test/ns/finance/sa/ledger", timeouts: {connect: 1m}}]
                routes:
                  - {name: app, host: localhost, path: /, upstream: app, body-bytes: 0}
                  - {name: managed, host: localhost, path: /managed, upstream: app}
                  - {name: second, host: %s, path: /, upstream: app}
                policies:
                  - {name: anyone, effect: allow, routes: [app, second], from: {anyone: true}}
                  - {name: devices, effect: allow, routes: [managed], from: {anyone: true, device: enrolled}}
                audit: {file: audit.jsonl}
                """.formatted(port, admin, upstream, SECOND);
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
