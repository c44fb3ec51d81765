package dev.postern.config;

import java.util.List;

/**
 * Which requests belong to a route; all parts must hold.
 *
 * @param hosts   exact names, or {@code *.corp.test} for any name below; at least one
 * @param path    default: prefix {@code /}
 * @param methods any by default
 * @param headers each must hold
 * @param query   each must hold
 */
public record MatchConfig(
        List<Located<String>> hosts,
        PathMatch path,
        List<String> methods,
        List<ValueMatch> headers,
        List<ValueMatch> query) {

    public MatchConfig {
        hosts = List.copyOf(hosts);
        methods = List.copyOf(methods);
        headers = List.copyOf(headers);
        query = List.copyOf(query);
    }

    /** {@code EXACT /a/b}, {@code PREFIX /a} (whole segments), {@code TEMPLATE /users/{id}/orders} (one segment each). */
    public record PathMatch(Kind kind, Located<String> value) {

        public enum Kind { EXACT, PREFIX, TEMPLATE }
    }

    /** A header or query parameter that must be there with exactly this value. Header names are compared without case. */
    public record ValueMatch(String name, String value) {}
}
