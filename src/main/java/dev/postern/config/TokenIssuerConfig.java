package dev.postern.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * An issuer of bearer tokens (JWT, RFC 7519, RFC 9068) that programs present.
 *
 * @param name        used in logs and metrics
 * @param issuer      must equal the token's {@code iss}
 * @param audiences   one of them must be in the token's {@code aud}; at least one is configured
 * @param jwks        where its keys are published; {@code https}, or {@code http} on loopback
 * @param algorithms  allowed signature algorithms, default ES256, RS256, PS256; never {@code none} or HMAC
 * @param userClaim   the claim that names the principal, {@code sub} by default
 * @param groupsClaim the claim (dots descend) that lists groups, {@code groups} by default
 * @param clockSkew   tolerated, 30 s, at most 5 min
 * @param trust       PEM of the authorities that vouch for the TLS certificate of {@code jwks}; the platform's by default
 */
public record TokenIssuerConfig(
        Located<String> name,
        Located<String> issuer,
        List<String> audiences,
        Located<URI> jwks,
        List<String> algorithms,
        String userClaim,
        String groupsClaim,
        Duration clockSkew,
        Optional<Located<Path>> trust) {

    public TokenIssuerConfig {
        audiences = List.copyOf(audiences);
        algorithms = List.copyOf(algorithms);
    }
}
