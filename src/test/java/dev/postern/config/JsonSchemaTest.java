package dev.postern.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The published schema is the description that reads the file. {@code -Dpostern.schema.write=true} writes it afresh. */
final class JsonSchemaTest {

    private static final Path PUBLISHED = Path.of("docs/postern.schema.json");

    static List<Map.Entry<Section<?>, Class<?>>> sections() {
        return List.of(
                Map.entry(RootSection.ROOT, PosternConfig.class), Map.entry(RootSection.LIMIT, LimitConfig.class),
                Map.entry(WafSections.WAF, WafConfig.class), Map.entry(WafSections.PARANOIA, WafConfig.Paranoia.class),
                Map.entry(WafSections.THRESHOLDS, WafConfig.Thresholds.class), Map.entry(WafSections.EXCLUSION, WafConfig.Exclusion.class),
                Map.entry(WafSections.BODY, WafConfig.Body.class),
                Map.entry(DlpSections.DLP, DlpConfig.class), Map.entry(DlpSections.RULE, DlpConfig.Rule.class), Map.entry(DlpSections.WHO, DlpConfig.Who.class),
                Map.entry(DlpSections.MASK, DlpConfig.Masking.class), Map.entry(DlpSections.TOKENS, DlpConfig.Tokens.class),
                Map.entry(DlpSections.CUSTOM, DlpConfig.Custom.class), Map.entry(DlpSections.DICTIONARY, DlpConfig.Dictionary.class),
                Map.entry(DlpSections.EXACT_DATA, DlpConfig.ExactData.class), Map.entry(DlpSections.BODY, DlpConfig.Body.class),
                Map.entry(TelemetrySections.TELEMETRY, TelemetryConfig.class), Map.entry(TelemetrySections.TRACES, TracesConfig.class),
                Map.entry(AuditSections.AUDIT, AuditConfig.class), Map.entry(AuditSections.SINK, AuditConfig.SinkConfig.class),
                Map.entry(AuditSections.FILE, AuditConfig.FileConfig.class), Map.entry(AuditSections.ROTATE, AuditConfig.RotateConfig.class),
                Map.entry(AuditSections.SYSLOG, AuditConfig.SyslogConfig.class), Map.entry(AuditSections.OTLP, AuditConfig.OtlpConfig.class),
                Map.entry(AuditSections.CLIENT_TLS, ClientTls.class),
                Map.entry(ListenSections.LISTEN, ListenConfig.class), Map.entry(ListenSections.INGRESS, IngressConfig.class),
                Map.entry(ListenSections.ADMIN, ListenConfig.AdminConfig.class), Map.entry(ListenSections.OPERATORS, ListenConfig.OperatorCertificates.class),
                Map.entry(ListenSections.KEY_PAIR, KeyPairFiles.class), Map.entry(ListenSections.BOUNDS, IngressConfig.Bounds.class),
                Map.entry(ListenSections.CLIENTS, IngressConfig.Clients.class), Map.entry(ListenSections.OVERLOAD, IngressConfig.Overload.class),
                Map.entry(ListenSections.TIMEOUTS, IngressConfig.Timeouts.class),
                Map.entry(ListenSections.TRUSTED_HOPS, IngressConfig.TrustedHops.class),
                Map.entry(IdentitySections.IDENTITY, IdentityConfig.class), Map.entry(IdentitySections.PROVIDER, ProviderConfig.class),
                Map.entry(IdentitySections.TOKEN_ISSUER, TokenIssuerConfig.class),
                Map.entry(IdentitySections.WORKLOAD_TRUST, WorkloadTrustConfig.class),
                Map.entry(IdentitySections.SESSIONS, IdentityConfig.SessionsConfig.class),
                Map.entry(IdentitySections.ASSERTION, IdentityConfig.AssertionConfig.class),
                Map.entry(DeviceSections.DEVICES, DevicesConfig.class), Map.entry(DeviceSections.AUTHORITY, DevicesConfig.AuthorityConfig.class),
                Map.entry(RevocationSections.OCSP, DevicesConfig.OcspConfig.class),
                Map.entry(MeshSections.MESH, MeshConfig.class),
                Map.entry(UpstreamSections.UPSTREAM, UpstreamConfig.class), Map.entry(UpstreamSections.ENDPOINT, UpstreamConfig.EndpointConfig.class),
                Map.entry(UpstreamSections.ADDRESSES, UpstreamConfig.AddressesConfig.class), Map.entry(MeshSections.TIMEOUTS, UpstreamConfig.Timeouts.class),
                Map.entry(ResilienceSections.HEALTH, UpstreamConfig.HealthConfig.class), Map.entry(ResilienceSections.OUTLIERS, UpstreamConfig.OutliersConfig.class),
                Map.entry(ResilienceSections.CIRCUIT, UpstreamConfig.CircuitConfig.class), Map.entry(ResilienceSections.RETRY, UpstreamConfig.RetryConfig.class),
                Map.entry(ResilienceSections.HEDGE, UpstreamConfig.HedgeConfig.class),
                Map.entry(RouteSections.TIMEOUTS, UpstreamConfig.Timeouts.class),
                Map.entry(MatchSections.MATCH, MatchConfig.class), Map.entry(RouteSections.ROUTE, RouteConfig.class),
                Map.entry(RouteSections.REDIRECT, RouteConfig.RedirectConfig.class),
                Map.entry(RouteSections.REWRITE, RouteConfig.RewriteConfig.class), Map.entry(RouteSections.EDITS, RouteConfig.HeaderEdits.class),
                Map.entry(RouteSections.CORS, RouteConfig.CorsConfig.class),
                Map.entry(RouteSections.IDENTITY_HEADERS, RouteConfig.IdentityHeaders.class),
                Map.entry(SharedStateSections.SHARED_STATE, SharedStateConfig.class), Map.entry(SharedStateSections.REDIS, SharedStateConfig.RedisConfig.class),
                Map.entry(SharedStateSections.TLS, SharedStateConfig.RedisTls.class), Map.entry(SharedStateSections.SEALING_KEY, SharedStateConfig.SealingKey.class),
                Map.entry(MalwareSections.MALWARE, MalwareConfig.class), Map.entry(MalwareSections.CLAMD, MalwareConfig.Clamd.class),
                Map.entry(MalwareSections.ICAP, MalwareConfig.Icap.class),
                Map.entry(PolicySections.POLICY, PolicyConfig.class), Map.entry(PolicySections.FROM, PolicyConfig.FromConfig.class),
                Map.entry(PolicySections.TO, PolicyConfig.ToConfig.class));
    }

    @Test
    void isUpToDate() throws IOException {
        if (Boolean.getBoolean("postern.schema.write")) {
            Files.createDirectories(PUBLISHED.getParent());
            Files.writeString(PUBLISHED, JsonSchema.render());
        }
        assertEquals(Files.readString(PUBLISHED), JsonSchema.render(), "run make schema");
    }

    @ParameterizedTest
    @MethodSource("sections")
    void oneKeyIsOneComponentAndTheSameWord(Map.Entry<Section<?>, Class<?>> pair) {
        Set<String> components = Arrays.stream(pair.getValue().getRecordComponents()).map(JsonSchemaTest::kebab)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> keys = pair.getKey().keys().stream().filter(key ->
                key.need() != Keys.Need.SHORT_FORM).map(Keys.Key::name).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(components, keys, pair.getValue().getSimpleName());
    }

    /** A record that the table above forgets would be checked by nobody. */
    @Test
    void everyRecordOfTheConfigurationIsInTheTable() {
        Set<Class<?>> written = sections().stream().map(Map.Entry::getValue).collect(Collectors.toSet());
        Set<String> reachable = new TreeSet<>();
        reach(PosternConfig.class, reachable);
        reachable.removeAll(written.stream().map(Class::getName).toList());
        Set<String> otherwise = Set.of(Cidr.class.getName(), Endpoint.class.getName(), Located.class.getName(), Position.class.getName(),
                MatchConfig.PathMatch.class.getName(),
                MatchConfig.ValueMatch.class.getName(), PolicyConfig.TimeWindow.class.getName());
        assertEquals(new TreeSet<>(otherwise), reachable, "records that are written as one text or in another form");
    }

    @ParameterizedTest
    @MethodSource("validFiles")
    void takesWhatTheReaderTakes(Path file) throws IOException {
        assertEquals(Optional.empty(), MiniSchema.complaint(schema(), tree(file)), file.toString());
    }

    static List<Path> validFiles() {
        return List.of(GoldenErrorsTest.CASES.resolve("valid-complete/postern.yaml"),
                GoldenErrorsTest.CASES.resolve("valid-complete/conf.d/10-limits.yaml"),
                GoldenErrorsTest.CASES.resolve("valid-small/postern.yaml"), GoldenErrorsTest.CASES.resolve("valid-includes/postern.yaml"));
    }

    /** What an editor can see without reading other files or comparing keys. */
    @ParameterizedTest
    @ValueSource(strings = {"unknown-keys", "wrong-kinds", "numbers", "durations", "sizes", "choices", "names", "methods", "spiffe-ids",
            "time-windows", "secrets",
            "trusted-hops", "not-a-mapping", "policies"})
    void refusesWhatTheReaderRefuses(String name) throws IOException {
        assertTrue(MiniSchema.complaint(schema(), tree(GoldenErrorsTest.CASES.resolve(name).resolve("postern.yaml"))).isPresent());
    }

    @Test
    void everyKeyIsDescribed() throws IOException {
        List<String> bare = new ArrayList<>();
        describe(schema(), "", bare);
        assertEquals(List.of(), bare);
    }

    @Test
    void defaultsAreThoseOfTheReader() throws IOException {
        JsonNode ingress = schema().at("/properties/listen/properties/ingress/properties");
        assertEquals("0.0.0.0:8443", ingress.at("/address/default").textValue());
        assertEquals(100, ingress.at("/bounds/properties/header-count/default").intValue());
        assertEquals("8KiB", ingress.at("/bounds/properties/uri-bytes/default").textValue());
        assertFalse(schema().at("/properties/routes/items/properties/api/default").booleanValue());
        assertEquals("profile", schema().at("/properties/identity/properties/providers/items/properties/scopes/default/0").textValue());
    }

    private static JsonNode schema() throws IOException {
        return new ObjectMapper().readTree(JsonSchema.render());
    }

    private static Node tree(Path file) throws IOException {
        return YamlParser.parse(file.toString(), Files.readString(file), new Problems()).orElseThrow();
    }

    private static void describe(JsonNode schema, String at, List<String> bare) {
        schema.path("properties").properties().forEach(property -> {
            if (property.getValue().path("description").asText().length() < 3) {
                bare.add(at + '/' + property.getKey());
            }
            describe(property.getValue(), at + '/' + property.getKey(), bare);
        });
        schema.path("anyOf").forEach(one -> describe(one, at, bare));
        if (schema.has("items")) {
            describe(schema.get("items"), at, bare);
        }
    }

    private static void reach(Class<?> record, Set<String> found) {
        if (!found.add(record.getName())) {
            return;
        }
        for (RecordComponent component : record.getRecordComponents()) {
            for (String word : component.getGenericType().getTypeName().split("[<>, ]+")) {
                if (word.startsWith("dev.postern.config.")) {
                    reachNamed(word, found);
                }
            }
        }
    }

    private static void reachNamed(String name, Set<String> found) {
        try {
            Class<?> type = Class.forName(name);
            if (type.isRecord()) {
                reach(type, found);
            }
        } catch (ClassNotFoundException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static String kebab(RecordComponent component) {
        return component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
