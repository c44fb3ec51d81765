package dev.postern.signin;

import io.quarkus.arc.Unremovable;
import io.quarkus.oidc.common.OidcRequestFilter;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Gives each request to a provider a time to be answered in: the OpenID Connect client itself has only one for connecting, and would wait for ever. */
@Singleton
@Unremovable
final class ProviderTimeouts implements OidcRequestFilter {

    static final Duration ANSWER = Duration.ofSeconds(5);

    @Override
    public Uni<Void> filter(OidcRequestFilterContext context) {
        context.request().timeout(ANSWER.toMillis());
        return Uni.createFrom().voidItem();
    }
}
