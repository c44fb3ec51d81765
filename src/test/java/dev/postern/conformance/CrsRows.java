package dev.postern.conformance;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The regression tests of the Core Rule Set over HTTP, through the product as it is installed: octets in at its listener, the ids of rules out of its record. */
final class CrsRows implements Suite {

    @Override
    public String name() {
        return "crs";
    }

    @Override
    public String path() {
        return "crs-4.28.0";
    }

    @Override
    public List<Row> rows(Path folder) throws IOException {
        List<FtwFile.Test> tests = FtwFile.all(folder.resolve("tests"));
        ServedProduct product = served(folder, tests.stream().flatMap(test -> test.stages().stream()).map(stage -> ServedProduct.host(stage.request())).collect(Collectors.toCollection(TreeSet::new)));
        List<Row> rows = new ArrayList<>();
        for (FtwFile.Test test : tests) {
            rows.add(new Row(test.title(), () -> failure(test, product)));
        }
        return rows;
    }

    private static ServedProduct served(Path folder, Set<String> hosts) throws IOException {
        try {
            return new ServedProduct("core-rule-set: %s, mode: report, paranoia: {blocking: 4, detection: 4}".formatted(folder.toAbsolutePath()), "/conformance/crs-before.conf", hosts);
        } catch (GeneralSecurityException broken) {
            throw new IOException(broken);
        }
    }

    private static String failure(FtwFile.Test test, ServedProduct product) throws IOException, InterruptedException {
        for (FtwStage stage : test.stages()) {
            int status = product.send(stage.request(), Duration.ofSeconds(2));
            String failure = failure(stage, status, product.events());
            if (!failure.isEmpty()) {
                return failure;
            }
        }
        return "";
    }

    /** Where a connection may break without an answer, nothing more is asked. */
    private static String failure(FtwStage stage, int status, List<JsonObject> events) {
        if (stage.error() && status == 0) {
            return "";
        }
        Set<Integer> seen = new HashSet<>();
        events.forEach(event -> event.getJsonObject("postern").getJsonArray("rules", new JsonArray()).forEach(rule -> number((String) rule, seen)));
        List<Integer> missing = stage.expected().stream().filter(id -> !seen.contains(id)).toList();
        List<Integer> odd = stage.refused().stream().filter(seen::contains).toList();
        if (!missing.isEmpty() || !odd.isEmpty()) {
            return (missing.isEmpty() ? "" : "missing " + missing + ' ') + (odd.isEmpty() ? "" : "odd " + odd + ' ') + "seen " + seen + ", answered " + status + reasons(events);
        }
        return stage.status().filter(wanted -> wanted != status).map(wanted -> "status " + wanted + " expected, answered " + status + reasons(events)).orElse("");
    }

    /** {@code waf:942100} */
    private static void number(String rule, Set<Integer> into) {
        String id = rule.substring(rule.indexOf(':') + 1);
        if (!id.isEmpty() && id.chars().allMatch(c -> c >= '0' && c <= '9')) {
            into.add(Integer.parseInt(id));
        }
    }

    private static String reasons(List<JsonObject> events) {
        return events.isEmpty() ? ", not recorded" : " " + events.stream().map(event -> event.getJsonObject("postern").getString("reason")).toList();
    }
}
