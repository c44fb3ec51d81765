package dev.postern.waf;

import dev.postern.config.Problem;
import dev.postern.config.Problems;
import dev.postern.seclang.RuleFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Rules of a test, and requests put to them. */
final class Rulebook {

    static final Instant NOON = Instant.parse("2026-03-01T12:34:56Z");
    static final ConnectionFacts CONNECTION = new ConnectionFacts("192.0.2.7", 40_001, "198.51.100.1", 8443, "id-1");

    private final RuleSet rules;
    private Tuning tuning = Tuning.NONE;

    private Rulebook(RuleSet rules) {
        this.rules = rules;
    }

    static Rulebook of(String text) {
        return of(text, () -> NOON);
    }

    static Rulebook of(String text, InstantSource clock) {
        Problems problems = new Problems();
        RuleSet rules = compile(text, clock, problems);
        problems.throwIfAny();
        return new Rulebook(rules);
    }

    /** What is wrong with the rules, as line:column: message. */
    static List<String> problems(String text) {
        Problems problems = new Problems();
        compile(text, () -> NOON, problems);
        return problems.list().stream().map(Rulebook::shown).toList();
    }

    private static String shown(Problem problem) {
        return problem.at().line() + ":" + problem.at().column() + ": " + problem.message();
    }

    private static RuleSet compile(String text, InstantSource clock, Problems problems) {
        try {
            Path file = Files.createTempFile("rules", ".conf");
            try {
                Files.writeString(file, text, StandardCharsets.ISO_8859_1);
                return RuleSet.compile(RuleFiles.read(List.of(file), problems), clock, problems);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** These rules with what those have stored. */
    Rulebook keeping(Rulebook before) {
        return new Rulebook(rules.keeping(before.rules));
    }

    Rulebook with(Tuning wanted) {
        tuning = wanted;
        return this;
    }

    RuleSet rules() {
        return rules;
    }

    Transaction begin() {
        Problems problems = new Problems();
        Profile profile = rules.profile(tuning, problems);
        problems.throwIfAny();
        return rules.begin(profile, CONNECTION);
    }

    /** A request without a body, through all phases; the answer is an empty 200. */
    Transaction get(String target, Field... headers) {
        return request("GET", target, "", headers);
    }

    Transaction post(String target, String contentType, String body) {
        return request("POST", target, body, Field.of("Host", "a.example"), Field.of("Content-Type", contentType));
    }

    Transaction request(String method, String target, String body, Field... headers) {
        Transaction transaction = begin();
        transaction.requestHead(new RequestLine(Ascii.bytes(method), Ascii.bytes(target), Ascii.bytes("HTTP/1.1")), List.of(headers));
        transaction.requestBody(Ascii.bytes(body), Extent.WHOLE);
        transaction.responseHead(200, Ascii.bytes("HTTP/1.1"), List.of(Field.of("Content-Type", "text/html; charset=utf-8")));
        transaction.responseBody(Ascii.bytes("<p>hello</p>"), Extent.WHOLE);
        transaction.finish();
        return transaction;
    }

    static List<Long> ids(Transaction transaction) {
        return transaction.matches().stream().map(RuleMatch::ruleId).toList();
    }
}
