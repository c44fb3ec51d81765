package dev.postern.config;

import dev.postern.config.DevicesConfig.AuthorityConfig;
import dev.postern.config.Keys.Key;
import dev.postern.config.UpstreamConfig.Balance;
import dev.postern.config.UpstreamConfig.HttpVersions;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code devices}, {@code mesh} and {@code upstreams}: whom the gateway believes on either side, and where it sends what is allowed. */
final class MeshSections {

    static final TextShape<Duration> CONNECT = Quantities.duration("10ms", "5m");
    static final TextShape<Duration> FIRST_BYTE = Quantities.duration("10ms", "24h");
    static final TextShape<Duration> WHOLE = Quantities.duration("0s", "30d");

    static final Section<AuthorityConfig> AUTHORITY = authority();
    static final Section<DevicesConfig> DEVICES = devices();
    static final Section<MeshConfig> MESH = mesh();
    static final Section<UpstreamConfig.Timeouts> TIMEOUTS = timeouts();
    static final Section<UpstreamConfig> UPSTREAM = upstream();

    private MeshSections() {}

    private static Section<DevicesConfig> devices() {
        Keys keys = new Keys("Which authorities enrol devices.");
        Key<List<AuthorityConfig>> authorities = keys.many("authorities", Lists.maybeEmpty(AUTHORITY), "The device authorities.");
        return keys.to(v -> new DevicesConfig(v.get(authorities)));
    }

    private static Section<AuthorityConfig> authority() {
        Keys keys = new Keys("An authority that enrols devices.");
        Key<Located<String>> name = keys.required("name", Scalars.declares(Names.Kind.AUTHORITY), "Used in rules and in the audit trail.");
        Key<Located<Path>> certificates = keys.required("certificates", FileShapes.existing(), "PEM file with its roots; watched and reloaded.");
        Key<List<Located<Path>>> crls = keys.many("crls", Lists.oneOrMore(FileShapes.existing()),
                "Files with its revocation lists, PEM or DER; watched and reloaded.");
        Key<Duration> grace = keys.optional("crl-grace", Quantities.duration("0s", "30d"), "0s",
                "How long after its next update a revocation list is still believed; after that every device of the authority is unknown.");
        Key<Map<String, String>> attributes = keys.or("attributes", Maps.of(attributeName(), Scalars.text()), Map.of(),
                "What every device of this authority has, for conditions in rules.");
        return keys.to(v -> new AuthorityConfig(v.get(name), v.get(certificates), v.get(crls), v.get(grace), v.get(attributes)));
    }

    static TextShape<String> attributeName() {
        return new TextShape<>("a name of letters, digits, dots, hyphens and underscores", text -> {
            if (!text.matches("[A-Za-z0-9._-]{1,64}")) {
                throw new Unfit(Shown.of(text) + " cannot be a name", "");
            }
            return text;
        }, Json.pattern("^[A-Za-z0-9._-]{1,64}$"));
    }

    private static Section<MeshConfig> mesh() {
        Keys keys = new Keys("The gateway's place in the service mesh.");
        Key<Optional<KeyPairFiles>> identity = keys.maybe("identity", ListenSections.KEY_PAIR,
                "Its own X.509-SVID and key; watched. Without one only upstreams that ask for none can be reached.");
        Key<List<Located<Path>>> trust = keys.many("trust", Lists.oneOrMore(FileShapes.existing()),
                "PEM files with the authorities whose workloads it believes; watched.");
        return keys.to(v -> new MeshConfig(v.get(identity), v.get(trust)));
    }

    private static Section<UpstreamConfig> upstream() {
        Keys keys = new Keys("Endpoints that serve the same app.");
        Key<Located<String>> name = keys.required("name", Scalars.declares(Names.Kind.UPSTREAM), "Used in routes.");
        Shape<Located<URI>> uri = Scalars.located(UriText.upstream());
        Key<List<Located<URI>>> urls = keys.many("urls", Lists.of(uri), "https://host:port of each endpoint, or http:// on this machine.");
        Key<Optional<Located<URI>>> url = keys.shortForm("url", uri, "Short for one entry under urls.");
        Key<List<Located<String>>> expect = keys.many("expect", Lists.oneOrMore(Scalars.located(SpiffeText.exact())),
                "SPIFFE ids of which the peer must present one; needed for https.");
        Key<HttpVersions> protocol = keys.optional("protocol", Scalars.choice(HttpVersions.values(), MeshSections::word), "auto",
                "HTTP version to speak; auto is HTTP/2 where the upstream offers it.");
        Key<Balance> balance = keys.optional("balance", Scalars.choice(Balance.values()), "round-robin", "How an endpoint is chosen.");
        Key<Integer> connections = keys.optional("connections", Scalars.integer(1, 100_000), "64", "Open connections to each endpoint, at most.");
        Key<UpstreamConfig.Timeouts> timeouts = keys.section("timeouts", TIMEOUTS, "Times; a route may override them.");
        return keys.to(v -> {
            List<Located<URI>> all = Stream.concat(v.get(url).stream(), v.get(urls).stream()).toList();
            if (v.has(url) == v.has(urls)) {
                v.reading().problem(v.has(url) ? v.at(url) : v.at(), v.has(url) ? "both url and urls are given" : "the upstream has no url",
                        "write url: https://host:port, or urls with a list");
            }
            Optional<Located<URI>> secure = all.stream().filter(one -> one.value().getScheme().equals("https")).findFirst();
            if (secure.isPresent() && !v.has(expect)) {
                v.reading().problem(secure.get().at(), "an https upstream must say whom it expects",
                        "add expect: spiffe://trust-domain/path, the identity in the upstream's certificate");
            }
            return new UpstreamConfig(v.get(name), all, v.get(expect), v.get(protocol), v.get(balance), v.get(connections), v.get(timeouts));
        });
    }

    private static String word(HttpVersions version) {
        return switch (version) {
            case AUTO -> "auto";
            case HTTP_1_1 -> "http/1.1";
            case HTTP_2 -> "http/2";
        };
    }

    private static Section<UpstreamConfig.Timeouts> timeouts() {
        Keys keys = new Keys("Times towards an upstream.");
        Key<Duration> connect = keys.optional("connect", CONNECT, "5s", "To connect, TLS included.");
        Key<Duration> firstByte = keys.optional("first-byte", FIRST_BYTE, "30s", "From the end of the request to the first byte of the answer.");
        Key<Duration> whole = keys.optional("whole", WHOLE, "0s", "For the whole exchange; 0s for no bound.");
        return keys.to(v -> new UpstreamConfig.Timeouts(v.get(connect), v.get(firstByte), v.get(whole)));
    }
}
