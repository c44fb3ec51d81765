package dev.postern.signin;

import dev.postern.config.Secret;
import dev.postern.exchange.RefusedException;
import dev.postern.identity.Claims;
import dev.postern.identity.Principal;
import dev.postern.identity.Session;
import dev.postern.identity.SessionTokens;
import dev.postern.identity.TokenRefresher;
import io.quarkus.oidc.AuthorizationCodeTokens;
import io.quarkus.oidc.common.runtime.OidcCommonUtils;
import io.quarkus.oidc.runtime.OidcProvider;
import io.quarkus.oidc.runtime.TokenVerificationResult;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jose4j.jwt.consumer.InvalidJwtException;

/**
 * Renews sessions with their refresh token (RFC 6749 §6, OpenID Connect Core §12). A new ID token is verified as the first was and must be about the same subject;
 * groups are read anew. A provider that has not been reached since the start, or since it was given another issuer or client id, counts as not reachable until
 * somebody signs in at it.
 */
public final class ProviderRefresher implements TokenRefresher {

    private static final Duration WHOLE = Duration.ofSeconds(10);
    /** For what is asked with the new tokens: with {@link #WHOLE} less than a renewal may take in all, after which they would be lost. */
    private static final Duration REST = Duration.ofSeconds(4);

    private final Providers providers;

    public ProviderRefresher(Providers providers) {
        this.providers = providers;
    }

    @Override
    public Future<Outcome> refresh(Session session) {
        Optional<Provider> provider = providers.find(session.user().provider());
        Optional<Secret> token = session.tokens().refresh();
        if (provider.isEmpty() || token.isEmpty()) {
            return Future.succeededFuture(new Declined(token.isEmpty() ? "no refresh token" : "the provider is not configured any more"));
        }
        return provider.get().known()
                .map(client -> provider.get().bounded(() -> ask(new Asking(session, provider.get(), client), token.get())))
                .orElseGet(() -> Future.failedFuture(new IllegalStateException("the provider has not been reached yet")));
    }

    private record Asking(Session session, Provider provider, OidcProvider client) {}

    private Future<Outcome> ask(Asking asking, Secret token) {
        Future<AuthorizationCodeTokens> asked = UniFutures.within(WHOLE, providers.seam().vertx(), () -> asking.client.refreshTokens(token.reveal()));
        return asked.transform(answer -> answer.succeeded()
                ? whole(asking, keepingRefresh(answer.result(), token))
                : Failures.isDeclined(answer.cause()) ? declined("the provider refused the refresh token") : Future.failedFuture(answer.cause()));
    }

    /** A provider that sends no new refresh token leaves the old one in force. */
    private static AuthorizationCodeTokens keepingRefresh(AuthorizationCodeTokens tokens, Secret old) {
        if (tokens.getRefreshToken() == null) {
            tokens.setRefreshToken(old.reveal());
        }
        return tokens;
    }

    /** From here on the old refresh token may be used up (RFC 9700 §4.14.2): whatever fails, the new one is kept. */
    private Future<Outcome> whole(Asking asking, AuthorizationCodeTokens tokens) {
        return renewed(asking, tokens).timeout(REST.toMillis(), TimeUnit.MILLISECONDS).recover(failure -> failure instanceof RefusedException refused
                ? declined(refused.denial().detail())
                : Future.succeededFuture(new Unfinished(asking.session.tokens().refreshedBy(new Secret(tokens.getRefreshToken())), failure)));
    }

    private Future<Outcome> renewed(Asking asking, AuthorizationCodeTokens tokens) {
        return tokens.getIdToken() == null ? withoutIdToken(asking, tokens) : withIdToken(asking, tokens);
    }

    private Future<Outcome> withIdToken(Asking asking, AuthorizationCodeTokens tokens) {
        Vouched vouched = vouched(asking);
        return verified(asking.client, tokens.getIdToken()).transform(result -> {
            if (result.failed()) {
                return Failures.isUnreachable(result.cause()) ? Future.failedFuture(result.cause()) : declined("the new ID token does not verify");
            }
            JsonObject id = OidcCommonUtils.decodeJwtContent(tokens.getIdToken());
            if (!vouched.isForUs(id) || !sameSubject(asking.session.user().claims(), id)) {
                return declined("the new ID token is about somebody else");
            }
            return vouched.claims(id, tokens).compose(vouched::user).map(user -> new Renewed(user, vouched.sessionTokens(tokens, id)));
        });
    }

    /** Keys may have been rotated since: once more with the keys of today. */
    private Future<TokenVerificationResult> verified(OidcProvider client, String idToken) {
        return UniFutures.within(ProviderTimeouts.ANSWER, providers.seam().vertx(), () -> {
            try {
                return Uni.createFrom().item(client.verifyJwtToken(idToken, true, true, null));
            } catch (InvalidJwtException unknownKey) {
                return client.refreshJwksAndVerifyJwtToken(idToken, true, true, null);
            }
        });
    }

    /** Who it is about stands; what UserInfo says of groups now counts. */
    private Future<Outcome> withoutIdToken(Asking asking, AuthorizationCodeTokens tokens) {
        Session session = asking.session;
        Instant expiry = providers.clock().instant().plusSeconds(Optional.ofNullable(tokens.getAccessTokenExpiresIn()).orElse(300L));
        SessionTokens kept = new SessionTokens(session.tokens().idToken(), Optional.of(new Secret(tokens.getRefreshToken())), Optional.of(expiry));
        if (tokens.getAccessToken() == null || asking.client.getMetadata().getUserInfoUri() == null) {
            return Future.succeededFuture(new Renewed(session.user(), kept));
        }
        return UniFutures.within(ProviderTimeouts.ANSWER, providers.seam().vertx(), () -> asking.client.getUserInfo(tokens.getAccessToken()))
                .compose(info -> userNow(asking, new JsonObject(info.getUserInfoString())))
                .map(user -> new Renewed(user, kept));
    }

    private Future<Principal.User> userNow(Asking asking, JsonObject info) {
        return sameSubject(asking.session.user().claims(), info)
                ? vouched(asking).user(asking.session.user().claims().asJson().mergeIn(info))
                : Vouched.failed("UserInfo is about somebody else");
    }

    private Vouched vouched(Asking asking) {
        return new Vouched(asking.provider, asking.client, providers.seam(), providers.clock().instant());
    }

    private static boolean sameSubject(Claims before, JsonObject now) {
        return before.strings("sub").equals(List.of(now.getString("sub", "")));
    }

    private static Future<Outcome> declined(String detail) {
        return Future.succeededFuture(new Declined(detail));
    }
}
