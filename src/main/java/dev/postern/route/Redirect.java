package dev.postern.route;

import dev.postern.config.RouteConfig.RedirectConfig;
import dev.postern.exchange.Authority;
import dev.postern.exchange.RequestFacts;
import dev.postern.exchange.RefusedException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A redirect answered by the gateway (RFC 9110 §15.4, Gateway API {@code RequestRedirect}). What is not configured stays as it was asked: host, path
 * and query; the scheme is {@code https}; the port is the asked one, or the scheme's own where a scheme is configured.
 *
 * <p>The location is always absolute. Its host is configured or one the route matched, never a part of the path or query; what of the query is not
 * visible ASCII is percent-encoded, so no request can write a header line or lead elsewhere.
 */
public final class Redirect {

    private static final Set<Integer> STATUSES = Set.of(301, 302, 303, 307, 308);
    private static final String HEX = "0123456789ABCDEF";

    private final int status;
    private final String scheme;
    private final Optional<String> host;
    private final OptionalInt port;
    private final PortRule portRule;
    private final Optional<String> path;

    private enum PortRule { CONFIGURED, OF_SCHEME, AS_ASKED }

    private Redirect(RedirectConfig config) {
        this.status = config.status();
        this.scheme = config.scheme().orElse("https");
        this.host = config.host().map(Authority::host);
        this.port = config.port().map(OptionalInt::of).orElse(OptionalInt.empty());
        this.portRule = config.port().isPresent() ? PortRule.CONFIGURED : config.scheme().isPresent() ? PortRule.OF_SCHEME : PortRule.AS_ASKED;
        this.path = config.path().map(PathPattern::canonical);
    }

    /** @throws IllegalArgumentException saying what of the configuration cannot be used */
    static Redirect of(RedirectConfig config) {
        require(STATUSES.contains(config.status()), "status " + config.status() + " is no redirect: 301, 302, 303, 307 or 308");
        require(config.scheme().map(s -> s.equals("https") || s.equals("http")).orElse(true), "the scheme is https or http");
        require(config.port().map(p -> p > 0 && p < 65_536).orElse(true), "the port is 1 to 65535");
        require(config.scheme().isPresent() || config.host().isPresent() || config.port().isPresent() || config.path().isPresent(),
                "it names neither scheme, host, port nor path and would lead to itself");
        try {
            return new Redirect(config);
        } catch (RefusedException invalidHost) {
            throw new IllegalArgumentException(invalidHost.denial().detail(), invalidHost);
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    public int status() {
        return status;
    }

    /** The {@code Location} for a request. */
    public String location(RequestFacts facts) {
        StringBuilder out = new StringBuilder(64).append(scheme).append("://").append(host.orElse(facts.authority().host()));
        OptionalInt effective = switch (portRule) {
            case CONFIGURED -> port;
            case OF_SCHEME -> OptionalInt.empty();
            case AS_ASKED -> facts.authority().port();
        };
        effective.ifPresent(p -> appendPort(out, p));
        out.append(path.orElse(facts.path().value()));
        if (!facts.query().isEmpty()) {
            appendQuery(out.append('?'), facts.query());
        }
        return out.toString();
    }

    private void appendPort(StringBuilder out, int number) {
        if (number != (scheme.equals("https") ? 443 : 80)) {
            out.append(':').append(number);
        }
    }

    private static void appendQuery(StringBuilder out, String query) {
        for (byte octet : query.getBytes(StandardCharsets.UTF_8)) {
            if (octet > 0x20 && octet < 0x7f && octet != '#') {
                out.append((char) octet);
            } else {
                out.append('%').append(HEX.charAt(octet >> 4 & 0xf)).append(HEX.charAt(octet & 0xf));
            }
        }
    }
}
