package dev.postern.signin;

import dev.postern.config.ProviderConfig;
import dev.postern.exchange.Reason;
import dev.postern.exchange.RefusedException;
import dev.postern.identity.LogoutTokens;
import dev.postern.identity.UserMapping;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.runtime.OidcProvider;
import io.quarkus.oidc.runtime.TenantConfigContext;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * One provider as it is configured now, and whether it has been reached.
 *
 * <p>The first sign-in reaches out for its discovery document and keys; others wait for that one attempt, and after a failure everybody is refused at once for
 * {@link #PAUSE}: a crowd at the door of a provider that is gone costs one attempt in that time. At most {@value #MOST_AT_ONCE} requests are with a provider at
 * once. Any thread.
 */
final class Provider {

    static final Duration PAUSE = Duration.ofSeconds(2);
    static final int MOST_AT_ONCE = 64;
    static final Duration ASKED_ANEW_AFTER = Duration.ofHours(1);

    private static final Duration RETIRE_AFTER = Duration.ofMinutes(1);
    private static final Logger LOG = Logger.getLogger(Provider.class);

    private final ProviderConfig config;
    private final Optional<Buffer> trust;
    private final OidcSeam seam;
    private final Parts parts;
    private final InstantSource clock;
    private final AtomicReference<Future<Void>> attempt = new AtomicReference<>();
    private final AtomicInteger asking = new AtomicInteger();
    private final LogoutTokens logouts;
    private volatile Instant refusedUntil = Instant.MIN;
    private volatile Compiled tenant;

    private record Compiled(OidcTenantConfig config, Instant at) {}

    Provider(ProviderConfig config, Optional<Buffer> trust, OidcSeam seam, Parts parts) {
        this.config = config;
        this.trust = trust;
        this.seam = seam;
        this.parts = parts;
        this.clock = parts.clock();
        this.tenant = compiled();
        this.logouts = new LogoutTokens(new LogoutTokens.Origin(mapping(), config.issuer().value().toString(), config.clientId(), trust), seam.vertx(), clock);
    }

    /** Verifies what it says of sign-outs. */
    LogoutTokens logouts() {
        return logouts;
    }

    /** @param seal encrypts what travels in the flow's cookie */
    record Parts(String seal, InstantSource clock) {}

    String name() {
        return config.name().value();
    }

    String title() {
        return config.title();
    }

    ProviderConfig config() {
        return config;
    }

    private Compiled compiled() {
        return new Compiled(Tenant.compile(config, trust, parts.seal(), seam.tls()), clock.instant());
    }

    /** What the OpenID Connect client knows the provider by now. */
    OidcTenantConfig tenant() {
        return tenant.config;
    }

    /** The same, made anew when it is older than {@link #ASKED_ANEW_AFTER}: then endpoints and keys are fetched again, and a key that was withdrawn counts no more. */
    OidcTenantConfig renewedTenant() {
        if (clock.instant().isAfter(tenant.at.plus(ASKED_ANEW_AFTER))) {
            tenant = compiled();
        }
        return tenant.config;
    }

    UserMapping mapping() {
        return new UserMapping(name(), config.userClaim(), config.groupsClaim());
    }

    boolean is(ProviderConfig other, Optional<Buffer> otherTrust) {
        return config.equals(other) && trust.equals(otherTrust);
    }

    /** The provider's keys and endpoints as they were discovered; empty before it has been reached. */
    Optional<OidcProvider> reached() {
        return Optional.ofNullable(seam.tenants().getDynamicTenant(name()))
                .filter(context -> context.oidcConfig() == tenant())
                .map(TenantConfigContext::provider);
    }

    /** The same, or what was discovered for the same client of the same issuer before something else about it was changed. */
    Optional<OidcProvider> known() {
        return Optional.ofNullable(seam.tenants().getDynamicTenant(name()))
                .filter(context -> context.oidcConfig().authServerUrl().equals(tenant().authServerUrl())
                        && context.oidcConfig().clientId().equals(tenant().clientId()))
                .map(TenantConfigContext::provider);
    }

    /** Does {@code work}, which reaches out to the provider by itself where nobody has yet. */
    <T> Future<T> reach(Supplier<Future<T>> work) {
        if (clock.instant().isBefore(refusedUntil)) {
            return Future.failedFuture(new RefusedException(Reason.SIGN_IN_UNAVAILABLE, "provider " + name() + " was not reachable a moment ago"));
        }
        if (reached().isPresent()) {
            return bounded(work);
        }
        Promise<Void> mine = Promise.promise();
        Future<Void> running = attempt.compareAndExchange(null, mine.future());
        return running == null ? lead(mine, work) : running.compose(reached -> bounded(work));
    }

    private <T> Future<T> lead(Promise<Void> mine, Supplier<Future<T>> work) {
        Optional<OidcProvider> before = known();
        return bounded(work).onComplete(done -> {
            attempt.set(null);
            if (reached().isPresent()) {
                before.ifPresent(this::retire);
                mine.complete();
            } else {
                refusedUntil = clock.instant().plus(PAUSE);
                LOG.warnf("event=provider-unreachable provider=%s issuer=%s cause=%s", name(), config.issuer(), Failures.kinds(done.cause()));
                mine.fail(new RefusedException(Reason.SIGN_IN_UNAVAILABLE, "provider " + name() + " is not reachable"));
            }
        });
    }

    /** The connections of the configuration before are closed when what is under way on them has had its time. */
    private void retire(OidcProvider before) {
        seam.vertx().setTimer(RETIRE_AFTER.toMillis(), later -> before.close());
    }

    /** Runs {@code work} as one of a bounded number. */
    <T> Future<T> bounded(Supplier<Future<T>> work) {
        if (asking.incrementAndGet() > MOST_AT_ONCE) {
            asking.decrementAndGet();
            return Future.failedFuture(new RefusedException(Reason.OVERLOADED, "too many requests to provider " + name() + " at once"));
        }
        return Future.succeededFuture().compose(go -> work.get()).onComplete(done -> asking.decrementAndGet());
    }

    @Override
    public String toString() {
        return name();
    }
}
