package dev.postern.signin;

import io.quarkus.oidc.AuthorizationCodeTokens;
import io.quarkus.oidc.OidcRequestContext;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.TokenStateManager;
import io.quarkus.security.AuthenticationFailedException;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Catches the tokens of a sign-in on their way into the OpenID Connect client's session cookie. The cookie gets a word without meaning, and is dropped; a token
 * is never in a cookie. The client calls this after it has verified the ID token.
 */
@Singleton
@Alternative
@Priority(1)
final class TokenCatcher implements TokenStateManager {

    private static final String CAUGHT = "postern.tokens";

    static Optional<AuthorizationCodeTokens> caught(RoutingContext context) {
        return Optional.ofNullable(context.get(CAUGHT));
    }

    @Override
    public Uni<String> createTokenState(RoutingContext context, OidcTenantConfig tenant, AuthorizationCodeTokens tokens, OidcRequestContext<String> request) {
        context.put(CAUGHT, tokens);
        return Uni.createFrom().item("none");
    }

    @Override
    public Uni<AuthorizationCodeTokens> getTokens(RoutingContext context, OidcTenantConfig tenant, String state, OidcRequestContext<AuthorizationCodeTokens> request) {
        return Uni.createFrom().failure(new AuthenticationFailedException("tokens are not kept in cookies"));
    }

    @Override
    public Uni<Void> deleteTokens(RoutingContext context, OidcTenantConfig tenant, String state, OidcRequestContext<Void> request) {
        return Uni.createFrom().voidItem();
    }
}
