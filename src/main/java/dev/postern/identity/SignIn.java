package dev.postern.identity;

import dev.postern.pki.Thumbprint;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What signing in at a provider proved: the ground for a new session.
 *
 * @param user            who
 * @param tokens          what the provider gave
 * @param authenticatedAt {@code auth_time}, or when the ID token was issued
 * @param providerSession the ID token's {@code sid}
 */
public record SignIn(Principal.User user, SessionTokens tokens, Instant authenticatedAt, Optional<String> providerSession) {

    public SignIn {
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(tokens, "tokens");
        Objects.requireNonNull(authenticatedAt, "authenticatedAt");
        Objects.requireNonNull(providerSession, "providerSession");
    }

    Session session(SessionId id, Instant now, Optional<Thumbprint> device) {
        return new Session(id.key(), user, tokens, now, authenticatedAt, device, providerSession);
    }
}
