package dev.postern.route;

import dev.postern.exchange.Authority;
import dev.postern.exchange.RefusedException;
import java.util.Optional;
import java.util.OptionalInt;

/** One allowed origin: {@code https://app.corp.test:8443}, {@code https://*.corp.test}, or {@code *} for every origin (Fetch §3.2, RFC 6454 §6). */
sealed interface OriginPattern {

    boolean allows(String origin);

    /** Any origin at all. */
    record Every() implements OriginPattern {
        @Override
        public boolean allows(String origin) {
            return true;
        }
    }

    /** One origin, compared as browsers serialise it. */
    record Exact(String origin) implements OriginPattern {
        @Override
        public boolean allows(String asked) {
            return asked.equals(origin);
        }
    }

    /** Every host below a name, with one scheme and port. */
    record Below(String scheme, HostPattern host, OptionalInt port) implements OriginPattern {
        @Override
        public boolean allows(String asked) {
            return asked.startsWith(scheme) && authority(asked.substring(scheme.length()))
                    .filter(a -> host.matches(a.host()) && a.port().equals(port)).isPresent();
        }
    }

    /** @throws IllegalArgumentException when {@code text} is no origin */
    static OriginPattern parse(String text) {
        if (text.equals("*")) {
            return new Every();
        }
        String scheme = text.startsWith("https://") ? "https://" : text.startsWith("http://") ? "http://" : "";
        String rest = text.substring(scheme.length());
        boolean wildcard = rest.startsWith("*.");
        Authority authority = authority(wildcard ? rest.substring(2) : rest).filter(a -> !scheme.isEmpty() && rest.endsWith(a.toString()))
                .orElseThrow(() -> new IllegalArgumentException("'" + text + "' is no origin"));
        if (authority.port().equals(OptionalInt.of(scheme.equals("https://") ? 443 : 80))) {
            throw new IllegalArgumentException("'" + text + "' is no origin as browsers write it: they leave the scheme's own port out");
        }
        return wildcard ? new Below(scheme, HostPattern.parse("*." + authority.host()), authority.port()) : new Exact(text);
    }

    private static Optional<Authority> authority(String text) {
        try {
            return Optional.of(Authority.parse(text)).filter(a -> a.toString().equals(text));
        } catch (RefusedException notAnAuthority) {
            return Optional.empty();
        }
    }
}
