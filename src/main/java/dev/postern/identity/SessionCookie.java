package dev.postern.identity;

import dev.postern.config.Secret;

/**
 * The {@code Set-Cookie} values of the session cookie (RFC 6265, the {@code __Host-} prefix of RFC 6265bis §4.1.3.2): this host alone, TLS alone, no
 * script, no cross-site post.
 */
final class SessionCookie {

    private static final String ATTRIBUTES = "; Path=/; Secure; HttpOnly; SameSite=Lax";

    private SessionCookie() {}

    /** It has no age of its own: the browser forgets it when it closes, the server ends the session before that. */
    static Secret set(SessionId id) {
        return new Secret(OwnNames.SESSION_COOKIE + '=' + id.reveal() + ATTRIBUTES);
    }

    static Secret cleared() {
        return new Secret(OwnNames.SESSION_COOKIE + "=" + ATTRIBUTES + "; Max-Age=0");
    }
}
