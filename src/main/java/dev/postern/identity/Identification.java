package dev.postern.identity;

import dev.postern.config.Secret;
import dev.postern.exchange.Denial;
import java.util.Objects;
import java.util.Optional;

/**
 * The answer to who asks.
 *
 * @param principal  who, as far as it has been proved
 * @param credential what proved it
 * @param session    the session it rests on
 * @param setCookie  value of a {@code Set-Cookie} header that the answer to the client must carry: a rotated id, or the end of a dead cookie
 * @param lost       why a session cookie that was presented is no session any more; the principal is then what the request proves without it.
 *                   A route that needs a user sends a browser to sign in, and answers a program with this denial
 */
public record Identification(
        Principal principal,
        Credential credential,
        Optional<Session> session,
        Optional<Secret> setCookie,
        Optional<Denial> lost) {

    public Identification {
        Objects.requireNonNull(principal, "principal");
        Objects.requireNonNull(credential, "credential");
    }

    static Identification of(Principal principal, Credential credential) {
        return new Identification(principal, credential, Optional.empty(), Optional.empty(), Optional.empty());
    }

    static Identification of(Session session, Optional<Secret> setCookie) {
        return new Identification(session.user(), Credential.SESSION, Optional.of(session), setCookie, Optional.empty());
    }

    /** The same, told that a session cookie was presented in vain: the cookie is taken away. */
    Identification without(Denial session) {
        return new Identification(principal, credential, Optional.empty(), Optional.of(SessionCookie.cleared()), Optional.of(session));
    }
}
