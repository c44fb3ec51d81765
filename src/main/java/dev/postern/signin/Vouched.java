package dev.postern.signin;

import dev.postern.config.Secret;
import dev.postern.exchange.Reason;
import dev.postern.exchange.RefusedException;
import dev.postern.identity.Claims;
import dev.postern.identity.Principal;
import dev.postern.identity.SessionTokens;
import dev.postern.identity.SignIn;
import io.quarkus.oidc.AuthorizationCodeTokens;
import io.quarkus.oidc.UserInfo;
import io.quarkus.oidc.common.runtime.OidcCommonUtils;
import io.quarkus.oidc.runtime.OidcProvider;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;

/**
 * Reads what a provider says about a person: the ID token first, and the UserInfo endpoint (OpenID Connect Core §5.3) where the ID token lacks the configured
 * claims; what the ID token says stands.
 */
final class Vouched {

    /** Groups of one person. More is refused, not cut short: a rule may deny by a group that was cut off. */
    static final int MOST_GROUPS = 2000;

    private final Provider provider;
    private final OidcProvider client;
    private final OidcSeam seam;
    private final Instant now;

    Vouched(Provider provider, OidcProvider client, OidcSeam seam, Instant now) {
        this.provider = provider;
        this.client = client;
        this.seam = seam;
        this.now = now;
    }

    /** What signing in proved. The ID token has been verified by the client already, save for {@code azp}. */
    Future<SignIn> signIn(AuthorizationCodeTokens tokens) {
        JsonObject id = OidcCommonUtils.decodeJwtContent(tokens.getIdToken());
        if (!isForUs(id)) {
            return failed("the ID token was issued to another client");
        }
        return claims(id, tokens).compose(this::user).map(user -> new SignIn(
                user, sessionTokens(tokens, id), authenticatedAt(id), Optional.ofNullable(id.getString("sid"))));
    }

    /** OpenID Connect Core §3.1.3.7, 4 and 5: with several audiences, or where {@code azp} is there, it is us. */
    boolean isForUs(JsonObject id) {
        String party = id.getString("azp");
        boolean several = id.getValue("aud") instanceof JsonArray audiences && audiences.size() > 1;
        return party == null ? !several : party.equals(provider.config().clientId());
    }

    Future<JsonObject> claims(JsonObject id, AuthorizationCodeTokens tokens) {
        Claims known = new Claims(id);
        boolean complete = !known.strings(provider.config().userClaim()).isEmpty() && !known.strings(provider.config().groupsClaim()).isEmpty();
        if (complete || tokens.getAccessToken() == null || client.getMetadata().getUserInfoUri() == null) {
            return Future.succeededFuture(id);
        }
        Uni<UserInfo> asked = client.getUserInfo(tokens.getAccessToken());
        return UniFutures.within(ProviderTimeouts.ANSWER, seam.vertx(), () -> asked).compose(info -> merged(id, new JsonObject(info.getUserInfoString())));
    }

    /** The two must be about the same person (§5.3.2). */
    private static Future<JsonObject> merged(JsonObject id, JsonObject info) {
        return id.getString("sub").equals(info.getString("sub"))
                ? Future.succeededFuture(info.mergeIn(id))
                : failed("UserInfo is about somebody else");
    }

    Future<Principal.User> user(JsonObject claims) {
        Optional<Principal.User> user = provider.mapping().user(new Claims(claims));
        if (user.isEmpty()) {
            return failed("claim " + provider.config().userClaim() + " does not name one user");
        }
        return user.get().groups().size() > MOST_GROUPS ? failed("more than " + MOST_GROUPS + " groups") : Future.succeededFuture(user.get());
    }

    SessionTokens sessionTokens(AuthorizationCodeTokens tokens, JsonObject id) {
        Instant expiry = Optional.ofNullable(tokens.getAccessTokenExpiresIn())
                .map(now::plusSeconds)
                .orElseGet(() -> Instant.ofEpochSecond(id.getLong("exp")));
        return new SessionTokens(Optional.of(new Secret(tokens.getIdToken())), Optional.ofNullable(tokens.getRefreshToken()).map(Secret::new), Optional.of(expiry));
    }

    private static Instant authenticatedAt(JsonObject id) {
        return Instant.ofEpochSecond(id.getLong("auth_time", id.getLong("iat")));
    }

    static <T> Future<T> failed(String detail) {
        return Future.failedFuture(new RefusedException(Reason.SIGN_IN_FAILED, detail));
    }
}
