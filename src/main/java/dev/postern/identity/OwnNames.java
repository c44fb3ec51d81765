package dev.postern.identity;

import java.util.List;
import java.util.Locale;

/**
 * Names that only the gateway may use towards an upstream, and cookies that are its own: both are removed from what a client sends before it is
 * passed on.
 */
public final class OwnNames {

    /** The session cookie. */
    public static final String SESSION_COOKIE = "__Host-postern";

    /** The signed identity assertion towards upstreams. */
    public static final String ASSERTION_HEADER = "X-Postern-Assertion";

    /** Every header the gateway asserts begins so, apart from those that a route names itself. */
    public static final String HEADER_PREFIX = "x-postern-";

    /** What the names of our own cookies begin with, in lower case: the session's, and those of the sign-in in progress. */
    public static final List<String> COOKIE_PREFIXES =
            List.of("__host-postern", "__secure-postern", "postern", "q_auth", "q_session", "q_post_logout");

    private OwnNames() {}

    /**
     * Whether a header is for the gateway alone to send; underscores and hyphens are the same, as they are to many servers behind CGI-like
     * interfaces.
     */
    public static boolean isOwnHeader(String name) {
        return name.length() >= HEADER_PREFIX.length()
                && name.substring(0, HEADER_PREFIX.length()).replace('_', '-').equalsIgnoreCase(HEADER_PREFIX);
    }

    /** Whether a cookie is ours. Wider than what we set: cookies in other case or with a suffix could be taken for ours by something behind us. */
    public static boolean isOwnCookie(String name) {
        String lower = name.strip().toLowerCase(Locale.ROOT);
        return COOKIE_PREFIXES.stream().anyMatch(lower::startsWith);
    }

    /** A {@code Cookie} header without our own cookies, otherwise as it was; empty when nothing is left. Linear in its length. */
    public static String withoutOwnCookies(String header) {
        StringBuilder kept = new StringBuilder(header.length());
        for (String pair : header.split(";", -1)) {
            int equals = pair.indexOf('=');
            if (!pair.isBlank() && !isOwnCookie(equals < 0 ? pair : pair.substring(0, equals))) {
                kept.append(kept.isEmpty() ? "" : "; ").append(pair.strip());
            }
        }
        return kept.toString();
    }
}
