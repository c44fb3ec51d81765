package dev.postern.route;

import dev.postern.exchange.CanonicalPath;
import java.util.Optional;

/**
 * The path an upstream sees: the canonical path, with the route's matched prefix replaced where the route asks for it (Gateway API {@code
 * ReplacePrefixMatch}). Both parts are canonical and meet at a slash, so the result is canonical.
 */
public final class RewriteTarget {

    private static final RewriteTarget KEEP = new RewriteTarget(Optional.empty());

    private final Optional<String> prefix;

    private RewriteTarget(Optional<String> prefix) {
        this.prefix = prefix;
    }

    static RewriteTarget keep() {
        return KEEP;
    }

    /** @throws IllegalArgumentException when {@code prefix} is no canonical path */
    static RewriteTarget prefix(String prefix) {
        return new RewriteTarget(Optional.of(PathPattern.withoutEndingSlash(PathPattern.canonical(prefix))));
    }

    public String rewrite(RouteMatch match, CanonicalPath path) {
        return prefix.isEmpty() ? path.value() : replaced(prefix.get(), path.value().substring(match.matchedPrefix()));
    }

    private static String replaced(String replacement, String rest) {
        return replacement.isEmpty() && rest.isEmpty() ? "/" : replacement + rest;
    }
}
