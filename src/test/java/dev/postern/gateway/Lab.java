package dev.postern.gateway;

import dev.postern.config.Secret;
import dev.postern.demo.DemoPki;
import dev.postern.demo.DevIdentityProvider;
import dev.postern.demo.DevOptions;
import dev.postern.demo.DevUser;
import dev.postern.inspect.Inspector;
import dev.postern.pki.CertificateAuthority;
import dev.postern.pki.KeyMaterial;
import dev.postern.pki.Pem;
import dev.postern.pki.PemFiles;
import dev.postern.pki.Thumbprint;
import io.quarkus.arc.Arc;
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
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * For each test anew, as an extension of it: the whole gateway in the test's process, real sockets, its own PKI, the development identity provider, an upstream in the mesh that does what the test wants.
 */
final class Lab implements BeforeEachCallback, AfterEachCallback, AutoCloseable {

    static final long PATIENCE_SECONDS = 30;

    Vertx vertx;
    Surroundings surroundings;
    Path dir;
    DemoPki pki;
    DevIdentityProvider people;
    private final List<String> providers = new ArrayList<>();
    private final List<String> ingress = new ArrayList<>();
    /** What its upstreams' WebSockets have heard. */
    final List<String> messages = Collections.synchronizedList(new ArrayList<>());
    private final List<HttpServer> servers = new ArrayList<>();
    private final List<HttpClient> clients = new ArrayList<>();
    private Gateway gateway;
    private String admin = "";
    private String audit = "{file: audit.jsonl}";
    private String devices = "{name: laptops, certificates: pki/device-ca.pem, crls: [pki/device-ca.crl]}";

    /** As an extension, which is opened before each test and closed after it. */
    Lab() {}

    /** One more, in a directory of the test's: whoever makes it closes it. */
    Lab(Vertx vertx, Surroundings surroundings, Path dir) throws Exception {
        open(vertx, surroundings, dir);
    }

    @Override
    public void beforeEach(ExtensionContext test) throws Exception {
        open(Arc.container().instance(Vertx.class).get(), Arc.container().instance(Surroundings.class).get(), Files.createTempDirectory("postern-lab"));
    }

    private void open(Vertx on, Surroundings with, Path in) throws Exception {
        vertx = on;
        surroundings = with;
        dir = in;
        pki = DemoPki.write(dir.resolve("pki"), InstantSource.system());
        people = await(DevIdentityProvider.start(vertx, DevOptions.of(new Secret("lab-secret"), List.of(
                new DevUser("alice", "Alice", List.of("finance", "staff")), new DevUser("bob", "Bob", List.of("staff"))))));
        Files.writeString(dir.resolve("client-secret"), "lab-secret");
        provider("lab", people);
    }

    /** One more place where people can sign in; before the gateway is configured. */
    void provider(String name, DevIdentityProvider at) {
        providers.add("{name: %s, title: \"The %s\", issuer: \"%s\", client-id: postern, client-secret: {file: client-secret}}".formatted(name, name, at.issuer()));
    }

    /** The admin listener's section; before the gateway is configured. */
    void admin(String section) {
        admin = section;
    }

    /** Another device authority; before the gateway is configured. */
    void devices(String authority) {
        devices = authority;
    }

    /** The record's section; before the gateway is configured. */
    void audit(String section) {
        audit = section;
    }

    /** One more key of the ingress; before the gateway is configured. */
    void ingress(String line) {
        ingress.add(line);
    }

    /** A certificate and its key in place of the demo's of that name. */
    void write(String name, KeyMaterial material) {
        PemFiles.writeKey(dir.resolve("pki/" + name + "-key.pem"), material.key());
        PemFiles.writeCertificates(dir.resolve("pki/" + name + ".pem"), material.chain());
    }

    void write(String name, CertificateAuthority authority) {
        PemFiles.writeCertificates(dir.resolve("pki/" + name + ".pem"), List.of(authority.certificate()));
    }

    /** A laptop and a tablet of this authority in place of the demo's devices, neither of them revoked. @return the tablet */
    KeyMaterial enrol(CertificateAuthority authority) {
        write("device-ca", authority);
        PemFiles.writeCrl(dir.resolve("pki/device-ca.crl"), authority.crl(Duration.ofDays(1)));
        write("laptop", authority.device("laptop"));
        KeyMaterial tablet = authority.device("tablet");
        write("tablet", tablet);
        return tablet;
    }

    /** An upstream with the SVID of the demo's ledger, which lets only the mesh in. */
    int upstream(Handler<HttpServerRequest> handler) throws Exception {
        HttpServer server = vertx.createHttpServer(meshServer()).requestHandler(request -> {
            if (WebSocketEcho.wanted(request)) {
                WebSocketEcho.answer(request, messages);
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
        if (ingress.stream().noneMatch(line -> line.startsWith("overload:"))) {
            ingress.add("overload: {loop-delay: 1m}"); // a busy machine is no reason to turn away a test's strangers
        }
        Files.writeString(dir.resolve("postern.yaml"), """
                listen:
                  ingress:
                    address: 127.0.0.1:0
                    tls: {cert: pki/ingress.pem, key: pki/ingress-key.pem}
                    timeouts: {drain: 2s}
                    %5$s
                  admin: {address: 127.0.0.1:0%6$s}
                identity:
                  providers: [%4$s]
                  tokens: [{name: lab-api, issuer: "%1$s", audiences: [lab], jwks: "%2$s", user-claim: preferred_username, clock-skew: 5s}]
                  workloads: [{trust-domain: demo.test, bundle: pki/mesh-ca.pem}]
                  sessions: {device: when-present}
                  assertion: {issuer: "https://localhost"}
                devices:
                  authorities: [%8$s]
                mesh:
                  identity: {cert: pki/gateway.pem, key: pki/gateway-key.pem}
                  trust: [pki/mesh-ca.pem]
                audit: %7$s
                %3$s
                """.formatted(people.issuer(), people.jwks(), own, String.join(", ", providers), String.join("\n    ", ingress), admin, audit, devices));
    }

    void start(String own, Inspector... inspectors) throws IOException {
        configure(own);
        gateway = Gateway.start(dir.resolve("postern.yaml"), surroundings,
                inspectors.length == 0 ? Assembly.inspectors(surroundings.clock()) : List.of(inspectors));
    }

    /** Changes the configuration and waits until it is in force. */
    void reload(UnaryOperator<String> change) throws Exception {
        String version = gateway.version();
        Path file = dir.resolve("postern.yaml");
        Files.writeString(file, change.apply(Files.readString(file)));
        until("the reload", () -> {
            gateway.look();
            return !gateway.version().equals(version);
        });
    }

    /** Drains and closes the gateway, if it was started. */
    void stop() {
        if (gateway != null) {
            gateway.close();
        }
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
        return client(version, certificate, options -> { });
    }

    /** The same, set up otherwise. */
    HttpClient client(HttpVersion version, Optional<String> certificate, Consumer<HttpClientOptions> setup) {
        HttpClientOptions options = new HttpClientOptions().setSsl(true).setProtocolVersion(version).setUseAlpn(version == HttpVersion.HTTP_2)
                .setDefaultHost("localhost").setDefaultPort(port()).setTrustOptions(new PemTrustOptions().addCertPath(pki.file("ingress-ca.pem")))
                .setDecompressionSupported(false);
        certificate.ifPresent(name -> options.setKeyCertOptions(new PemKeyCertOptions().setCertPath(pki.file(name + ".pem")).setKeyPath(pki.file(name + "-key.pem"))));
        setup.accept(options);
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
        return lines().stream().filter(line -> line.containsKey("http_request")).toList();
    }

    /** Every line of the record so far. */
    List<JsonObject> lines() throws IOException {
        gateway.flushAudit();
        try (var lines = Files.lines(dir.resolve("audit.jsonl"))) {
            return lines.map(JsonObject::new).toList();
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
    public void afterEach(ExtensionContext test) throws Exception {
        close();
        try (Stream<Path> files = Files.walk(dir)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete()); // what stays is in the machine's directory for such things
        }
    }

    @Override
    public void close() throws IOException {
        try {
            for (HttpClient client : clients) {
                await(client.close());
            }
            stop();
            for (HttpServer server : servers) {
                await(server.close());
            }
            await(people.goAway());
        } catch (Exception stuck) {
            throw new IOException(stuck);
        }
    }
}
