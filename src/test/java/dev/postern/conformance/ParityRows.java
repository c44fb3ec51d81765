package dev.postern.conformance;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The same requests to the product and to {@link ServedApache}, both with the Core Rule Set of Debian and refusing, at the lowest and the highest level of paranoia: passed or refused, and which
 * rules matched. The requests are those of the regression tests of the Core Rule Set, whose payloads are what is wanted here, and some in which nothing is wrong ({@code /conformance/benign}).
 */
final class ParityRows implements Suite {

    private static final List<Integer> PARANOIA = List.of(1, 4);
    private static final String BEFORE = "/conformance/parity-before.conf";
    /** A cold product on a busy machine takes a while over a large body; who cuts a body short waits as long. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** Of our own beginning, and what ModSecurity's recommended configuration calls them. */
    private static final Map<Integer, Integer> OURS = Map.of(199992, 200002, 199993, 200003, 199994, 200004);

    @Override
    public String name() {
        return "parity";
    }

    @Override
    public String path() {
        return "crs-4.28.0";
    }

    @Override
    public List<String> needs() {
        return Stream.of(ServedApache.PROGRAM, ServedApache.MODULE, ServedApache.RULES).filter(path -> !Files.exists(path)).map(Path::toString).toList();
    }

    @Override
    public String group(Row row) {
        return row.title().substring(row.title().lastIndexOf(" at ") + 4);
    }

    @Override
    public List<Row> rows(Path folder) throws IOException {
        List<FtwFile.Test> tests = new ArrayList<>(FtwFile.all(folder.resolve("tests")));
        tests.addAll(FtwFile.all(benign()));
        Set<String> hosts = tests.stream().flatMap(test -> test.stages().stream()).map(stage -> ServedProduct.host(stage.request())).collect(Collectors.toCollection(TreeSet::new));
        List<Row> rows = new ArrayList<>();
        for (int paranoia : PARANOIA) {
            Pair pair = pair(paranoia, hosts);
            for (FtwFile.Test test : tests) {
                rows.add(new Row(test.title() + " at paranoia " + paranoia, () -> pair.difference(test)));
            }
        }
        return rows;
    }

    private static Path benign() throws IOException {
        try {
            return Path.of(ParityRows.class.getResource("/conformance/benign").toURI());
        } catch (URISyntaxException odd) {
            throw new IOException(odd);
        }
    }

    private static Pair pair(int paranoia, Set<String> hosts) throws IOException {
        try {
            Pair pair = new Pair(new ServedProduct("paranoia: {blocking: %1$d, detection: %1$d}".formatted(paranoia), BEFORE, hosts), new ServedApache(paranoia, BEFORE));
            pair.warm();
            return pair;
        } catch (GeneralSecurityException broken) {
            throw new IOException(broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException(stopped);
        }
    }

    private enum Verdict { PASSED, REFUSED }

    private record Result(Verdict verdict, Set<Integer> rules, String how) {}

    private record Pair(ServedProduct product, ServedApache apache) {

        /** Until something has come through the product: on a busy machine its first call upstream takes longer than it waits. */
        void warm() throws IOException, InterruptedException {
            byte[] plain = "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
            for (int tries = 0; tries < 20 && product.asked() == 0; tries++) {
                product.send(plain, PATIENCE);
            }
            product.forget();
        }

        String difference(FtwFile.Test test) throws IOException, InterruptedException, ExecutionException {
            List<String> differences = new ArrayList<>();
            for (FtwStage stage : test.stages()) {
                FutureTask<Result> there = new FutureTask<>(() -> there(stage.request()));
                Thread.startVirtualThread(there);
                Result here = here(stage.request());
                String difference = difference(there.get(), here);
                if (!difference.isEmpty()) {
                    differences.add(difference);
                }
            }
            return String.join("; ", differences);
        }

        private static String difference(Result there, Result here) {
            Set<Integer> missing = new TreeSet<>(there.rules());
            missing.removeAll(here.rules());
            Set<Integer> more = new TreeSet<>(here.rules());
            more.removeAll(there.rules());
            return there.verdict() == here.verdict() && missing.isEmpty() && more.isEmpty() ? ""
                    : there.verdict() + " there (" + there.how() + "), " + here.verdict() + " here (" + here.how() + "), rules there alone " + missing + ", here alone " + more;
        }

        private Result there(byte[] request) throws IOException, InterruptedException {
            ServedApache.Seen seen = apache.send(request, PATIENCE);
            String how = seen.answer() + (seen.intercepted() ? " by rules" : "");
            return new Result(seen.forwarded() && !seen.intercepted() ? Verdict.PASSED : Verdict.REFUSED, seen.rules(), how);
        }

        private Result here(byte[] request) throws IOException, InterruptedException {
            long asked = product.asked();
            int answer = product.send(request, PATIENCE);
            Set<Integer> rules = new TreeSet<>();
            List<JsonObject> events = product.events();
            List<String> reasons = events.stream().map(event -> event.getJsonObject("postern").getString("reason")).toList();
            events.forEach(event -> rules.addAll(rules(event)));
            boolean passed = product.asked() > asked && reasons.stream().allMatch(String::isEmpty);
            return new Result(passed ? Verdict.PASSED : Verdict.REFUSED, rules, (answer + " " + String.join(" ", reasons)).strip());
        }

        private static Set<Integer> rules(JsonObject event) {
            return event.getJsonObject("postern").getJsonArray("rules", new JsonArray()).stream().map(String::valueOf).filter(rule -> rule.matches("waf:[0-9]+"))
                    .map(rule -> Integer.parseInt(rule.substring(4))).map(id -> OURS.getOrDefault(id, id)).collect(Collectors.toSet());
        }
    }
}
