package dev.postern.config;

import dev.postern.config.IdentityConfig.AssertionConfig;
import dev.postern.config.IdentityConfig.SessionsConfig;
import dev.postern.config.IdentityConfig.SessionsConfig.DeviceBinding;
import dev.postern.config.Keys.Key;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code identity}: who may prove who they are, and how. */
final class IdentitySections {

    static final Section<ProviderConfig> PROVIDER = provider();
    static final Section<TokenIssuerConfig> TOKEN_ISSUER = tokenIssuer();
    static final Section<WorkloadTrustConfig> WORKLOAD_TRUST = workloadTrust();
    static final Section<SessionsConfig> SESSIONS = sessions();
    static final Section<AssertionConfig> ASSERTION = assertion();
    static final Section<IdentityConfig> IDENTITY = identity();

    private static final String TRUST = "PEM file with the authorities that vouch for its TLS certificate; the platform's by default.";
    private static final String GROUPS = "Claim that lists groups; dots descend.";

    private IdentitySections() {}

    private static Section<IdentityConfig> identity() {
        Keys keys = new Keys("Who may prove who they are, and how: people by OpenID Connect, programs by tokens, workloads by SPIFFE certificates.");
        Key<List<ProviderConfig>> providers = keys.many("providers", Lists.maybeEmpty(PROVIDER), "OpenID Connect providers people sign in at.");
        Key<List<TokenIssuerConfig>> tokens = keys.many("tokens", Lists.maybeEmpty(TOKEN_ISSUER),
                "Issuers of the bearer tokens that programs present.");
        Key<List<WorkloadTrustConfig>> workloads = keys.many("workloads", Lists.maybeEmpty(WORKLOAD_TRUST),
                "SPIFFE trust domains whose workloads may come in.");
        Key<SessionsConfig> sessions = keys.section("sessions", SESSIONS, "Sessions of people, kept on the server.");
        Key<AssertionConfig> assertion = keys.section("assertion", ASSERTION, "The signed assertion towards upstreams, X-Postern-Assertion.");
        return keys.to(v -> {
            refuseTwins(v.get(providers), v.get(tokens), v.reading());
            refuseTwice("trust domain", v.get(workloads).stream().map(WorkloadTrustConfig::trustDomain).toList(), v.reading());
            return new IdentityConfig(v.get(providers), v.get(tokens), v.get(workloads), v.get(sessions), v.get(assertion));
        });
    }

    /** Rules name providers and token issuers alike; one name for two parties would let the one in where the other was meant. */
    private static void refuseTwins(List<ProviderConfig> providers, List<TokenIssuerConfig> tokens, Reading reading) {
        Map<String, ProviderConfig> byName = new HashMap<>();
        providers.forEach(provider -> byName.putIfAbsent(provider.name().value(), provider));
        for (TokenIssuerConfig token : tokens) {
            ProviderConfig twin = byName.get(token.name().value());
            if (twin != null && !twin.issuer().value().toString().equals(token.issuer().value())) {
                reading.problem(token.name().at(), "token issuer " + Shown.of(token.name().value())
                        + " is named like an identity provider with another issuer",
                        "rules would not tell them apart; the provider is at " + twin.name().at());
            }
        }
        refuseTwice("issuer", tokens.stream().map(TokenIssuerConfig::issuer).toList(), reading);
    }

    private static void refuseTwice(String what, List<Located<String>> values, Reading reading) {
        Map<String, Position> seen = new HashMap<>();
        for (Located<String> value : values) {
            Position first = seen.putIfAbsent(value.value(), value.at());
            if (first != null) {
                reading.problem(value.at(), what + " " + Shown.of(value.value()) + " is configured twice", "first at " + first);
            }
        }
    }

    private static Section<ProviderConfig> provider() {
        Keys keys = new Keys("An OpenID Connect provider people sign in at.");
        Key<Located<String>> name = keys.required("name", Scalars.declares(Names.Kind.PROVIDER),
                "Used in routes, rules and paths: lower-case letters, digits, hyphens.");
        Key<Optional<String>> title = keys.maybe("title", Scalars.text(), "Shown where people choose; the name by default.");
        Key<Located<URI>> issuer = keys.required("issuer", Scalars.located(UriText.issuer()), "The issuer, whose discovery document is fetched.");
        Key<String> clientId = keys.required("client-id", Scalars.text(), "This gateway's client at the provider.");
        Key<Optional<Secret>> clientSecret = keys.maybe("client-secret", new SecretShape(),
                "The client's secret, {file: path} or {env: NAME}; a public client has none.");
        Key<List<String>> scopes = keys.many("scopes", Lists.of(WebTexts.scope()), List.of("profile", "email"), "Asked for besides openid.");
        Key<String> userClaim = keys.optional("user-claim", Scalars.text(), "preferred_username", "Claim that names the user.");
        Key<String> groupsClaim = keys.optional("groups-claim", Scalars.text(), "groups", GROUPS);
        Key<Optional<Located<Path>>> trust = keys.maybe("trust", FileShapes.existing(), TRUST);
        return keys.to(v -> new ProviderConfig(v.get(name), v.get(title).orElse(v.get(name).value()), v.get(issuer), v.get(clientId),
                v.get(clientSecret), v.get(scopes), v.get(userClaim), v.get(groupsClaim), v.get(trust)));
    }

    private static Section<TokenIssuerConfig> tokenIssuer() {
        Keys keys = new Keys("An issuer of bearer tokens (JWT) that programs present.");
        Key<Located<String>> name = keys.required("name", Scalars.declares(Names.Kind.TOKEN_ISSUER), "Used in rules, logs and metrics.");
        Key<Located<String>> issuer = keys.required("issuer", Scalars.located(Scalars.text()), "Must equal the token's iss.");
        Key<List<String>> audiences = keys.required("audiences", Lists.oneOrMore(Scalars.text()), "One of them must be in the token's aud.");
        Key<Located<URI>> jwks = keys.required("jwks", Scalars.located(UriText.keySet()),
                "Where its keys are published: https, or http on this machine.");
        Key<List<String>> algorithms = keys.many("algorithms", Lists.of(Algorithms.shape()), List.of("ES256", "RS256", "PS256"),
                "Signature algorithms accepted.");
        Key<String> userClaim = keys.optional("user-claim", Scalars.text(), "sub", "Claim that names the principal.");
        Key<String> groupsClaim = keys.optional("groups-claim", Scalars.text(), "groups", GROUPS);
        Key<Duration> clockSkew = keys.optional("clock-skew", Quantities.duration("0s", "5m"), "30s", "How far clocks may be apart.");
        Key<Optional<Located<Path>>> trust = keys.maybe("trust", FileShapes.existing(), TRUST);
        return keys.to(v -> new TokenIssuerConfig(v.get(name), v.get(issuer), v.get(audiences), v.get(jwks), v.get(algorithms), v.get(userClaim),
                v.get(groupsClaim), v.get(clockSkew), v.get(trust)));
    }

    private static Section<WorkloadTrustConfig> workloadTrust() {
        Keys keys = new Keys("A SPIFFE trust domain whose workloads may come in with their certificates.");
        Key<Located<String>> domain = keys.required("trust-domain", Scalars.located(SpiffeText.trustDomain()), "For example corp.test.");
        Key<Located<Path>> bundle = keys.required("bundle", FileShapes.existing(), "PEM file with its authorities; watched and reloaded.");
        return keys.to(v -> new WorkloadTrustConfig(v.get(domain), v.get(bundle)));
    }

    private static Section<SessionsConfig> sessions() {
        Keys keys = new Keys("Sessions of people, kept on the server.");
        Key<Duration> idle = keys.optional("idle", Quantities.duration("1m", "30d"), "1h", "Ends a session that is not used.");
        Key<Duration> lifetime = keys.optional("lifetime", Quantities.duration("1m", "30d"), "12h", "Ends every session.");
        Key<Duration> rotate = keys.optional("rotate", Quantities.duration("1s", "30d"), "15m",
                "The opaque id in the cookie is replaced this often.");
        Key<DeviceBinding> device = keys.optional("device", Scalars.choice(DeviceBinding.values()), "when-present",
                "Whether a session is tied to the client certificate it began with: none, when-present, or required: without one no session begins.");
        Key<Integer> maximum = keys.optional("maximum", Scalars.integer(1, 10_000_000), "100000", "Sessions held; the longest unused give way.");
        Key<Integer> perUser = keys.optional("per-user", Scalars.integer(1, 10_000), "50", "Sessions of one user; the oldest give way.");
        return keys.to(v -> {
            if (v.sound(idle, lifetime) && v.get(idle).compareTo(v.get(lifetime)) > 0) {
                v.problem(v.has(idle) ? idle : lifetime, "a session would outlive its lifetime unused", "idle is at most lifetime");
            }
            return new SessionsConfig(v.get(idle), v.get(lifetime), v.get(rotate), v.get(device), v.get(maximum), v.get(perUser));
        });
    }

    private static Section<AssertionConfig> assertion() {
        Keys keys = new Keys("The signed assertion towards upstreams.");
        Key<String> issuer = keys.optional("issuer", Scalars.text(), "postern",
                "Its iss; the gateway's address, such as https://access.corp.test, where upstreams look for keys by issuer.");
        Key<Optional<Located<Path>>> key = keys.maybe("key", FileShapes.existing(),
                "PEM file with an EC P-256 private key; without one a key is made at start.");
        Key<Duration> lifetime = keys.optional("lifetime", Quantities.duration("1s", "5m"), "60s", "Of each assertion.");
        return keys.to(v -> new AssertionConfig(v.get(issuer), v.get(key), v.get(lifetime)));
    }
}
