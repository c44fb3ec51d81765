package dev.postern.identity;

import dev.postern.pki.Thumbprint;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A person who has signed in, in one browser at one host.
 *
 * @param key             its name for as long as it lives
 * @param user            who; {@code user.provider()} is where they signed in. Renewed with the tokens
 * @param tokens          what the provider gave
 * @param createdAt       when it began here
 * @param authenticatedAt when the person authenticated at the provider ({@code auth_time})
 * @param device          the client certificate it began with
 * @param providerSession the provider's name for its own session ({@code sid}), for back-channel logout
 */
public record Session(
        SessionKey key,
        Principal.User user,
        SessionTokens tokens,
        Instant createdAt,
        Instant authenticatedAt,
        Optional<Thumbprint> device,
        Optional<String> providerSession) {

    public Session {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(tokens, "tokens");
        Objects.requireNonNull(createdAt, "createdAt");
        Objects.requireNonNull(authenticatedAt, "authenticatedAt");
    }

    /** What the provider calls the person ({@code sub}). */
    public Optional<String> subject() {
        return user.claims().strings("sub").stream().findFirst();
    }

    Session renewed(Principal.User newUser, SessionTokens newTokens) {
        return new Session(key, newUser, newTokens, createdAt, authenticatedAt, device, providerSession);
    }
}
