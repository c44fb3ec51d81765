package dev.postern.identity;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A verified logout token (OpenID Connect Back-Channel Logout 1.0 §2.4): whose sessions a provider has ended.
 *
 * @param id       {@code jti}, to be taken once
 * @param until    when it would be refused for its age
 * @param subject  {@code sub}
 * @param session  {@code sid}; where it is given, that session alone is meant
 */
public record LogoutToken(String id, Instant until, Optional<String> subject, Optional<String> session) {

    public LogoutToken {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(until, "until");
        if (subject.isEmpty() && session.isEmpty()) {
            throw new IllegalArgumentException("nobody is meant");
        }
    }
}
