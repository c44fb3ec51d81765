package dev.postern.identity;

import dev.postern.config.Secret;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What the provider gave for a session.
 *
 * @param idToken   for signing out at the provider ({@code id_token_hint}, OpenID Connect RP-Initiated Logout §2)
 * @param refresh   renews the session; without one it lives by its own idle time and lifetime alone
 * @param expiresAt when what the provider said wants renewal
 */
public record SessionTokens(Optional<Secret> idToken, Optional<Secret> refresh, Optional<Instant> expiresAt) {

    public SessionTokens {
        Objects.requireNonNull(idToken, "idToken");
        Objects.requireNonNull(refresh, "refresh");
        Objects.requireNonNull(expiresAt, "expiresAt");
    }

    /** As they are, but for the refresh token; still in need of renewal. */
    public SessionTokens refreshedBy(Secret token) {
        return new SessionTokens(idToken, Optional.of(token), expiresAt);
    }

    public static SessionTokens none() {
        return new SessionTokens(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** When they must be renewed; empty when they cannot be. */
    Optional<Instant> renewableUntil() {
        return refresh.isPresent() ? expiresAt : Optional.empty();
    }
}
