package dev.postern.gateway;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.exchange.Reason;
import dev.postern.gateway.PromQl.LabelMatch;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What the dashboard and the alert rules name is what a running gateway publishes; what an alert points to is there. */
@QuarkusTest
@Tag("quarkus")
final class ObservabilityTest {

    private static final Path DASHBOARD = Path.of("deploy/grafana/dashboard.json");
    private static final Path ALERTS = Path.of("deploy/prometheus/alerts.yaml");
    private static final Set<String> OF_THE_TARGET = Set.of("instance", "job");
    private static final Set<String> CODES = codes();
    private static final Pattern SAMPLE = Pattern.compile("^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)\\})? [^ ]+$");
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"([^\"]*)\"");

    @RegisterExtension
    final Lab lab = new Lab();

    @Inject
    MeterRegistry meters;

    private static Set<String> codes() {
        Set<String> codes = new HashSet<>(Arrays.stream(Reason.values()).map(Reason::code).toList());
        codes.add("none");
        return codes;
    }

    @BeforeEach
    void lab() throws Exception {
        List.copyOf(meters.getMeters()).stream().filter(meter -> meter.getId().getName().startsWith("postern.")).forEach(meters::remove); // of tests before
    }

    /** With a collector and a shared server that are not there: their metrics are, and requests pass all the same. */
    private void start() throws Exception {
        Files.writeString(lab.dir.resolve("secret"), Base64.getEncoder().encodeToString(new byte[32]) + "\n");
        lab.audit("{sinks: [{file: {path: audit.jsonl}}, {otlp: {name: lake, endpoint: \"http://localhost:1/v1/logs\"}}]}");
        lab.start(Lab.app(lab.upstream(request -> {
            if (request.path().equals("/events")) {
                OpenStream.serve(request);
            } else {
                request.response().end("fine");
            }
        }), "") + """
                shared-state:
                  redis: {address: "127.0.0.1:1"}
                  name-secret: {file: secret}
                  keys: [{id: one, secret: {file: secret}}]
                  revocations-unknown: serve
                """);
    }

    private void traffic() throws Exception {
        var client = lab.client(HttpVersion.HTTP_2, Optional.empty());
        assertEquals(200, Call.get(client, "/", Lab.bearer(lab.token("alice"))).status());
        assertEquals(404, Call.get(client, "/", Lab.bearer(lab.token("bob"))).status());
        OpenStream events = OpenStream.events(lab, HttpVersion.HTTP_2, Optional.empty(), Lab.bearer(lab.token("alice")));
        Path config = lab.dir.resolve("postern.yaml");
        Files.writeString(config, Files.readString(config).replace("groups: [finance]", "groups: [nobody]"));
        Lab.until("the rule's withdrawal", () -> {
            lab.gateway().look();
            return events.over().isComplete();
        });
    }

    private static Map<String, List<Map<String, String>>> scrape() {
        Map<String, List<Map<String, String>>> samples = new HashMap<>();
        for (String line : given().get("/q/metrics").then().statusCode(200).extract().asString().split("\n")) {
            Matcher sample = SAMPLE.matcher(line);
            if (!line.startsWith("#") && sample.matches()) {
                Map<String, String> labels = new HashMap<>();
                Matcher label = LABEL.matcher(sample.group(2) == null ? "" : sample.group(2));
                while (label.find()) {
                    labels.put(label.group(1), label.group(2));
                }
                samples.computeIfAbsent(sample.group(1), first -> new ArrayList<>()).add(labels);
            }
        }
        return samples;
    }

    @Test
    void whatIsNamedIsPublished() throws Exception {
        start();
        traffic();
        List<String> wrong = new ArrayList<>(List.of("nothing has been looked at"));
        for (long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(Lab.PATIENCE_SECONDS); !wrong.isEmpty() && System.nanoTime() < deadline;) { // some are read once a second
            wrong.clear();
            Map<String, List<Map<String, String>>> published = scrape();
            Stream.concat(panels().stream().flatMap(ObservabilityTest::targets).map(target -> target.getString("expr")), alerts().stream().map(alert -> text(alert, "expr")))
                    .forEach(expression -> check(expression, published, wrong));
        }
        assertEquals(List.of(), wrong);
        assertTrue(scrape().containsKey("postern_upstream_requests_total"), "upstreams are counted");
    }

    private static void check(String expression, Map<String, List<Map<String, String>>> published, List<String> wrong) {
        PromQl read = PromQl.read(expression);
        Set<String> known = new HashSet<>(OF_THE_TARGET);
        for (PromQl.Selector selector : read.selectors()) {
            List<Map<String, String>> samples = published.getOrDefault(selector.metric(), List.of());
            if (samples.isEmpty()) {
                wrong.add("no metric " + selector.metric());
            }
            samples.forEach(sample -> known.addAll(sample.keySet()));
            selector.labels().stream().filter(match -> samples.stream().noneMatch(sample -> holds(match, sample)))
                    .forEach(match -> wrong.add(selector.metric() + " has no " + match.label() + match.operator() + match.value()));
        }
        read.groupedBy().stream().filter(label -> !known.contains(label)).forEach(label -> wrong.add("no label " + label + " in " + expression));
        if (read.selectors().isEmpty()) {
            wrong.add("nothing is named in " + expression);
        }
    }

    /** A reason need not have occurred here, but there must be one of that code. */
    private static boolean holds(LabelMatch match, Map<String, String> sample) {
        if (!sample.containsKey(match.label())) {
            return false;
        }
        Set<String> possible = match.label().equals("reason") ? CODES : Set.of(sample.get(match.label()));
        return switch (match.operator()) {
            case "=" -> possible.contains(match.value());
            case "=~" -> possible.stream().anyMatch(value -> value.matches(match.value()));
            default -> match.label().equals("reason") ? CODES.contains(match.value()) : !match.value().isEmpty();
        };
    }

    @Test
    void aSlipWouldBeNoticed() {
        Map<String, List<Map<String, String>>> published = Map.of("postern_a_total", List.of(Map.of("reason", "none", "state", "up")));
        for (String slip : List.of("sum(postern_b_total)", "rte(postern_a_total[5m])", "postern_a_total{status=\"2xx\"}", "postern_a_total{state=\"down\"}",
                "postern_a_total{reason=\"limit.rat\"}", "postern_a_total{reason=~\"limits[.].*\"}", "sum by (route) (postern_a_total)", "1 > 0")) {
            List<String> wrong = new ArrayList<>();
            check(slip, published, wrong);
            assertFalse(wrong.isEmpty(), slip);
        }
        List<String> wrong = new ArrayList<>();
        check("sum by (state, instance) (rate(postern_a_total{reason=~\"limit[.].*\"}[5m])) > 0.5 or (postern_a_total{state=\"up\"} unless postern_a_total offset 10m)", published, wrong);
        assertEquals(List.of(), wrong);
    }

    @Test
    void legendsNameWhatIsGroupedBy() throws Exception {
        Pattern placeholder = Pattern.compile("\\{\\{([^}]*)\\}\\}");
        panels().stream().flatMap(ObservabilityTest::targets).forEach(target -> {
            Matcher label = placeholder.matcher(target.getString("legendFormat"));
            while (label.find()) {
                assertTrue(PromQl.read(target.getString("expr")).groupedBy().contains(label.group(1)), target.encode());
            }
        });
        assertEquals(panels().size(), panels().stream().map(panel -> panel.getInteger("id")).distinct().count());
    }

    @Test
    void everyAlertSaysWhatIsWrongAndLeadsToWhatToDo() throws Exception {
        assertTrue(alerts().size() >= 10);
        for (Map<?, ?> alert : alerts()) {
            Map<?, ?> annotations = (Map<?, ?>) alert.get("annotations");
            assertFalse(text(annotations, "summary").isBlank(), alert.toString());
            assertTrue(Set.of("critical", "warning", "info").contains(text((Map<?, ?>) alert.get("labels"), "severity")), alert.toString());
            String[] runbook = text(annotations, "runbook").split("#");
            assertEquals(2, runbook.length, alert.toString());
            assertTrue(anchors(Path.of(runbook[0])).contains(runbook[1]), "there is no " + text(annotations, "runbook"));
        }
        assertEquals(alerts().size(), alerts().stream().map(alert -> text(alert, "alert")).distinct().count());
    }

    /** Explicit ones, and those that headings have. */
    private static Set<String> anchors(Path document) throws IOException {
        Set<String> anchors = new HashSet<>();
        String text = Files.readString(document);
        Pattern.compile("<a id=\"([^\"]+)\">").matcher(text).results().forEach(found -> anchors.add(found.group(1)));
        Pattern.compile("(?m)^#+ (.*)$").matcher(text).results()
                .forEach(found -> anchors.add(found.group(1).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 -]", "").replace(' ', '-')));
        return anchors;
    }

    private static List<JsonObject> panels() throws IOException {
        return new JsonObject(Files.readString(DASHBOARD)).getJsonArray("panels").stream().map(JsonObject.class::cast).toList();
    }

    private static Stream<JsonObject> targets(JsonObject panel) {
        return panel.containsKey("targets") ? panel.getJsonArray("targets").stream().map(JsonObject.class::cast) : Stream.empty();
    }

    private static List<Map<?, ?>> alerts() throws IOException {
        List<Map<?, ?>> alerts = new ArrayList<>();
        Map<?, ?> file = (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(Files.readString(ALERTS));
        for (Object group : (List<?>) file.get("groups")) {
            ((List<?>) ((Map<?, ?>) group).get("rules")).forEach(rule -> alerts.add((Map<?, ?>) rule));
        }
        return alerts;
    }

    private static String text(Map<?, ?> of, String key) {
        return String.valueOf(of.get(key));
    }
}
