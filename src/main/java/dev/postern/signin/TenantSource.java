package dev.postern.signin;

import io.quarkus.oidc.OidcRequestContext;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.TenantConfigResolver;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/**
 * Hands the OpenID Connect client the provider that sign-in chose for a request, never one that a cookie names. Requests that do not come from sign-in, those to
 * the admin listener, have none.
 */
@Singleton
final class TenantSource implements TenantConfigResolver {

    private static final String CHOSEN = "postern.tenant";

    /** The client compares configurations by identity, and connects anew when it meets another one of the same name with this mark. */
    private static final String CONNECT_ANEW = "replace-tenant-configuration-context";

    static void choose(RoutingContext context, OidcTenantConfig tenant) {
        context.put(CHOSEN, tenant);
        context.put(CONNECT_ANEW, "true");
    }

    @Override
    public Uni<OidcTenantConfig> resolve(RoutingContext context, OidcRequestContext<OidcTenantConfig> request) {
        return Uni.createFrom().item(context.<OidcTenantConfig>get(CHOSEN));
    }
}
