package dev.postern.demo;

import dev.postern.pki.Thumbprint;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jboss.logging.Logger;
import org.jose4j.jwt.JwtClaims;

/**
 * An OpenID Connect provider for development, demonstration and tests: it signs anybody in who asks, without a password, and therefore binds to loopback and to
 * nothing else. Discovery, authorisation code with PKCE, refresh, UserInfo, end of session, JWKS (OpenID Connect Core and Discovery 1.0, RFC 7636).
 *
 * <p>It can be told to misbehave: to rotate its keys, go away, answer late, and to say wrong things in ID tokens.
 */
public final class DevIdentityProvider {

    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "::1", "localhost");
    private static final Logger LOG = Logger.getLogger(DevIdentityProvider.class);

    private final Vertx vertx;
    private final DevOptions options;
    private final DevKeys keys = new DevKeys();
    private final DevTokens tokens;
    private final DevGrants grants = new DevGrants();
    private volatile Optional<HttpServer> server = Optional.empty();
    private volatile int port;
    private volatile Duration delay = Duration.ZERO;
    private volatile List<DevUser> users;
    private final Map<String, Integer> seen = new ConcurrentHashMap<>();

    private DevIdentityProvider(Vertx vertx, DevOptions options) {
        this.vertx = vertx;
        this.options = options;
        this.users = options.users();
        this.port = options.address().port();
        this.tokens = new DevTokens(keys, options.clock(), options.clientId());
    }

    /** @throws IllegalArgumentException for an address that is not loopback */
    public static Future<DevIdentityProvider> start(Vertx vertx, DevOptions options) {
        if (!LOOPBACK.contains(options.address().host())) {
            throw new IllegalArgumentException("the development identity provider signs anybody in: it listens on loopback only, not on " + options.address().host());
        }
        DevIdentityProvider provider = new DevIdentityProvider(vertx, options);
        LOG.warn("event=dev-identity-provider detail=\"signs anybody in without a password: for development only\"");
        return provider.comeBack().map(provider);
    }

    /** The issuer: also the base of all its addresses. */
    public String issuer() {
        String host = options.address().host();
        return (options.tls().isPresent() ? "https://" : "http://") + (host.indexOf(':') < 0 ? host : '[' + host + ']') + ':' + port;
    }

    /** Where its keys are published. */
    public String jwks() {
        return issuer() + "/jwks";
    }

    /**
     * A bearer token for an API.
     *
     * @param bound the certificate it is bound to (RFC 8705 §3)
     */
    public String tokenFor(String user, String audience, Optional<Thumbprint> bound) {
        return tokenFor(user, audience, bound, Duration.ofMinutes(5));
    }

    /** The same, good for a time. */
    public String tokenFor(String user, String audience, Optional<Thumbprint> bound, Duration age) {
        return tokens.bearer(issuer(), user(user).orElseThrow(), audience, bound, age);
    }

    /** A back-channel logout token (OpenID Connect Back-Channel Logout 1.0 §2.4) that says what {@code claims} makes of one with neither {@code sub} nor {@code sid}. */
    public String logoutToken(UnaryOperator<JwtClaims> claims) {
        return logoutToken(Optional.of("logout+jwt"), claims);
    }

    /** The same of another {@code typ}, or without one. */
    public String logoutToken(Optional<String> type, UnaryOperator<JwtClaims> claims) {
        return tokens.logout(issuer(), type, claims);
    }

    Optional<DevUser> user(String name) {
        return users.stream().filter(user -> user.name().equals(name)).findFirst();
    }

    List<DevUser> users() {
        return users;
    }

    /** What is said of the user of this name from now on, also to whom asks again. */
    public void change(DevUser changed) {
        users = users.stream().map(user -> user.name().equals(changed.name()) ? changed : user).toList();
    }

    /** Signs with new keys from now on and withdraws the old ones. */
    public void rotateKeys() {
        keys.rotate();
    }

    /** Every refresh token is refused from now on. */
    public void endAllLogins() {
        grants.endAll();
    }

    /** Answers each request so much later. */
    public void slow(Duration later) {
        delay = later;
    }

    /** Access tokens live so long from now on. */
    public void accessTokensLive(Duration age) {
        tokens.accessAge(age);
    }

    /** Changes what ID tokens say before they are signed. */
    public void changeIdClaims(UnaryOperator<JwtClaims> change) {
        tokens.changeClaims(change);
    }

    /** Changes ID tokens after they have been signed. */
    public void changeIdToken(UnaryOperator<String> change) {
        tokens.changeToken(change);
    }

    /** Undoes every misbehaviour but rotated keys. */
    public void behave() {
        slow(Duration.ZERO);
        changeIdClaims(UnaryOperator.identity());
        changeIdToken(UnaryOperator.identity());
        accessTokensLive(Duration.ofMinutes(5));
    }

    /** Closes its port and every connection. */
    public Future<Void> goAway() {
        Optional<HttpServer> open = server;
        server = Optional.empty();
        return open.map(HttpServer::close).orElse(Future.succeededFuture());
    }

    /** Opens the same port again. */
    public Future<Void> comeBack() {
        HttpServerOptions listen = new HttpServerOptions().setHost(options.address().host()).setPort(port).setIdleTimeout(30);
        options.tls().ifPresent(certificate -> listen.setSsl(true).setKeyCertOptions(certificate));
        return vertx.createHttpServer(listen).requestHandler(this::answer).listen().map(open -> {
            server = Optional.of(open);
            port = open.actualPort();
            return null;
        });
    }

    /** How often one of its addresses was asked: {@code /token}. */
    public int asked(String path) {
        return seen.getOrDefault(path, 0);
    }

    private void answer(HttpServerRequest request) {
        if (DevEndpoints.PATHS.contains(request.path())) {
            seen.merge(request.path(), 1, Integer::sum);
        }
        DevEndpoints endpoints = new DevEndpoints(this, options, new DevEndpoints.Parts(keys, tokens, grants));
        if (delay.isZero()) {
            endpoints.answer(request);
        } else {
            request.pause();
            vertx.setTimer(delay.toMillis(), later -> {
                endpoints.answer(request);
                request.resume();
            });
        }
    }
}
