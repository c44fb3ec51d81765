package dev.postern.identity;

import dev.postern.config.IdentityConfig;
import dev.postern.config.IdentityConfig.AssertionConfig;
import dev.postern.config.IdentityConfig.SessionsConfig;
import dev.postern.config.IdentityConfig.SessionsConfig.DeviceBinding;
import dev.postern.config.Located;
import dev.postern.config.Problems;
import dev.postern.config.TokenIssuerConfig;
import dev.postern.config.WorkloadTrustConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Configurations of identity, and its parts, for tests. */
final class Identity {

    static final SessionsConfig SESSIONS =
            new SessionsConfig(Duration.ofHours(1), Duration.ofHours(12), Duration.ofMinutes(15), DeviceBinding.NONE, 100_000, 50);

    private Identity() {}

    static SessionsConfig sessions(DeviceBinding binding) {
        return new SessionsConfig(SESSIONS.idle(), SESSIONS.lifetime(), SESSIONS.rotate(), binding, SESSIONS.maximum(), SESSIONS.perUser());
    }

    static TokenIssuerConfig issuer(URI jwks, String... algorithms) {
        return new TokenIssuerConfig(Located.of("corp"), Located.of(TestIssuer.ISSUER), List.of(TestIssuer.AUDIENCE, "second"), Located.of(jwks),
                List.of(algorithms), "sub", "groups", Duration.ofSeconds(30), Optional.empty());
    }

    static IdentityConfig config(SessionsConfig sessions, TokenIssuerConfig... issuers) {
        return new IdentityConfig(List.of(), List.of(issuers), List.of(new WorkloadTrustConfig(Located.of("corp.test"),
                Located.of(Path.of("unused.pem")))),
                sessions, new AssertionConfig("https://access.corp.test", Optional.empty(), Duration.ofSeconds(60)));
    }

    static IdentityParts parts(Vertx vertx, TestClock clock, SessionStore store, TokenRefresher refresher) {
        return new IdentityParts(vertx, clock, store, refresher, (chain, now) -> {
            throw new CertificateException("no workloads in this test");
        }, address -> () -> { });
    }

    static IdentityParts parts(Vertx vertx, TestClock clock) {
        return parts(vertx, clock, new MemorySessionStore((session, why) -> {}), session -> Future.failedFuture("no provider in this test"));
    }

    static Authenticator authenticator(IdentityConfig config, IdentityParts parts) {
        Problems problems = new Problems();
        Authenticator authenticator = Authenticator.compile(config, parts, problems);
        problems.throwIfAny();
        return authenticator;
    }

}
