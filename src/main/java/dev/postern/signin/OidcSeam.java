package dev.postern.signin;

import io.quarkus.oidc.runtime.OidcAuthenticationMechanism;
import io.quarkus.oidc.runtime.TenantConfigBean;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** The parts of {@code quarkus-oidc} that sign-in stands on, as the container hands them over. */
@Singleton
public final class OidcSeam {

    private final Vertx vertx;
    private final OidcAuthenticationMechanism mechanism;
    private final IdentityProviderManager identities;
    private final TenantConfigBean tenants;
    private final TlsConfigurationRegistry tls;

    @Inject
    OidcSeam(Vertx vertx, OidcAuthenticationMechanism mechanism, IdentityProviderManager identities, TenantConfigBean tenants, TlsConfigurationRegistry tls) {
        this.vertx = vertx;
        this.mechanism = mechanism;
        this.identities = identities;
        this.tenants = tenants;
        this.tls = tls;
    }

    Vertx vertx() {
        return vertx;
    }

    OidcAuthenticationMechanism mechanism() {
        return mechanism;
    }

    IdentityProviderManager identities() {
        return identities;
    }

    TenantConfigBean tenants() {
        return tenants;
    }

    TlsConfigurationRegistry tls() {
        return tls;
    }
}
