package dev.postern.identity;

import java.util.List;
import java.util.Locale;

/** The names of what the gateway itself sends: its cookies, which never reach an upstream, and its assertion. What else is stripped on the way there is {@code upstream}'s to know. */
public final class OwnNames {

    /** The session cookie. */
    public static final String SESSION_COOKIE = "__Host-postern";

    /** The signed identity assertion towards upstreams. */
    public static final String ASSERTION_HEADER = "X-Postern-Assertion";

    /** What the names of our own cookies begin with, in lower case: the session's, and those of the sign-in in progress. */
    public static final List<String> COOKIE_PREFIXES =
            List.of("__host-postern", "__secure-postern", "postern", "q_auth", "q_session", "q_post_logout");

    private OwnNames() {}

    /** Whether a cookie is ours. Wider than what we set: cookies in other case or with a suffix could be taken for ours by something behind us. */
    public static boolean isOwnCookie(String name) {
        String lower = name.strip().toLowerCase(Locale.ROOT);
        return COOKIE_PREFIXES.stream().anyMatch(lower::startsWith);
    }
}
