package dev.postern.gateway;

import dev.postern.config.Secret;
import dev.postern.demo.DemoPki;
import dev.postern.demo.DevIdentityProvider;
import dev.postern.demo.DevOptions;
import dev.postern.demo.DevUser;
import dev.postern.inspect.Inspector;
import dev.postern.pki.Pem;
import dev.postern.pki.Thumbprint;
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
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** The whole gateway in the test's process: real sockets, its own PKI, the development identity provider, an upstream in the mesh that does what the test wants. */
final class Lab implements AutoCloseable {

    static final long PATIENCE_SECONDS = 30;

    final Vertx vertx;
    final Path dir;
    final DemoPki pki;
    final DevIdentityProvider people;
    private final List<String> providers = new ArrayList<>();
    private final List<HttpServer> servers = new ArrayList<>();
    private final List<HttpClient> clients = new ArrayList<>();
    private final Surroundings surroundings;
    private Gateway gateway;

    Lab(Vertx vertx, Surroundings surroundings, Path dir) throws Exception {
        this.vertx = vertx;
        this.surroundings = surroundings;
        this.dir = dir;
        this.pki = DemoPki.write(dir.resolve("pki"), InstantSource.system());
        this.people = await(DevIdentityProvider.start(vertx, DevOptions.of(new Secret("lab-secret"), List.of(
                new DevUser("alice", "Alice", List.of("finance", "staff")), new DevUser("bob", "Bob", List.of("staff"))))));
        Files.writeString(dir.resolve("client-secret"), "lab-secret");
        provider("lab", people);
    }

    /** One more place where people can sign in; before the gateway is configured. */
    void provider(String name, DevIdentityProvider at) {
        providers.add("{name: %s, title: \"The %s\", issuer: \"%s\", client-id: postern, client-secret: {file: client-secret}}".formatted(name, name, at.issuer()));
    }

    /** An upstream with the SVID of the demo's ledger, which lets only the mesh in. */
    int upstream(Handler<HttpServerRequest> handler) throws Exception {
        HttpServer server = vertx.createHttpServer(meshServer()).requestHandler(request -> {
            if (WebSocketEcho.wanted(request)) {
                WebSocketEcho.answer(request);
            } else {
                handler.handle(request);
            }
        });
        servers.add(await(server.listen()));
        return server.actualPort();
    }

    private HttpServerOptions meshServer() {
        return new HttpServerOptions().setHost("127.0.0.1").setPort(0).setSsl(true).setUseAlpn(true).setClientAuth(ClientAuth.REQUIRED)
                .setKeyCertOptions(new PemKeyCertOptions().setCertPath(pki.file("ledger.pem")).setKeyPath(pki.file("ledger-key.pem")))
                .setTrustOptions(new PemTrustOptions().addCertPath(pki.file("mesh-ca.pem")));
    }

    /** Writes the configuration: what every test needs, then the test's own. */
    void configure(String own) throws IOException {
        Files.writeString(dir.resolve("postern.yaml"), """
                listen:
                  ingress:
                    address: 127.0.0.1:0
                    tls: {cert: pki/ingress.pem, key: pki/ingress-key.pem}
                    timeouts: {drain: 2s}
                identity:
                  providers: [%4$s]
                  tokens: [{name: lab-api, issuer: "%1$s", audiences: [lab], jwks: "%2$s", user-claim: preferred_username}]
                  workloads: [{trust-domain: demo.test, bundle: pki/mesh-ca.pem}]
                  sessions: {device: when-present}
                  assertion: {issuer: "https://localhost"}
                devices:
                  authorities: [{name: laptops, certificates: pki/device-ca.pem, crls: [pki/device-ca.crl]}]
                mesh:
                  identity: {cert: pki/gateway.pem, key: pki/gateway-key.pem}
                  trust: [pki/mesh-ca.pem]
                audit: {file: audit.jsonl}
                %3$s
                """.formatted(people.issuer(), people.jwks(), own, String.join(", ", providers)));
    }

    void start(String own, Inspector... inspectors) throws IOException {
        configure(own);
        gateway = Gateway.start(dir.resolve("postern.yaml"), surroundings, List.of(inspectors));
    }

    Gateway gateway() {
        return gateway;
    }

    int port() {
        return gateway.port();
    }

    String url(String path) {
        return "https://localhost:" + gateway.port() + path;
    }

    String token(String user) {
        return people.tokenFor(user, "lab", Optional.empty());
    }

    String boundToken(String user, Thumbprint certificate) {
        return people.tokenFor(user, "lab", Optional.of(certificate));
    }

    /** One upstream behind one route on every path, for those in finance. */
    static String app(int upstream, String more) {
        return """
                upstreams: [{name: app, url: "https://127.0.0.1:%d", expect: "spiffe://demo.test/ns/finance/sa/ledger"}]
                routes: [{name: app, host: localhost, path: /, upstream: app%s}]
                policies: [{name: finance, effect: allow, routes: [app], from: {groups: [finance]}}]
                """.formatted(upstream, more);
    }

    /** A client that shows the demo certificate of that name; none when empty. */
    HttpClient client(HttpVersion version, Optional<String> certificate) {
        HttpClientOptions options = new HttpClientOptions().setSsl(true).setProtocolVersion(version).setUseAlpn(version == HttpVersion.HTTP_2)
                .setDefaultHost("localhost").setDefaultPort(port()).setTrustOptions(new PemTrustOptions().addCertPath(pki.file("ingress-ca.pem")))
                .setDecompressionSupported(false);
        certificate.ifPresent(name -> options.setKeyCertOptions(new PemKeyCertOptions().setCertPath(pki.file(name + ".pem")).setKeyPath(pki.file(name + "-key.pem"))));
        HttpClient client = vertx.createHttpClient(options);
        clients.add(client);
        return client;
    }

    /** A TLS connection to the gateway without a client certificate, for what no HTTP client says. */
    SSLSocket rawTls() throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("ingress", Pem.certificates(Path.of(pki.file("ingress-ca.pem"))).getFirst());
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("localhost", port());
        socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        return socket;
    }

    /** Every event recorded so far, in order, without the trail's own lines. */
    List<JsonObject> events() throws IOException {
        gateway.flushAudit();
        try (var lines = Files.lines(dir.resolve("audit.jsonl"))) {
            return lines.map(JsonObject::new).filter(line -> line.containsKey("http_request")).toList();
        }
    }

    /** Nothing that a test left behind, such as a connection to an upstream that does not read, keeps the gateway from draining. */
    void assertClosesInTime() throws Exception {
        for (HttpClient client : clients) {
            await(client.close());
        }
        long begin = System.nanoTime();
        gateway.close();
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin);
        if (seconds >= 5) {
            throw new AssertionError("closing took " + seconds + " s");
        }
    }

    static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** Waits for something that comes by itself. */
    static void until(String what, Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.call()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("waited in vain for " + what);
            }
            Thread.sleep(20);
        }
    }

    static Map<String, String> bearer(String token) {
        return Map.of("authorization", "Bearer " + token);
    }

    @Override
    public void close() throws IOException {
        try {
            for (HttpClient client : clients) {
                await(client.close());
            }
            if (gateway != null) {
                gateway.close();
            }
            for (HttpServer server : servers) {
                await(server.close());
            }
            await(people.goAway());
        } catch (Exception stuck) {
            throw new IOException(stuck);
        }
    }
}
