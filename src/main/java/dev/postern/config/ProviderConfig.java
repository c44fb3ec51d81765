package dev.postern.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * An OpenID Connect provider people sign in at.
 *
 * @param name         used in routes, rules and paths: lower-case letters, digits, hyphens
 * @param title        shown on the sign-in chooser; the name by default
 * @param issuer       the issuer, whose discovery document is fetched
 * @param clientId     our client at the provider
 * @param clientSecret its secret; a public client has none
 * @param scopes       asked for besides {@code openid}; {@code profile} and {@code email} by default
 * @param userClaim    the claim that names the user, {@code preferred_username} by default
 * @param groupsClaim  the claim (dots descend) that lists groups, {@code groups} by default
 * @param trust        PEM of the authorities that vouch for the provider's TLS certificate; the platform's by default
 */
public record ProviderConfig(
        Located<String> name,
        String title,
        Located<URI> issuer,
        String clientId,
        Optional<Secret> clientSecret,
        List<String> scopes,
        String userClaim,
        String groupsClaim,
        Optional<Located<Path>> trust) {

    public ProviderConfig {
        scopes = List.copyOf(scopes);
    }
}
