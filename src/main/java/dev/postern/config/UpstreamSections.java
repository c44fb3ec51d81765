package dev.postern.config;

import dev.postern.config.Keys.Key;
import dev.postern.config.UpstreamConfig.AddressesConfig;
import dev.postern.config.UpstreamConfig.Balance;
import dev.postern.config.UpstreamConfig.EndpointConfig;
import dev.postern.config.UpstreamConfig.HttpVersions;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code upstreams}: where the gateway sends what is allowed. */
final class UpstreamSections {

    static final Section<EndpointConfig> ENDPOINT = endpoint();
    static final Section<AddressesConfig> ADDRESSES = addresses();
    static final Section<UpstreamConfig> UPSTREAM = upstream();

    private static final String ONE_WAY = "write url: https://host:port, urls with a list, or endpoints with weights";

    private UpstreamSections() {}

    private static Section<UpstreamConfig> upstream() {
        Keys keys = new Keys("Endpoints that serve the same app.");
        Key<Located<String>> name = keys.required("name", Scalars.declares(Names.Kind.UPSTREAM), "Used in routes.");
        Shape<Located<URI>> uri = Scalars.located(UriText.upstream());
        Key<List<Located<URI>>> urls = keys.many("urls", Lists.of(uri),
                "https://host:port of each endpoint, or http:// on this machine. A name stands for all addresses it has in the DNS.");
        Key<Optional<Located<URI>>> url = keys.shortForm("url", uri, "Short for one entry under urls.");
        Key<List<EndpointConfig>> endpoints = keys.many("endpoints", Lists.of(ENDPOINT), "Instead of urls, with weights and priorities.");
        Key<List<Located<String>>> expect = keys.many("expect", Lists.oneOrMore(Scalars.located(SpiffeText.exact())),
                "SPIFFE ids of which the peer must present one; needed for https.");
        Key<HttpVersions> protocol = keys.optional("protocol", Scalars.choice(HttpVersions.values(), UpstreamSections::word), "auto",
                "HTTP version to speak; auto is HTTP/2 where the upstream offers it.");
        Key<Balance> balance = keys.optional("balance", Scalars.choice(Balance.values()), "round-robin", "How an endpoint is chosen.");
        Key<Integer> connections = keys.optional("connections", Scalars.integer(1, 100_000), "64", "Open connections to each endpoint, at most.");
        Key<UpstreamConfig.Timeouts> timeouts = keys.section("timeouts", MeshSections.TIMEOUTS, "Times; a route may override them.");
        Key<AddressesConfig> addresses = keys.section("addresses", ADDRESSES, "Where names may lead.");
        Key<Optional<UpstreamConfig.HealthConfig>> health = keys.maybe("health", ResilienceSections.HEALTH, "Asks each endpoint regularly whether it is well; left out, only requests tell.");
        Key<UpstreamConfig.OutliersConfig> outliers = keys.section("outliers", ResilienceSections.OUTLIERS, "When an endpoint that fails is left alone for a while.");
        Key<UpstreamConfig.CircuitConfig> circuit = keys.section("circuit", ResilienceSections.CIRCUIT, "How much may be under way at once; beyond it requests are refused with 503.");
        Key<UpstreamConfig.RetryConfig> retry = keys.section("retry", ResilienceSections.RETRY, "What is tried again, only where doing it twice does no harm.");
        Key<Optional<UpstreamConfig.HedgeConfig>> hedge = keys.maybe("hedge", ResilienceSections.HEDGE, "Asks a second endpoint when the first is slow to answer; left out, never.");
        Key<Integer> panicPercent = keys.optional("panic-percent", Scalars.integer(0, 100), "0",
                "When a smaller share of a priority's endpoints is available the next priority is used, and when none has as many, every endpoint; 0 for when there is none at all.");
        Key<Duration> slowStart = keys.optional("slow-start", Quantities.duration("0s", "1h"), "0s",
                "Over how long an endpoint that appears or recovers gets its full share; 0s for at once.");
        Key<Duration> drain = keys.optional("drain", Quantities.duration("0s", "24h"), "5m",
                "How long WebSockets, events, uploads and downloads go on at an endpoint that is taken out of the configuration, or an address that is taken out of the DNS; then they are ended.");
        return keys.to(v -> {
            List<Located<URI>> all = Stream.concat(v.get(url).stream(), v.get(urls).stream()).toList();
            checkEndpoints(v, List.of(url, urls, endpoints));
            Stream<Located<URI>> named = Stream.concat(all.stream(), v.get(endpoints).stream().map(EndpointConfig::url));
            Optional<Located<URI>> secure = named.filter(one -> one.value().getScheme().equals("https")).findFirst();
            if (secure.isPresent() && !v.has(expect)) {
                v.reading().problem(secure.get().at(), "an https upstream must say whom it expects",
                        "add expect: spiffe://trust-domain/path, the identity in the upstream's certificate");
            }
            return new UpstreamConfig(v.get(name), all, v.get(endpoints), v.get(expect), v.get(protocol), v.get(balance), v.get(connections), v.get(timeouts),
                    v.get(addresses), v.get(health), v.get(outliers), v.get(circuit), v.get(retry), v.get(hedge), v.get(panicPercent), v.get(slowStart), v.get(drain));
        });
    }

    private static void checkEndpoints(Section.Values v, List<Key<?>> ways) {
        List<Key<?>> given = ways.stream().<Key<?>>filter(v::has).toList();
        if (given.isEmpty()) {
            v.reading().problem(v.at(), "the upstream has no url", ONE_WAY);
        } else if (given.size() > 1) {
            v.problem(given.getFirst(), "both " + given.get(0).name() + " and " + given.get(1).name() + " are given", ONE_WAY);
        }
    }

    private static Section<EndpointConfig> endpoint() {
        Keys keys = new Keys("An endpoint with its share.");
        Key<Located<URI>> url = keys.required("url", Scalars.located(UriText.upstream()), "https://host:port, or http:// on this machine.");
        Key<Integer> weight = keys.optional("weight", Scalars.integer(1, 1_000), "1", "Its share of the requests, relative to the others; each address of a name has it.");
        Key<Integer> priority = keys.optional("priority", Scalars.integer(0, 15), "0",
                "Endpoints of a higher number are used only while none of a lower one is available: another zone, another site.");
        Key<Optional<String>> zone = keys.maybe("zone", Scalars.text(), "Where it is. Gateways whose mesh.zone is the same prefer it among those of its priority.");
        return keys.to(v -> new EndpointConfig(v.get(url), v.get(weight), v.get(priority), v.get(zone)));
    }

    private static Section<AddressesConfig> addresses() {
        Keys keys = new Keys("Which addresses the names of this upstream may lead to, besides public and private ones.");
        Key<List<Cidr>> allow = keys.many("allow", Lists.of(ListenSections.cidr()),
                "Blocks that are dialled although they are loopback, link-local, metadata, documentation or reserved addresses.");
        return keys.to(v -> new AddressesConfig(v.get(allow)));
    }

    private static String word(HttpVersions version) {
        return switch (version) {
            case AUTO -> "auto";
            case HTTP_1_1 -> "http/1.1";
            case HTTP_2 -> "http/2";
        };
    }
}
