package dev.postern.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.demo.DemoPki;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Debian's Prometheus reads the installed gateway: it can work out every rule and every panel, and an alert rises and goes with what it is about. */
@Tag("e2e")
final class PrometheusTest {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String FIRING = "PosternUpstreamWithoutEndpoints";

    @TempDir
    Path dir;
    private int prometheus;

    @Test
    void rulesAndPanelsAreWorkedOutAndAnAlertRises() throws Exception {
        DemoPki.write(dir.resolve("pki"), InstantSource.system());
        try (Servers servers = new Servers(dir)) {
            int upstream = Servers.freePort();
            Process app = servers.nginx(upstream, dir.resolve("pki"));
            prometheus(servers, gateway(servers, upstream));
            servers.await("prometheus", PATIENCE, () -> !result("postern_upstream_endpoints{state=\"available\"} == 1").isEmpty());
            assertFalse(alerting(FIRING));
            for (String expression : panels()) {
                assertEquals("success", asked("query?query=" + coded(expression)).getString("status"), expression);
            }
            assertTrue(result("sum(rate(postern_no_such_metric[1m]))").isEmpty(), "what is not published has no value");
            app.destroy();
            servers.await("prometheus", PATIENCE, () -> alerting(FIRING));
            servers.nginx(upstream, dir.resolve("pki"));
            servers.await("prometheus", PATIENCE, () -> !alerting(FIRING));
            Path file = dir.resolve("postern.yaml");
            String good = Files.readString(file);
            Files.writeString(file, good + "nonsense: 1\n");
            servers.await("prometheus", PATIENCE, () -> alerting("PosternReloadRefused"));
            Files.writeString(file, good);
            servers.await("prometheus", PATIENCE, () -> !alerting("PosternReloadRefused"));
            List<JsonObject> rules = objects(asked("rules").getJsonObject("data").getJsonArray("groups")).flatMap(group -> objects(group.getJsonArray("rules"))).toList();
            assertFalse(rules.isEmpty());
            rules.forEach(rule -> assertEquals("ok", rule.getString("health"), rule.encode()));
        }
    }

    /** What Grafana would ask for, its own word for a span of time replaced as it does. */
    private static List<String> panels() throws Exception {
        return objects(new JsonObject(Files.readString(Path.of("deploy/grafana/dashboard.json"))).getJsonArray("panels")).flatMap(panel -> objects(panel.getJsonArray("targets", new JsonArray())))
                .map(target -> target.getString("expr").replace("$__rate_interval", "1m")).toList();
    }

    private boolean alerting(String name) throws Exception {
        return objects(asked("alerts").getJsonObject("data").getJsonArray("alerts"))
                .anyMatch(alert -> alert.getJsonObject("labels").getString("alertname").equals(name) && alert.getString("state").equals("firing"));
    }

    private JsonArray result(String expression) throws Exception {
        return asked("query?query=" + coded(expression)).getJsonObject("data").getJsonArray("result");
    }

    private JsonObject asked(String what) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return new JsonObject(client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + prometheus + "/api/v1/" + what)).build(), HttpResponse.BodyHandlers.ofString()).body());
        }
    }

    private static String coded(String expression) {
        return URLEncoder.encode(expression, StandardCharsets.UTF_8);
    }

    private static Stream<JsonObject> objects(JsonArray array) {
        return array.stream().map(JsonObject.class::cast);
    }

    /** With the rules as they are shipped, but that nothing is waited for. */
    private void prometheus(Servers servers, int admin) throws Exception {
        prometheus = Servers.freePort();
        Files.writeString(dir.resolve("alerts.yaml"), Files.readString(Path.of("deploy/prometheus/alerts.yaml")).replaceAll("(?m)^ +for: .*\n", ""));
        Path config = Files.writeString(dir.resolve("prometheus.yml"), """
                global: {scrape_interval: 1s, evaluation_interval: 1s}
                scrape_configs: [{job_name: postern, metrics_path: /q/metrics, static_configs: [{targets: ["127.0.0.1:%d"]}]}]
                rule_files: [alerts.yaml]
                """.formatted(admin));
        servers.start("prometheus", Map.of(), List.of("prometheus", "--config.file=" + config, "--storage.tsdb.path=" + dir.resolve("series"), "--web.listen-address=127.0.0.1:" + prometheus));
        servers.await("prometheus", PATIENCE, () -> Servers.status("http://127.0.0.1:" + prometheus + "/-/ready") == 200);
    }

    private int gateway(Servers servers, int upstream) throws Exception {
        int admin = Servers.freePort();
        servers.gateway(Servers.freePort(), admin, """
                upstreams: [{name: app, url: "https://127.0.0.1:%d", expect: "spiffe://demo.test/ns/finance/sa/ledger", health: {path: /, interval: 1s, timeout: 1s}}]
                routes: [{name: app, host: localhost, path: /, upstream: app}]
                policies: [{name: everybody, effect: allow, routes: [app], from: {anyone: true}}]
                """.formatted(upstream));
        return admin;
    }
}
