package dev.postern.identity;

import dev.postern.config.Located;
import dev.postern.config.Problems;
import dev.postern.config.ProviderConfig;
import dev.postern.config.TokenIssuerConfig;
import dev.postern.pki.Pem;
import io.vertx.core.buffer.Buffer;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes token issuers of their configuration, and says what is wrong with it. Reads files: not on an event loop. */
final class TokenIssuers {

    private static final Duration MAX_SKEW = Duration.ofMinutes(5);

    private final IdentityParts parts;
    private final Problems problems;
    private final Map<Origin, IssuerKeys> before;
    private final Map<Origin, IssuerKeys> keys = new HashMap<>();

    /** Where an issuer's keys come from, and who vouches for that: while it stays the same, what was fetched from there stays good. */
    record Origin(String name, URI jwks, Optional<Buffer> trust) {}

    /** @param before the keys of the configuration before this one, taken over where they come from the same place */
    TokenIssuers(IdentityParts parts, Map<Origin, IssuerKeys> before, Problems problems) {
        this.parts = parts;
        this.before = before;
        this.problems = problems;
    }

    /** Of every issuer compiled so far. */
    Map<Origin, IssuerKeys> keys() {
        return Map.copyOf(keys);
    }

    List<TokenIssuer> compile(List<TokenIssuerConfig> configs, List<ProviderConfig> providers) {
        checkNames(configs, providers);
        List<TokenIssuer> issuers = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (TokenIssuerConfig config : configs) {
            if (!seen.add(config.issuer().value())) {
                problems.add(config.issuer().at(), "issuer " + config.issuer() + " is configured twice", "put all of its audiences in one entry");
            } else {
                compile(config).ifPresent(issuers::add);
            }
        }
        return issuers;
    }

    /** A user is known by name and issuer name: two issuers of one name could speak for each other's users. */
    private void checkNames(List<TokenIssuerConfig> configs, List<ProviderConfig> providers) {
        Map<String, String> issuerOf = new LinkedHashMap<>();
        providers.forEach(provider -> issuerOf.put(provider.name().value(), provider.issuer().value().toString()));
        for (TokenIssuerConfig config : configs) {
            String before = issuerOf.putIfAbsent(config.name().value(), config.issuer().value());
            if (before != null && !before.equals(config.issuer().value())) {
                problems.add(config.name().at(), "the name " + config.name() + " is also that of the issuer " + before, "choose another name");
            }
        }
    }

    private Optional<TokenIssuer> compile(TokenIssuerConfig config) {
        Map<String, SignatureAlgorithm> algorithms = algorithms(config);
        Optional<Buffer> trust = config.trust().flatMap(this::trust);
        boolean trusted = trust.isPresent() == config.trust().isPresent();
        boolean sound = checkAudiences(config) & checkSkew(config) & checkUri(config.jwks()) & trusted & !algorithms.isEmpty();
        if (!sound) {
            return Optional.empty();
        }
        UserMapping mapping = new UserMapping(config.name().value(), config.userClaim(), config.groupsClaim());
        return Optional.of(new TokenIssuer(config.issuer().value(), config.audiences(), algorithms, mapping, config.clockSkew(), keys(config, trust)));
    }

    private IssuerKeys keys(TokenIssuerConfig config, Optional<Buffer> trust) {
        Origin origin = new Origin(config.name().value(), config.jwks().value(), trust);
        IssuerKeys found = keys.containsKey(origin) ? keys.get(origin) : before.containsKey(origin) ? before.get(origin) : fetched(origin);
        keys.put(origin, found);
        return found;
    }

    private IssuerKeys fetched(Origin origin) {
        return new IssuerKeys(origin.name(), new JwksEndpoint(parts.vertx(), origin.jwks(), origin.trust(), JwksEndpoint.TIMEOUT), parts.vertx(), parts.clock());
    }

    private Map<String, SignatureAlgorithm> algorithms(TokenIssuerConfig config) {
        Map<String, SignatureAlgorithm> algorithms = new LinkedHashMap<>();
        for (String name : config.algorithms()) {
            SignatureAlgorithm.named(name).ifPresentOrElse(algorithm -> algorithms.put(name, algorithm), () -> problems.add(config.name().at(),
                    "issuer " + config.name() + ": algorithm " + name + " cannot be used", "RS256, PS256, ES256, EdDSA or their stronger forms"));
        }
        if (config.algorithms().isEmpty()) {
            problems.add(config.name().at(), "issuer " + config.name() + " allows no algorithm");
        }
        return algorithms.size() == config.algorithms().size() ? Map.copyOf(algorithms) : Map.of();
    }

    private boolean checkAudiences(TokenIssuerConfig config) {
        if (config.audiences().isEmpty()) {
            problems.add(config.name().at(), "issuer " + config.name() + " has no audience", "name the aud its tokens for this gateway carry");
        }
        return !config.audiences().isEmpty();
    }

    private boolean checkSkew(TokenIssuerConfig config) {
        boolean sound = !config.clockSkew().isNegative() && config.clockSkew().compareTo(MAX_SKEW) <= 0;
        if (!sound) {
            problems.add(config.name().at(), "issuer " + config.name() + ": clock-skew " + config.clockSkew() + " is out of range", "0 to 5 min");
        }
        return sound;
    }

    private boolean checkUri(Located<URI> jwks) {
        URI uri = jwks.value();
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        boolean host = uri.getHost() != null && uri.getUserInfo() == null;
        boolean sound = host && (scheme.equals("https") || scheme.equals("http") && isLoopback(uri.getHost()));
        if (!sound) {
            problems.add(jwks.at(), "keys cannot be fetched from " + uri, "an https URL, or http on loopback");
        }
        return sound;
    }

    private static boolean isLoopback(String host) {
        try {
            return host.equalsIgnoreCase("localhost") || InetAddress.ofLiteral(host.replace("[", "").replace("]", "")).isLoopbackAddress();
        } catch (IllegalArgumentException name) {
            return false;
        }
    }

    private Optional<Buffer> trust(Located<Path> pem) {
        try {
            Buffer certificates = Buffer.buffer();
            Pem.certificates(pem.value()).forEach(certificate -> certificates.appendString(encoded(certificate)));
            return Optional.of(certificates);
        } catch (IllegalArgumentException unusable) {
            problems.add(pem.at(), "trust cannot be used: " + unusable.getMessage(), "a PEM file of certificates");
            return Optional.empty();
        }
    }

    private static String encoded(X509Certificate certificate) {
        try {
            String base64 = Base64.getMimeEncoder().encodeToString(certificate.getEncoded());
            return "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n";
        } catch (CertificateEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
