package dev.postern.edge;

import dev.postern.config.Cidr;
import dev.postern.config.Endpoint;
import dev.postern.config.IngressConfig;
import dev.postern.config.IngressConfig.Bounds;
import dev.postern.config.IngressConfig.Clients;
import dev.postern.config.IngressConfig.Overload;
import dev.postern.config.IngressConfig.Timeouts;
import dev.postern.config.IngressConfig.TlsVersion;
import dev.postern.config.IngressConfig.TrustedHops;
import dev.postern.config.IngressConfig.TrustedHops.ForwardHeader;
import dev.postern.config.Located;
import dev.postern.exchange.Denial;
import dev.postern.exchange.RequestFacts;
import dev.postern.limit.AddressBudgets.Work;
import dev.postern.limit.AddressBudgets;
import dev.postern.limit.ConnectionGate;
import dev.postern.limit.Pressure;
import dev.postern.page.Pages;
import dev.postern.pki.CertificateAuthority;
import dev.postern.pki.KeyMaterial;
import dev.postern.pki.ProofOfPossession;
import dev.postern.pki.SniKeyManager;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.TrustOptions;
import java.security.KeyStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** A listener on a free port of 127.0.0.1 with its own authority, and clients for it. The default certificate is for gate.test; others for app.test and *.apps.test. */
final class EdgeLab implements AutoCloseable {

    static final InstantSource CLOCK = InstantSource.system();
    static final CertificateAuthority SERVERS = CertificateAuthority.root("Edge lab servers", CLOCK);
    static final CertificateAuthority DEVICES = CertificateAuthority.root("Edge lab devices", CLOCK);
    static final KeyMaterial GATE = SERVERS.server("gate.test");
    static final KeyMaterial APP = SERVERS.server("app.test");
    static final KeyMaterial APPS = SERVERS.server("*.apps.test");
    static final KeyMaterial LAPTOP = DEVICES.device("laptop-17");
    static final Pages PAGES = new Pages();

    static final Bounds BOUNDS = new Bounds(2048, 8192, 50, 1 << 20, 1000, 1000, 20, 1000, 64);
    static final Clients CLIENTS = new Clients(10_000, 10_000, 10_000, 10_000);
    static final Overload OVERLOAD = new Overload(85, Duration.ofSeconds(10));
    static final Timeouts TIMES = new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(5));

    /** What stands behind the edge in a test. */
    @FunctionalInterface
    interface Behind {
        void handle(Downstream downstream, RequestFacts facts, Answers answers);
    }

    static final Behind ECHO = (downstream, facts, answers) -> {
        Buffer all = Buffer.buffer();
        var body = downstream.body(BOUNDS.bodyBytes());
        body.exceptionHandler(failure -> answers.fail(downstream, failure));
        body.handler(all::appendBuffer);
        body.endHandler(end -> downstream.respond(ResponseHead.of(200), Buffer.buffer(String.join(" ", facts.method(), facts.authority().toString(), facts.target(),
                "client=" + facts.client().address().getHostAddress(), "peer=" + facts.client().peer().getHostAddress(), "certificates=" + facts.client().certificates().size(),
                "body=" + all))));
        body.resume();
    };

    /** The configuration of a lab, with what a test changes. */
    record Config(Bounds bounds, Timeouts times, TrustedHops hops, List<Cidr> proxy, TlsVersion tls, ConnectionGate.Bounds gate) {

        static Config standard() {
            return new Config(BOUNDS, TIMES, new TrustedHops(List.of(), ForwardHeader.X_FORWARDED_FOR), List.of(), TlsVersion.TLS_1_2, new ConnectionGate.Bounds(1000, 1000));
        }

        Config with(Timeouts changed) {
            return new Config(bounds, changed, hops, proxy, tls, gate);
        }

        Config with(TrustedHops changed) {
            return new Config(bounds, times, changed, proxy, tls, gate);
        }

        Config with(ConnectionGate.Bounds changed) {
            return new Config(bounds, times, hops, proxy, tls, changed);
        }

        Config with(Bounds changed) {
            return new Config(changed, times, hops, proxy, tls, gate);
        }

        Config with(TlsVersion changed) {
            return new Config(bounds, times, hops, proxy, changed, gate);
        }

        Config withProxy(String block) {
            return new Config(bounds, times, hops, List.of(Cidr.parse(block)), tls, gate);
        }
    }

    final Vertx vertx = Vertx.vertx();
    final SniKeyManager keys = new SniKeyManager(List.of(GATE, APP, APPS));
    final AddressBudgets budgets = new AddressBudgets(new AddressBudgets.Rates(Map.of(Work.HANDSHAKE, CLIENTS.handshakes())));
    final Pressure pressure = new Pressure();
    final ProofOfPossession clients = new ProofOfPossession(List.of(DEVICES.certificate()));
    final ConnectionGate gate;
    final Answers answers = new Answers(PAGES, CLOCK);
    final List<Denial> denials = new CopyOnWriteArrayList<>();
    final List<Closing> closings = new CopyOnWriteArrayList<>();
    final List<RequestFacts> handled = new CopyOnWriteArrayList<>();
    final Listener listener;

    EdgeLab(Behind behind) {
        this(behind, Config.standard());
    }

    EdgeLab(Behind behind, Config config) {
        gate = new ConnectionGate(config.gate(), budgets, pressure);
        IngressConfig ingress = new IngressConfig(Located.of(new Endpoint("127.0.0.1", 0)), List.of(), config.tls(), config.hops(), config.proxy(), config.bounds(),
                config.times(), CLIENTS, OVERLOAD);
        Tls tls = new Tls(keys, clients);
        listener = new Listener(vertx, new Listener.Setup(ingress, tls, gate, new Recorder(behind), answers, Set.of("X-Corp-User"), CLOCK));
        await(listener.start());
    }

    private final class Recorder implements ExchangeHandler {

        private final Behind behind;

        Recorder(Behind behind) {
            this.behind = behind;
        }

        @Override
        public void handle(Downstream downstream, RequestFacts facts) {
            handled.add(facts);
            downstream.closed().onSuccess(closings::add);
            behind.handle(downstream, facts, answers);
        }

        @Override
        public void refused(Downstream downstream, Denial denial) {
            denials.add(denial);
            downstream.closed().onSuccess(closings::add);
            answers.refuse(downstream, denial);
        }
    }

    int port() {
        return listener.port();
    }

    /** A raw TLS connection that names {@code sni}, or nothing. */
    RawClient connect(String sni) {
        return RawClient.open(port(), context(Optional.empty()), sni);
    }

    RawClient connectAs(KeyMaterial device, String sni) {
        return RawClient.open(port(), context(Optional.of(device)), sni);
    }

    HttpClient http2() {
        return vertx.createHttpClient(options().setProtocolVersion(HttpVersion.HTTP_2).setUseAlpn(true).setHttp2ClearTextUpgrade(false));
    }

    HttpClient http1() {
        return vertx.createHttpClient(options());
    }

    private HttpClientOptions options() {
        return new HttpClientOptions().setSsl(true).setForceSni(true).setVerifyHost(false).setDefaultHost("127.0.0.1").setDefaultPort(port())
                .setTrustOptions(TrustOptions.wrap(trust()[0]));
    }

    static SSLContext context(Optional<KeyMaterial> device) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(device.map(EdgeLab::keyManagers).orElse(null), trust(), null);
            return context;
        } catch (Exception broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static KeyManager[] keyManagers(KeyMaterial material) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("device", material.key(), new char[0], material.chain().toArray(java.security.cert.X509Certificate[]::new));
            KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
            factory.init(store, new char[0]);
            return factory.getKeyManagers();
        } catch (Exception broken) {
            throw new IllegalStateException(broken);
        }
    }

    static TrustManager[] trust() {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry("ca", SERVERS.certificate());
            TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
            factory.init(store);
            return factory.getTrustManagers();
        } catch (Exception broken) {
            throw new IllegalStateException(broken);
        }
    }

    static KeyCertOptions key(KeyMaterial material) {
        return KeyCertOptions.wrap(new SniKeyManager(List.of(material)));
    }

    static <T> T await(io.vertx.core.Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (java.util.concurrent.ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        } catch (InterruptedException | java.util.concurrent.TimeoutException late) {
            throw new IllegalStateException(late);
        }
    }

    /** Looks until it holds; for what happens on an event loop a moment after the client has seen its cause. */
    static void eventually(java.util.function.BooleanSupplier holds) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within 20 seconds");
            }
            Thread.onSpinWait();
            java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
        }
    }

    @Override
    public void close() {
        await(vertx.close());
    }
}
