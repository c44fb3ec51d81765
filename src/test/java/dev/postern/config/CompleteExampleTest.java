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
        assertEquals("an-admin-token-of-32-characters-or-more", CONFIG.listen().admin().token().orElseThrow().reveal());
        assertEquals(10, CONFIG.listen().admin().attempts());
        ListenConfig.OperatorCertificates operators = CONFIG.listen().admin().clientCertificates().orElseThrow();
        assertEquals(FOLDER.resolve("tls/access.pem").toAbsolutePath(), operators.authorities().getFirst().value());
        assertEquals(ListenConfig.Demand.REQUIRED, operators.demand());
        assertEquals(PolicyConfig.RevocationDemand.BEST_EFFORT, operators.revocation());
        DevicesConfig.AuthorityConfig alike = operators.asDevices().authorities().getFirst();
        assertEquals(List.of(FOLDER.resolve("tls/devices.crl").toAbsolutePath()), alike.crls().stream().map(Located::value).toList());
        assertEquals(List.of(Duration.ofHours(1), Duration.ofMinutes(10)), List.of(alike.crlGrace(), alike.crlRefresh()));
        assertEquals(new DevicesConfig.Whereabouts.At(URI.create("http://crl.corp.test/operators.crl")), alike.crlUrls().getFirst().value());
        assertEquals(Duration.ofMinutes(1), alike.ocsp().orElseThrow().refresh());
        assertEquals(List.of(Cidr.parse("10.0.0.0/8")), alike.revocationNetworks());
        assertEquals(List.of(2_000, 100), List.of(CONFIG.audit().strangers(), CONFIG.audit().refusals()));
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
        assertEquals(List.of(new DevicesConfig.Whereabouts.At(URI.create("http://crl.corp.test/devices.crl")), new DevicesConfig.Whereabouts.FromCertificates()),
                laptops.crlUrls().stream().map(Located::value).toList());
        assertEquals(Duration.ofMinutes(30), laptops.crlRefresh());
        DevicesConfig.OcspConfig ocsp = laptops.ocsp().orElseThrow();
        assertEquals(List.of(Duration.ofMinutes(5), Duration.ofHours(2), Duration.ofMinutes(10)), List.of(ocsp.refresh(), ocsp.maxAge(), ocsp.grace()));
        assertEquals(DevicesConfig.Nonce.REQUIRED, ocsp.nonce());
        assertEquals(1, laptops.revocationNetworks().size());
        assertEquals(2, CONFIG.mesh().trust().size());
        assertEquals(Optional.of("here"), CONFIG.mesh().zone());
        UpstreamConfig ledger = CONFIG.upstreams().getFirst();
        assertEquals(List.of(URI.create("https://ledger-1.finance:8443"), URI.create("https://ledger-2.finance:8443")),
                ledger.urls().stream().map(Located::value).toList());
        assertEquals(UpstreamConfig.Balance.LEAST_REQUESTS, ledger.balance());
        assertEquals(new UpstreamConfig.Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofMinutes(5)), ledger.timeouts());
        assertEquals(List.of(), CONFIG.upstreams().get(1).expect());
        assertEquals(Optional.of(new UpstreamConfig.HealthConfig(Optional.of("/healthz"), Duration.ofSeconds(10), Duration.ofSeconds(2), 2, 3)), ledger.health());
        assertEquals(new UpstreamConfig.OutliersConfig(5, 80, Duration.ofSeconds(30), 50, Duration.ofSeconds(30), Duration.ofMinutes(5), 50),
                ledger.outliers());
        assertEquals(ledger.outliers(), CONFIG.upstreams().get(1).outliers(), "what the example writes is what holds by default");
        assertEquals(new UpstreamConfig.CircuitConfig(10_000, 1_024), ledger.circuit());
        assertEquals(Set.of(UpstreamConfig.RetryConfig.Condition.CONNECT_FAILURE, UpstreamConfig.RetryConfig.Condition.RESET_BEFORE_HEAD,
                UpstreamConfig.RetryConfig.Condition.UNAVAILABLE), ledger.retry().on());
        assertEquals(Duration.ofMillis(200), ledger.hedge().orElseThrow().after());
        assertEquals(0, ledger.panicPercent());
        assertEquals(Duration.ofSeconds(30), ledger.slowStart());
        assertEquals(Duration.ofMinutes(5), ledger.drain());
        assertEquals(List.of(Cidr.parse("198.18.0.0/15")), ledger.addresses().allow());
        UpstreamConfig reports = CONFIG.upstreams().get(2);
        assertEquals(List.of(3, 1), reports.endpoints().stream().map(UpstreamConfig.EndpointConfig::weight).toList());
        assertEquals(List.of(0, 1), reports.endpoints().stream().map(UpstreamConfig.EndpointConfig::priority).toList());
        assertEquals(List.of(Optional.of("here"), Optional.empty()), reports.endpoints().stream().map(UpstreamConfig.EndpointConfig::zone).toList());
    }

    @Test
    void firewall() {
        WafConfig crs = CONFIG.waf().getFirst();
        assertEquals(List.of("before.conf", "crs-setup.conf", "REQUEST-901-OWN.conf"), crs.rules().stream().map(file -> file.value().getFileName().toString()).toList());
        assertEquals(new WafConfig.Paranoia(1, 2), crs.paranoia());
        assertEquals(new WafConfig.Thresholds(5, 4), crs.thresholds());
        assertEquals("ARGS:q", crs.exclusions().getFirst().targets().getFirst().value());
        assertEquals(new WafConfig.Body(WafConfig.Body.Inspect.ON, 1 << 20, WafConfig.Body.Beyond.PASS), crs.responseBody());
    }

    @Test
    void malware() {
        MalwareConfig uploads = CONFIG.malware().getFirst();
        assertEquals(new MalwareConfig.Address.Unix("/run/clamav/clamd.ctl"), uploads.clamd().orElseThrow().address().value());
        assertEquals(List.of(MalwareConfig.Messages.REQUESTS, MalwareConfig.Messages.RESPONSES), uploads.directions());
        assertEquals(List.of(32L << 20, Duration.ofSeconds(10)), List.of(uploads.maxSize(), uploads.timeout()));
        MalwareConfig elsewhere = CONFIG.malware().getLast();
        assertEquals(URI.create("icap://scanner.corp.test:1344/avscan"), elsewhere.icap().orElseThrow().url().value());
        assertEquals(MalwareConfig.IcapMode.RESPMOD, elsewhere.icap().orElseThrow().mode());
        assertEquals(List.of(MalwareConfig.Messages.REQUESTS), elsewhere.directions());
        assertEquals(List.of(16L << 20, Duration.ofSeconds(20), 8, 64), List.of(elsewhere.maxSize(), elsewhere.timeout(), elsewhere.concurrency(), elsewhere.queue()));
        assertEquals(List.of(MalwareConfig.Otherwise.REFUSE, MalwareConfig.Otherwise.REFUSE), List.of(elsewhere.beyond(), elsewhere.unavailable()));
        assertEquals(MalwareConfig.Mode.ENFORCE, elsewhere.mode());
        assertEquals(MalwareConfig.Parts.EACH, elsewhere.parts());
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
        assertEquals(PolicyConfig.RevocationDemand.BEST_EFFORT, finance.from().revocation());
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
        assertEquals(new AuditConfig.FileConfig(FOLDER.resolve("audit.jsonl").toAbsolutePath(),
                new AuditConfig.RotateConfig(256L << 20, Duration.ofDays(1), true, 90, 100L << 30)), CONFIG.audit().file().orElseThrow());
        AuditConfig.SyslogConfig syslog = CONFIG.audit().sinks().get(1).syslog().orElseThrow();
        assertEquals(new Endpoint("logs.corp.test", 6514), syslog.address());
        assertEquals(AuditConfig.OnFull.REFUSE, syslog.onFull());
        AuditConfig.OtlpConfig otlp = CONFIG.audit().sinks().get(2).otlp().orElseThrow();
        assertEquals(Set.of("Authorization"), otlp.secretHeaders().keySet());
        assertEquals(AuditConfig.OnFull.COUNT, otlp.onFull());
    }

    @Test
    void dataLossPrevention() {
        DlpConfig pci = CONFIG.dlp().getFirst();
        assertEquals(FOLDER.resolve("dlp/secrets.toml").toAbsolutePath(), pci.gitleaks().orElseThrow().value());
        assertEquals(DlpConfig.Action.RESTORE, pci.rules().getFirst().action());
        assertEquals(List.of("settlement"), pci.rules().getFirst().from().groups());
        assertEquals(List.of("corp"), pci.rules().getFirst().from().providers().stream().map(Located::value).toList());
        assertEquals(new DlpConfig.Tokens(DlpConfig.Tokens.Luhn.BREAK, 6, 4), pci.rules().get(1).tokens());
        assertEquals(new DlpConfig.Masking(DlpConfig.Masking.Style.CHARACTERS, "*", 4, 2), pci.rules().get(3).mask());
        assertEquals(List.of(DlpConfig.Body.Delivery.HOLD, DlpConfig.Body.Delivery.STREAM), List.of(pci.request().delivery(), pci.response().delivery()));
    }

    @Test
    void telemetry() {
        TracesConfig traces = CONFIG.telemetry().traces();
        assertEquals(URI.create("https://otel.corp.test:4318/v1/traces"), traces.endpoint().orElseThrow());
        assertEquals(Set.of("Authorization"), traces.secretHeaders().keySet());
        assertEquals(TracesConfig.TrustParent.AUTHENTICATED, traces.trustParent());
        assertEquals(List.of(100, 100, 8192), List.of(traces.sampleOneIn(), traces.perSecond(), traces.queue()));
    }

    @Test
    void sharedState() {
        SharedStateConfig shared = CONFIG.sharedState().orElseThrow();
        assertEquals(new Endpoint("redis.corp.test", 6379), shared.redis().address().value());
        assertEquals(FOLDER.resolve("tls/redis-ca.pem").toAbsolutePath(), shared.redis().tls().orElseThrow().trust().orElseThrow().value());
        assertEquals("not-a-real-password", shared.redis().password().orElseThrow().reveal());
        assertEquals(List.of("2026-11", "2026-05"), shared.keys().stream().map(key -> key.id().value()).toList());
        assertEquals(Duration.ofMillis(50), shared.redis().timeout());
        assertEquals(Duration.ofSeconds(30), shared.grace());
        assertEquals(SharedStateConfig.RevocationsUnknown.REFUSE, shared.revocationsUnknown());
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
        known.removeIf(key -> key.endsWith("/env") && shown.contains(key.replaceFirst("env$", "file"))); // a secret comes from one of the two
        assertEquals(Set.of("/audit/file", "/listen/ingress/tls", "/listen/ingress/tls/cert", "/listen/ingress/tls/key"), known,
                "file is short for sinks, tls for certificates; everything else has its example");
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
