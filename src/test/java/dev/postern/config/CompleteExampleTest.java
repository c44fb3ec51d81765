package dev.postern.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The example that shows every key: it can be read, says what it looks like, and really shows every key. */
final class CompleteExampleTest {

    private static final Path FOLDER = GoldenErrorsTest.CASES.resolve("valid-complete");
    private static final Environment ENVIRONMENT = name -> name.equals("PARTNER_CLIENT_SECRET") ? Optional.of("partner's") : Optional.empty();
    private static final LoadedConfig LOADED = ConfigReader.read(FOLDER.resolve("postern.yaml"), ENVIRONMENT);
    private static final PosternConfig CONFIG = LOADED.config();

    @Test
    void listeners() {
        IngressConfig ingress = CONFIG.listen().ingress();
        assertEquals(new Endpoint("0.0.0.0", 8443), ingress.address().value());
        assertEquals(FOLDER.resolve("tls/access.pem").toAbsolutePath(), ingress.certificates().getFirst().cert().value());
        assertEquals(IngressConfig.TlsVersion.TLS_1_2, ingress.minimumTls());
        assertEquals(new IngressConfig.TrustedHops(List.of(Cidr.parse("10.0.0.0/8"), Cidr.parse("2001:db8::/32")),
                IngressConfig.TrustedHops.ForwardHeader.X_FORWARDED_FOR),
                ingress.trustedHops());
        assertEquals(List.of(Cidr.parse("192.0.2.10")), ingress.proxyProtocol());
        assertEquals(new Endpoint("0.0.0.0", 9443), CONFIG.listen().admin().address().value());
        assertTrue(CONFIG.listen().admin().tls().isPresent());
    }

    @Test
    void identity() {
        ProviderConfig corp = CONFIG.identity().providers().getFirst();
        assertEquals("corp", corp.name().value());
        assertEquals("Corp account", corp.title());
        assertEquals(URI.create("https://idp.corp.test/realms/corp"), corp.issuer().value());
        assertEquals("not-a-real-secret", corp.clientSecret().orElseThrow().reveal());
        assertEquals(List.of("profile", "email", "groups"), corp.scopes());
        assertEquals("realm_access.roles", corp.groupsClaim());
        ProviderConfig partner = CONFIG.identity().providers().get(1);
        assertEquals("partner's", partner.clientSecret().orElseThrow().reveal());
        assertEquals("partner", partner.title());
        assertEquals(List.of("profile", "email"), partner.scopes());
        TokenIssuerConfig machines = CONFIG.identity().tokens().getFirst();
        assertEquals(List.of("https://access.corp.test"), machines.audiences());
        assertEquals(List.of("ES256", "PS256"), machines.algorithms());
        assertEquals(Duration.ofSeconds(30), machines.clockSkew());
        assertEquals("corp.test", CONFIG.identity().workloads().getFirst().trustDomain().value());
        assertEquals(Duration.ofMinutes(15), CONFIG.identity().sessions().rotate());
        assertEquals("https://access.corp.test", CONFIG.identity().assertion().issuer());
    }

    @Test
    void devicesMeshAndUpstreams() {
        DevicesConfig.AuthorityConfig laptops = CONFIG.devices().authorities().getFirst();
        assertEquals(Duration.ofHours(6), laptops.crlGrace());
        assertEquals(Map.of("managed-by", "it", "os", "linux"), laptops.attributes());
        assertEquals(1, laptops.crls().size());
        assertEquals(2, CONFIG.mesh().trust().size());
        UpstreamConfig ledger = CONFIG.upstreams().getFirst();
        assertEquals(List.of(URI.create("https://ledger-1.finance:8443"), URI.create("https://ledger-2.finance:8443")),
                ledger.urls().stream().map(Located::value).toList());
        assertEquals(UpstreamConfig.Balance.LEAST_REQUESTS, ledger.balance());
        assertEquals(new UpstreamConfig.Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofMinutes(5)), ledger.timeouts());
        assertEquals(List.of(), CONFIG.upstreams().get(1).expect());
    }

    @Test
    void routes() {
        RouteConfig ledger = CONFIG.routes().getFirst();
        assertEquals(List.of("ledger.corp.test", "*.ledger.corp.test"), ledger.match().hosts().stream().map(Located::value).toList());
        assertEquals(List.of(new MatchConfig.ValueMatch("X-Edition", "2")), ledger.match().headers());
        assertEquals(List.of(new MatchConfig.ValueMatch("view", "full")), ledger.match().query());
        assertEquals(Optional.of("preserve"), ledger.rewrite().host());
        assertEquals(new RouteConfig.HeaderEdits(List.of("X-Debug"), Map.of("X-Tenant", "corp"), Map.of("X-Trace", "gateway")),
                ledger.requestHeaders());
        assertEquals(Duration.ofMinutes(10), ledger.cors().orElseThrow().maxAge());
        assertEquals(new UpstreamConfig.Timeouts(Duration.ofSeconds(2), Duration.ofMinutes(2), Duration.ofHours(1)), ledger.timeouts().orElseThrow());
        assertEquals(Optional.of(100L * 1024 * 1024), ledger.bodyBytes());
        assertEquals(RouteConfig.Discoverable.SIGNED_IN, ledger.discoverable());
        assertEquals(Optional.of("X-Auth-Groups"), ledger.identityHeaders().groups());
        assertEquals(List.of("per-user", "tenants"), ledger.limits().stream().map(Located::value).toList());
        assertEquals("crs", ledger.inspect().get("waf").value());
        assertEquals(MatchConfig.PathMatch.Kind.TEMPLATE, route("orders-of-a-user").match().path().kind());
        assertEquals(MatchConfig.PathMatch.Kind.EXACT, route("api-health").match().path().kind());
        assertEquals(List.of("GET", "HEAD"), route("wiki").match().methods());
        assertEquals(MatchConfig.PathMatch.Kind.PREFIX, route("wiki").match().path().kind());
        assertEquals(new RouteConfig.RedirectConfig(308, Optional.of("https"), Optional.of("wiki.corp.test"), Optional.of(443), Optional.of("/")),
                route("old-wiki").redirect().orElseThrow());
        assertTrue(route("old-wiki").upstream().isEmpty());
        assertEquals("old-wiki", route("old-wiki").audience());
    }

    @Test
    void policiesLimitsAudit() {
        PolicyConfig finance = CONFIG.policies().getFirst();
        assertEquals(Map.of("department", List.of("accounting", "audit")), finance.from().claims());
        assertEquals(PolicyConfig.DeviceCondition.ENROLLED, finance.from().device());
        assertEquals(new PolicyConfig.TimeWindow(EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), LocalTime.of(8, 0), LocalTime.of(18, 0),
                ZoneId.of("Europe/Berlin")),
                finance.to().time().orElseThrow());
        assertTrue(finance.when().isPresent());
        PolicyConfig notYet = CONFIG.policies().getLast();
        assertEquals(PolicyConfig.Mode.SHADOW, notYet.mode());
        assertEquals(PolicyConfig.Effect.DENY, notYet.effect());
        assertTrue(notYet.from().anyone());
        assertEquals(List.of("per-user", "tenants"), CONFIG.limits().stream().map(limit -> limit.name().value()).toList());
        assertEquals(100, CONFIG.limits().getFirst().burst());
        assertEquals(10_000, CONFIG.limits().getLast().burst(), "the rate by default");
        assertEquals(FOLDER.resolve("audit.jsonl").toAbsolutePath(), CONFIG.audit().file().orElseThrow().value());
    }

    @Test
    void everyFileNamedIsWatched() throws IOException {
        Set<Path> expected;
        try (var files = Files.walk(FOLDER)) {
            expected = files.filter(Files::isRegularFile).map(Path::toAbsolutePath).collect(Collectors.toSet());
        }
        expected.add(FOLDER.resolve("conf.d").toAbsolutePath());
        assertEquals(expected, LOADED.files());
    }

    @Test
    void showsEveryKey() throws IOException {
        Set<String> shown = new TreeSet<>();
        for (String file : List.of("postern.yaml", "conf.d/10-limits.yaml")) {
            keys(YamlParser.parse(file, Files.readString(FOLDER.resolve(file)), new Problems()).orElseThrow(), "", shown);
        }
        Set<String> known = new TreeSet<>();
        schemaKeys(new ObjectMapper().readTree(JsonSchema.render()), "", known);
        known.removeAll(shown);
        assertEquals(Set.of("/listen/ingress/tls", "/listen/ingress/tls/cert", "/listen/ingress/tls/key"), known,
                "tls is short for certificates; everything else has its example");
    }

    private static RouteConfig route(String name) {
        return CONFIG.routes().stream().filter(route -> route.name().value().equals(name)).findFirst().orElseThrow();
    }

    private static void keys(Node node, String at, Set<String> found) {
        switch (node) {
            case Node.Mapping mapping -> mapping.entries().forEach(entry -> {
                found.add(at + '/' + entry.key());
                keys(entry.value(), at + '/' + entry.key(), found);
            });
            case Node.Sequence list -> list.items().forEach(item -> keys(item, at, found));
            case Node.Scalar _ -> { }
        }
    }

    private static void schemaKeys(JsonNode schema, String at, Set<String> found) {
        schema.path("properties").properties().forEach(property -> {
            found.add(at + '/' + property.getKey());
            schemaKeys(property.getValue(), at + '/' + property.getKey(), found);
        });
        if (schema.has("items")) {
            schemaKeys(schema.get("items"), at, found);
        }
        schema.path("anyOf").forEach(one -> schemaKeys(one, at, found));
    }
}
