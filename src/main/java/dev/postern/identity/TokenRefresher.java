package dev.postern.identity;

import io.vertx.core.Future;
import java.util.Objects;

/**
 * Asks the provider of a session for new tokens. A failed future means that the provider could not be asked or gave no usable answer. Must not block.
 */
@FunctionalInterface
public interface TokenRefresher {

    Future<Outcome> refresh(Session session);

    /** What the provider said. */
    sealed interface Outcome {}

    /** New tokens, and the user as the provider sees them now: it must be the same user. */
    record Renewed(Principal.User user, SessionTokens tokens) implements Outcome {

        public Renewed {
            Objects.requireNonNull(user, "user");
            Objects.requireNonNull(tokens, "tokens");
        }
    }

    /** It gave new tokens, after which the old ones may be used up, and then could not be asked who the user is now: as a failure, but that the tokens are kept. */
    record Unfinished(SessionTokens tokens, Throwable cause) implements Outcome {

        public Unfinished {
            Objects.requireNonNull(tokens, "tokens");
            Objects.requireNonNull(cause, "cause");
        }
    }

    /** It said no ({@code invalid_grant}, RFC 6749 §5.2): the session is over. {@code detail} is for the log. */
    record Declined(String detail) implements Outcome {}
}
