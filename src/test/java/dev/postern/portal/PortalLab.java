package dev.postern.portal;

import dev.postern.config.IdentityConfig;
import dev.postern.config.IdentityConfig.SessionsConfig.DeviceBinding;
import dev.postern.config.Located;
import dev.postern.config.Problems;
import dev.postern.config.ProviderConfig;
import dev.postern.config.Secret;
import dev.postern.demo.DevIdentityProvider;
import dev.postern.demo.DevOptions;
import dev.postern.demo.DevUser;
import dev.postern.device.Device;
import dev.postern.exchange.Authority;
import dev.postern.exchange.CanonicalPath;
import dev.postern.exchange.Client;
import dev.postern.exchange.Headers;
import dev.postern.exchange.Protocol;
import dev.postern.exchange.Reason;
import dev.postern.exchange.RefusedException;
import dev.postern.exchange.RequestFacts;
import dev.postern.exchange.RequestId;
import dev.postern.identity.Authenticator;
import dev.postern.identity.IdentityParts;
import dev.postern.identity.MemorySessionStore;
import dev.postern.identity.Principal;
import dev.postern.identity.SessionStore;
import dev.postern.page.LandingView;
import dev.postern.page.Pages;
import dev.postern.revocation.MemoryReplayCache;
import dev.postern.revocation.ReplayCache;
import dev.postern.signin.OidcSeam;
import dev.postern.signin.ProviderRefresher;
import dev.postern.signin.Providers;
import dev.postern.signin.SignInFlow;
import io.quarkus.arc.Arc;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.SelfSignedCertificate;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.URI;
import java.security.cert.CertificateException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** For each test anew, as an extension of it: a portal on a real HTTPS socket, real sessions, and real identity providers, as the gateway would put them together. */
final class PortalLab implements BeforeEachCallback, AfterEachCallback {

    static final Secret CLIENT_SECRET = new Secret("a client secret that is long enough");
    static final List<DevUser> USERS = List.of(
            new DevUser("alice", "Alice Ledger", List.of("finance", "staff")),
            new DevUser("bob", "Bob <script>", List.of("staff")));

    private static final SelfSignedCertificate CERTIFICATE = SelfSignedCertificate.create("app.corp.test");

    Vertx vertx;
    final MovableClock clock = new MovableClock();
    DevIdentityProvider corp;
    DevIdentityProvider partner;
    Browser browser;
    final List<RefusedException> refusals = new CopyOnWriteArrayList<>();
    final List<String> ended = new CopyOnWriteArrayList<>();
    final List<String> notes = new CopyOnWriteArrayList<>();
    final AtomicInteger paidBack = new AtomicInteger();
    final AtomicBoolean usedGone = new AtomicBoolean();
    final AtomicBoolean storeGone = new AtomicBoolean();
    private final ReplayCache used = unlessGone(ReplayCache.class, new MemoryReplayCache(clock), usedGone);
    volatile List<String> routeProviders = List.of();
    private final MemorySessionStore store = new MemorySessionStore((session, why) -> ended.add(session.user().name() + ' ' + why));
    private final List<Browser> browsers = new ArrayList<>();
    private volatile Providers providers;
    private volatile Authenticator authenticator;
    private volatile Portal portal;
    private HttpServer server;
    private final Pages pages = new Pages();

    /** Real time, moved. */
    static final class MovableClock implements InstantSource {

        private volatile Duration ahead = Duration.ZERO;

        @Override
        public Instant instant() {
            return Clock.systemUTC().instant().plus(ahead);
        }

        void advance(Duration by) {
            ahead = ahead.plus(by);
        }
    }

    @Override
    public void beforeEach(ExtensionContext test) {
        this.vertx = Arc.container().instance(Vertx.class).get();
        this.corp = await(DevIdentityProvider.start(vertx, DevOptions.of(CLIENT_SECRET, USERS)));
        this.partner = await(DevIdentityProvider.start(vertx, DevOptions.of(CLIENT_SECRET, USERS)));
        this.providers = Providers.none(Arc.container().instance(OidcSeam.class).get(), clock);
        configure(DeviceBinding.NONE, provider("corp", corp.issuer()), provider("partner", partner.issuer()));
        this.server = await(vertx.createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(0).setSsl(true).setUseAlpn(true)
                .setKeyCertOptions(CERTIFICATE.keyCertOptions())).requestHandler(this::answer).listen());
        this.browser = browser();
    }

    void configure(DeviceBinding binding, ProviderConfig... configs) {
        Problems problems = new Problems();
        providers = providers.next(List.of(configs), problems);
        problems.throwIfAny();
        IdentityConfig config = new IdentityConfig(List.of(), List.of(), List.of(),
                new IdentityConfig.SessionsConfig(Duration.ofHours(1), Duration.ofHours(12), Duration.ofMinutes(15), binding, 100, 50),
                new IdentityConfig.AssertionConfig("https://app.corp.test", Optional.empty(), Duration.ofSeconds(60)));
        authenticator = Authenticator.compile(config, new IdentityParts(vertx, clock, unlessGone(SessionStore.class, store, storeGone), new ProviderRefresher(providers), (chain, now) -> {
            throw new CertificateException("no workloads here");
        }, address -> () -> { }), problems);
        problems.throwIfAny();
        portal = new Portal(new Portal.Parts(pages, providers, new SignInFlow(providers, authenticator.sessions()), authenticator.sessions(),
                asked -> asked.identification().principal() instanceof Principal.User user && user.groups().contains("finance")
                        ? List.of(new LandingView.App("Ledger", "ledger.corp.test")) : List.of(),
                (facts, back) -> routeProviders, new BackchannelLogout.Parts(used, address -> () -> paidBack.incrementAndGet()), () -> "{\"keys\":[]}"));
    }

    static ProviderConfig provider(String name, String issuer) {
        return provider(name, issuer, "groups");
    }

    static ProviderConfig provider(String name, String issuer, String groupsClaim) {
        return new ProviderConfig(Located.of(name), "The " + name, Located.of(URI.create(issuer)), "postern", Optional.of(CLIENT_SECRET),
                List.of("profile", "email"), "preferred_username", groupsClaim, Optional.empty());
    }

    private void answer(HttpServerRequest request) {
        request.pause();
        RequestFacts facts = facts(request);
        authenticator.identify(facts).compose(identification -> {
            identification.setCookie().ifPresent(cookie -> request.response().headers().add("Set-Cookie", cookie.reveal()));
            if (!Portal.owns(facts.path())) {
                return app(request, identification.principal());
            }
            return portal.handle(request, new PortalRequest(facts, identification, new Device.Absent(), bound -> request, notes::add, denial -> notes.add(denial.detail())));
        }).onFailure(failure -> refuse(request, failure)).onComplete(done -> request.resume());
    }

    /** A store that cannot be asked while {@code gone}. */
    private static <T> T unlessGone(Class<T> type, T store, AtomicBoolean gone) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type},
                (proxy, method, arguments) -> gone.get() ? Future.failedFuture(new RefusedException(Reason.SESSION_STORE_UNAVAILABLE, "gone")) : method.invoke(store, arguments)));
    }

    private static Future<Void> app(HttpServerRequest request, Principal principal) {
        String groups = principal instanceof Principal.User user ? String.join(",", user.groups().stream().sorted().toList()) : "";
        return request.response().end(principal.label() + ' ' + groups);
    }

    private void refuse(HttpServerRequest request, Throwable failure) {
        if (failure instanceof RefusedException refused) {
            refusals.add(refused);
            request.response().setStatusCode(refused.denial().reason().status()).end(refused.denial().reason().code());
        } else {
            request.response().setStatusCode(599).end(failure.toString());
        }
    }

    private RequestFacts facts(HttpServerRequest request) {
        return new RequestFacts(RequestId.next(), clock.instant(), Protocol.HTTP_1_1, request.method().name(), Authority.parse(request.authority().toString()),
                CanonicalPath.parse(request.path()), Optional.ofNullable(request.query()).orElse(""), Headers.of(request.headers()),
                new Client(InetAddress.getLoopbackAddress(), InetAddress.getLoopbackAddress(), Optional.empty(), List.of()));
    }

    String at(String path) {
        return "https://app.corp.test:" + server.actualPort() + path;
    }

    Browser browser() {
        return browser(HttpVersion.HTTP_1_1);
    }

    Browser browser(HttpVersion version) {
        Browser browser = new Browser(vertx, server.actualPort(), version);
        browsers.add(browser);
        return browser;
    }

    int sessions() {
        return store.size();
    }

    RefusedException lastRefusal() {
        return refusals.getLast();
    }

    static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }

    @Override
    public void afterEach(ExtensionContext test) {
        browsers.forEach(Browser::close);
        authenticator.close();
        await(server.close());
        await(corp.goAway());
        await(partner.goAway());
    }
}
