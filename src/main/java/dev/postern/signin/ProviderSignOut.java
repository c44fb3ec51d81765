package dev.postern.signin;

import dev.postern.config.Secret;
import dev.postern.exchange.Authority;
import dev.postern.identity.Session;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Where a person signs out at their provider (OpenID Connect RP-Initiated Logout 1.0 §2). */
public final class ProviderSignOut {

    static final String AFTERWARDS = "/.postern/signed-out";

    private final Providers providers;

    public ProviderSignOut(Providers providers) {
        this.providers = providers;
    }

    /** The provider's end-session address with the hints it needs to return here; empty when it has none, or has not been reached. */
    public Optional<String> address(Session session, Authority host) {
        Optional<Secret> hint = session.tokens().idToken();
        return endpoint(session).map(endpoint -> endpoint + (endpoint.contains("?") ? '&' : '?')
                + "client_id=" + encoded(providers.find(session.user().provider()).orElseThrow().config().clientId())
                + hint.map(token -> "&id_token_hint=" + encoded(token.reveal())).orElse("")
                + "&post_logout_redirect_uri=" + encoded("https://" + host + AFTERWARDS));
    }

    /** The origin of that address: the one other place the sign-out form may lead. */
    public Optional<String> origin(Session session) {
        return endpoint(session).map(endpoint -> {
            URI uri = URI.create(endpoint);
            return uri.getScheme() + "://" + uri.getRawAuthority();
        });
    }

    private Optional<String> endpoint(Session session) {
        return providers.find(session.user().provider())
                .flatMap(Provider::known)
                .flatMap(client -> Optional.ofNullable(client.getMetadata().getEndSessionUri()));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
