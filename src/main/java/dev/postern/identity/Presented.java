package dev.postern.identity;

import dev.postern.config.Secret;
import dev.postern.exchange.CookiePair;
import dev.postern.exchange.Headers;
import dev.postern.exchange.Reason;
import dev.postern.exchange.RefusedException;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import java.util.Optional;

/**
 * The credential a request carries in its headers: at most one, or it is refused as ambiguous, because two readers could pick two different ones.
 *
 * <p>Ambiguous are: two {@code Authorization} headers of whatever scheme, two session cookies, a bearer token together with a session cookie. An
 * {@code access_token} in the query (RFC 6750 §2.3) or in a form is no credential here, ever: URLs are logged and shared. Other schemes than Bearer
 * belong to the upstream.
 */
sealed interface Presented {

    record Nothing() implements Presented {}

    /** @param id empty when the cookie's value was not made by us */
    record Cookie(Optional<SessionId> id) implements Presented {}

    record Bearer(Secret token) implements Presented {}

    static Presented in(Headers headers) {
        Optional<Secret> bearer = bearer(headers.all(HttpHeaders.AUTHORIZATION));
        Optional<String> cookie = cookie(headers.all(HttpHeaders.COOKIE));
        if (bearer.isPresent() && cookie.isPresent()) {
            throw ambiguous("a bearer token and a session cookie");
        }
        if (bearer.isPresent()) {
            return new Bearer(bearer.get());
        }
        return cookie.isPresent() ? new Cookie(SessionId.parse(cookie.get())) : new Nothing();
    }

    private static Optional<Secret> bearer(List<String> authorization) {
        if (authorization.size() > 1) {
            throw ambiguous("several Authorization headers");
        }
        if (authorization.isEmpty() || !isBearer(authorization.getFirst())) {
            return Optional.empty();
        }
        String token = authorization.getFirst().strip().substring("bearer".length()).strip();
        if (token.isEmpty()) {
            throw new RefusedException(Reason.TOKEN_INVALID, "Bearer without a token");
        }
        return Optional.of(new Secret(token));
    }

    /**
     * The scheme is case-insensitive (RFC 9110 §11.1); whatever cannot continue a scheme's name ends it, so that no odd separator makes a token look
     * like another scheme.
     */
    private static boolean isBearer(String authorization) {
        String value = authorization.strip();
        return value.regionMatches(true, 0, "bearer", 0, 6) && (value.length() == 6 || !isTokenCharacter(value.charAt(6)));
    }

    private static boolean isTokenCharacter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
    }

    private static Optional<String> cookie(List<String> fields) {
        Optional<String> found = Optional.empty();
        for (CookiePair pair : CookiePair.in(fields)) {
            if (pair.name().equals(OwnNames.SESSION_COOKIE)) {
                if (found.isPresent()) {
                    throw ambiguous("several session cookies");
                }
                found = Optional.of(pair.value());
            }
        }
        return found;
    }

    private static RefusedException ambiguous(String detail) {
        return new RefusedException(Reason.CREDENTIALS_AMBIGUOUS, detail);
    }
}
