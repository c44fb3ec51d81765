package dev.postern.signin;

import dev.postern.config.Located;
import dev.postern.config.Problems;
import dev.postern.config.ProviderConfig;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.OidcTenantConfigBuilder;
import io.quarkus.oidc.runtime.OidcTenantConfig.ApplicationType;
import io.quarkus.tls.BaseTlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.SSLOptions;
import io.vertx.core.net.TrustOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Compiles what is configured of a provider into what the OpenID Connect client wants to know. */
final class Tenant {

    static final String CALLBACK = "/.postern/callback/";

    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration KEYS_AGAIN_AFTER = Duration.ofSeconds(10);
    private static final int CLOCK_SKEW_SECONDS = 30;
    private static final int CONNECTIONS = 32;
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private Tenant() {}

    /**
     * @param trust PEM of the authorities for the provider's TLS certificate
     * @param seal  encrypts PKCE verifiers and nonces in cookies; 32 characters at least
     */
    static OidcTenantConfig compile(ProviderConfig provider, Optional<Buffer> trust, String seal, TlsConfigurationRegistry registry) {
        String name = provider.name().value();
        String issuer = provider.issuer().value().toString();
        OidcTenantConfigBuilder builder = OidcTenantConfig.authServerUrl(issuer)
                .tenantId(name)
                .applicationType(ApplicationType.WEB_APP)
                .clientId(provider.clientId())
                .connectionTimeout(CONNECT)
                .connectionRetryCount(1)
                .maxPoolSize(CONNECTIONS)
                .followRedirects(false)
                .token().issuer(issuer).audience(provider.clientId()).subjectRequired().lifespanGrace(CLOCK_SKEW_SECONDS)
                .forcedJwkRefreshInterval(KEYS_AGAIN_AFTER).allowJwtIntrospection(false).allowOpaqueTokenIntrospection(false).end()
                .authentication()
                .redirectPath(CALLBACK + name).restorePathAfterRedirect(false).removeRedirectParameters(false)
                .forceRedirectHttpsScheme().cookieForceSecure().pkceRequired().nonceRequired().stateSecret(seal)
                .scopes(scopes(provider)).stateCookieAge(FlowCookie.AGE).userInfoRequired(false).idTokenRequired(true).end()
                .tokenStateManager().encryptionRequired(false).end()
                .allowUserInfoCache(false);
        provider.clientSecret().ifPresent(secret -> builder.credentials(secret.reveal()));
        trust.ifPresent(pem -> {
            registry.register("postern-" + name, new Trust("postern-" + name, pem));
            builder.tlsConfigurationName("postern-" + name);
        });
        return builder.build();
    }

    private static List<String> scopes(ProviderConfig provider) {
        LinkedHashSet<String> scopes = new LinkedHashSet<>(provider.scopes());
        scopes.remove("openid");
        return new ArrayList<>(scopes);
    }

    /** What is wrong with a provider, so far as can be seen without asking it. */
    static void check(ProviderConfig provider, Problems problems) {
        Located<URI> issuer = provider.issuer();
        String scheme = Optional.ofNullable(issuer.value().getScheme()).orElse("").toLowerCase(Locale.ROOT);
        String host = Optional.ofNullable(issuer.value().getHost()).orElse("").toLowerCase(Locale.ROOT);
        if (host.isEmpty() || !(scheme.equals("https") || scheme.equals("http") && LOOPBACK.contains(host))) {
            problems.add(issuer.at(), "the issuer '" + issuer.value() + "' is not an https address", "https://… (http is accepted on loopback only)");
        }
        if (issuer.value().getRawQuery() != null || issuer.value().getRawFragment() != null || issuer.value().getRawUserInfo() != null) {
            problems.add(issuer.at(), "the issuer has a query, a fragment or user information", "OpenID Connect Discovery §3: scheme, host, port and path alone");
        }
        if (!provider.name().value().matches("[a-z0-9-]{1,64}")) {
            problems.add(provider.name().at(), "the provider's name '" + provider.name() + "' does not fit into a path", "lower-case letters, digits and hyphens");
        }
    }

    static Optional<Buffer> trust(ProviderConfig provider, Problems problems) {
        return provider.trust().flatMap(file -> read(file, problems));
    }

    private static Optional<Buffer> read(Located<Path> file, Problems problems) {
        try {
            return Optional.of(Buffer.buffer(Files.readAllBytes(file.value())));
        } catch (IOException unreadable) {
            problems.add(file.at(), "cannot read " + file.value(), "a PEM file with the authorities of the provider's TLS certificate");
            return Optional.empty();
        }
    }

    /** Trust in the given authorities alone, with host names checked. */
    private static final class Trust extends BaseTlsConfiguration {

        private final String name;
        private final Buffer pem;

        private Trust(String name, Buffer pem) {
            this.name = name;
            this.pem = pem;
        }

        @Override
        public String getName() {
            return name;
        }

        @Override
        public TrustOptions getTrustStoreOptions() {
            return new PemTrustOptions().addCertValue(pem);
        }

        @Override
        public SSLOptions getSSLOptions() {
            return new SSLOptions().setTrustOptions(getTrustStoreOptions()).setEnabledSecureTransportProtocols(Set.of("TLSv1.3", "TLSv1.2"));
        }

        @Override
        public Optional<String> getHostnameVerificationAlgorithm() {
            return Optional.of("HTTPS");
        }
    }
}
