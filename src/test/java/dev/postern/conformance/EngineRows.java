package dev.postern.conformance;

import dev.postern.config.Problems;
import dev.postern.waf.ConnectionFacts;
import dev.postern.waf.Extent;
import dev.postern.waf.Field;
import dev.postern.waf.Profile;
import dev.postern.waf.RuleMatch;
import dev.postern.waf.RuleSet;
import dev.postern.waf.Transaction;
import dev.postern.waf.Tuning;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The regression tests of the Core Rule Set, put to the engine without a server in front of it: requests no server would take still reach the rules. Tests that ask for nothing but the
 * status of a server's answer are left out.
 */
final class EngineRows implements Suite {

    private static final ConnectionFacts CONNECTION = new ConnectionFacts("127.0.0.1", 40_000, "127.0.0.1", 80, "conformance");

    @Override
    public String name() {
        return "crs-engine";
    }

    @Override
    public String path() {
        return "crs-4.28.0";
    }

    @Override
    public List<Row> rows(Path folder) throws IOException {
        RuleSet rules = CoreRules.load(folder);
        Problems problems = new Problems();
        Profile profile = rules.profile(Tuning.NONE, problems);
        problems.throwIfAny();
        List<Row> rows = new ArrayList<>();
        for (FtwFile.Test test : FtwFile.all(folder.resolve("tests"))) {
            if (test.stages().stream().anyMatch(EngineRows::asksTheEngine)) {
                rows.add(new Row(test.title(), () -> failure(test, rules, profile)));
            }
        }
        return rows;
    }

    private static boolean asksTheEngine(FtwStage stage) {
        return !stage.expected().isEmpty() || !stage.refused().isEmpty() || stage.regex().isPresent() || stage.noRegex().isPresent();
    }

    private static String failure(FtwFile.Test test, RuleSet rules, Profile profile) {
        for (FtwStage stage : test.stages()) {
            String failure = failure(stage, run(stage, rules, profile));
            if (!failure.isEmpty()) {
                return failure;
            }
        }
        return "";
    }

    private static String failure(FtwStage stage, List<RuleMatch> matches) {
        List<Integer> seen = matches.stream().map(match -> (int) match.ruleId()).distinct().toList();
        List<Integer> missing = stage.expected().stream().filter(id -> !seen.contains(id)).toList();
        List<Integer> odd = stage.refused().stream().filter(seen::contains).toList();
        if (!missing.isEmpty() || !odd.isEmpty()) {
            return (missing.isEmpty() ? "" : "missing " + missing + ' ') + (odd.isEmpty() ? "" : "odd " + odd + ' ') + "seen " + seen;
        }
        String log = matches.stream().map(EngineRows::line).collect(Collectors.joining("\n"));
        if (stage.regex().isPresent() && !Pattern.compile(stage.regex().get()).matcher(log).find()) {
            return "the log holds nothing like " + stage.regex().get();
        }
        return stage.noRegex().isPresent() && Pattern.compile(stage.noRegex().get()).matcher(log).find() ? "the log holds " + stage.noRegex().get() + ", seen " + seen : "";
    }

    /** As ModSecurity writes it. */
    private static String line(RuleMatch match) {
        return escaped("Warning. Match at " + match.variable() + ". [id \"" + match.ruleId() + "\"] [msg \"" + match.message() + "\"] [data \"" + match.data() + "\"]");
    }

    private static String escaped(String text) {
        StringBuilder out = new StringBuilder();
        text.chars().forEach(c -> out.append(c < ' ' || c > '~' ? String.format("\\x%02x", c) : String.valueOf((char) c)));
        return out.toString();
    }

    static List<RuleMatch> run(FtwStage stage, RuleSet rules, Profile profile) {
        RawRequest request = RawRequest.parse(stage.request());
        Transaction transaction = rules.begin(profile, CONNECTION);
        transaction.requestHead(request.line(), request.headers());
        transaction.requestBody(request.body(), Extent.WHOLE);
        respond(request, transaction);
        transaction.finish();
        return transaction.matches();
    }

    /** The back end of these tests answers what a request to {@code /reflect} tells it to. */
    private static void respond(RawRequest request, Transaction transaction) {
        JsonObject told = new JsonObject();
        if (new String(request.line().target(), StandardCharsets.ISO_8859_1).startsWith("/reflect")) {
            told = new JsonObject(new String(request.body(), StandardCharsets.UTF_8));
        }
        List<Field> headers = new ArrayList<>();
        told.getJsonObject("headers", new JsonObject()).forEach(header -> headers.add(Field.of(header.getKey(), String.valueOf(header.getValue()))));
        if (headers.stream().noneMatch(header -> header.toString().toLowerCase(Locale.ROOT).startsWith("content-type:"))) {
            headers.add(Field.of("Content-Type", "text/plain; charset=utf-8"));
        }
        byte[] body = told.containsKey("encodedBody") ? Base64.getMimeDecoder().decode(told.getString("encodedBody")) : told.getString("body", "").getBytes(StandardCharsets.UTF_8);
        transaction.responseHead(told.getInteger("status", 200), "HTTP/1.1".getBytes(StandardCharsets.US_ASCII), headers);
        transaction.responseBody(body, Extent.WHOLE);
    }
}
