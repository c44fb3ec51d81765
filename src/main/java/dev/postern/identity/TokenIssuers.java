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

    TokenIssuers(IdentityParts parts, Problems problems) {
        this.parts = parts;
        this.problems = problems;
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
        KeySource source = new JwksEndpoint(parts.vertx(), config.jwks().value(), trust, JwksEndpoint.TIMEOUT);
        UserMapping mapping = new UserMapping(config.name().value(), config.userClaim(), config.groupsClaim());
        IssuerKeys keys = new IssuerKeys(config.name().value(), source, parts.vertx(), parts.clock());
        return Optional.of(new TokenIssuer(config.issuer().value(), config.audiences(), algorithms, mapping, config.clockSkew(), keys));
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
