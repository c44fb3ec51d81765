package dev.postern.config;

import dev.postern.config.Keys.Key;
import dev.postern.config.WafConfig.Body;
import dev.postern.config.WafConfig.Exclusion;
import dev.postern.config.WafConfig.Mode;
import dev.postern.config.WafConfig.Paranoia;
import dev.postern.config.WafConfig.Thresholds;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code waf}: profiles of the web application firewall. */
final class WafSections {

    static final Section<Paranoia> PARANOIA = paranoia();
    static final Section<Thresholds> THRESHOLDS = thresholds();
    static final Section<Exclusion> EXCLUSION = exclusion();
    static final Section<Body> BODY = body();
    static final Section<WafConfig> WAF = waf();

    /** What a thread that inspects may hold of one message. */
    private static final String MOST = "64MiB";

    private WafSections() {}

    private static Section<WafConfig> waf() {
        Keys keys = new Keys("A profile of the web application firewall.");
        Key<Located<String>> name = keys.required("name", Scalars.declares(Names.Kind.WAF), "Unique; used in routes: inspect: {waf: NAME}.");
        Key<Optional<Located<String>>> home = keys.shortForms().shortForm("core-rule-set", Scalars.locatedText(Scalars.text()),
                "The directory of the OWASP Core Rule Set, with crs-setup.conf and rules/ in it; by default where packages put it.");
        Key<List<Located<String>>> rules = keys.or("rules", Lists.of(Scalars.locatedText(Scalars.text())), List.of(new Located<>(CoreRuleSet.WORD, Position.NONE)),
                "Rule files in order, in SecLang; the last part may have wildcards, and the word crs stands for the Core Rule Set: [before.conf, crs, after.conf].");
        Key<Optional<Mode>> mode = keys.maybe("mode", Scalars.choice(Mode.values()),
                "enforce, or report: every match goes on record, nothing is refused. By default what the rule files say (SecRuleEngine), or else enforce.");
        Key<Paranoia> paranoia = keys.section("paranoia", PARANOIA, "Which of the Core Rule Set's rules run.");
        Key<Thresholds> thresholds = keys.section("thresholds", THRESHOLDS, "From which anomaly score on a message is refused.");
        Key<List<Exclusion>> exclusions = keys.many("exclusions", Lists.maybeEmpty(EXCLUSION), "Rules that are not to run, or not to look at some targets.");
        Key<Body> request = keys.section("request-body", BODY, "Bodies on their way in.");
        Key<Body> response = keys.section("response-body", BODY, "Bodies on their way back, of the types the rules name (SecResponseBodyMimeType).");
        return keys.to(v -> new WafConfig(v.get(name), files(v.get(rules), v.get(home), v), v.get(mode), v.get(paranoia), v.get(thresholds),
                v.get(exclusions), v.get(request), v.get(response)));
    }

    private static List<Located<Path>> files(List<Located<String>> patterns, Optional<Located<String>> home, Section.Values in) {
        List<Located<Path>> files = new ArrayList<>();
        for (Located<String> pattern : patterns) {
            Position at = pattern.at() == Position.NONE ? in.at() : pattern.at();
            Optional<List<Path>> found = pattern.value().equals(CoreRuleSet.WORD)
                    ? CoreRuleSet.files(home, at, in.reading()) : IncludePattern.files(pattern, in.reading());
            found.ifPresent(paths -> paths.forEach(path -> {
                in.reading().watch(path.toAbsolutePath().normalize());
                files.add(new Located<>(path, at));
            }));
        }
        return files;
    }

    private static Section<Paranoia> paranoia() {
        Keys keys = new Keys("Levels of the Core Rule Set: the higher, the more is found and the more of it is harmless.");
        Key<Integer> blocking = keys.optional("blocking", Scalars.integer(1, 4), "1", "Rules up to this level count towards refusing.");
        Key<Optional<Integer>> detection = keys.maybe("detection", Scalars.integer(1, 4), "Rules up to this level run and are reported; the level of blocking by default.");
        return keys.to(v -> {
            int told = v.get(detection).orElse(v.get(blocking));
            if (v.sound(blocking, detection) && told < v.get(blocking)) {
                v.problem(detection, "rules that count towards refusing would not run", "at least " + v.get(blocking));
            }
            return new Paranoia(v.get(blocking), Math.max(told, v.get(blocking)));
        });
    }

    private static Section<Thresholds> thresholds() {
        Keys keys = new Keys("Anomaly scores: a critical match weighs 5, an error 4, a warning 3, a notice 2.");
        Key<Integer> inbound = keys.optional("inbound", Scalars.integer(1, 1_000_000), "5", "For requests.");
        Key<Integer> outbound = keys.optional("outbound", Scalars.integer(1, 1_000_000), "4", "For responses.");
        return keys.to(v -> new Thresholds(v.get(inbound), v.get(outbound)));
    }

    private static Section<Exclusion> exclusion() {
        Keys keys = new Keys("Rules that are not to run; with targets, they run and leave those out.");
        Key<List<Located<String>>> ids = keys.or("rules", Lists.oneOrMore(Scalars.locatedText(Scalars.text())), List.of(), "Ids and ranges: [942100, 942190-942199].");
        Key<List<Located<String>>> tags = keys.or("tags", Lists.oneOrMore(Scalars.locatedText(Scalars.text())), List.of(), "Regular expressions that find tags: [attack-sqli].");
        Key<List<Located<String>>> targets = keys.or("targets", Lists.oneOrMore(Scalars.locatedText(Scalars.text())), List.of(), "What is left out: [ARGS:q, REQUEST_COOKIES].");
        return keys.to(v -> {
            if (v.sound(ids, tags) && v.get(ids).isEmpty() && v.get(tags).isEmpty()) {
                v.reading().problem(v.at(), "no rule is named", "give rules, tags, or both");
            }
            return new Exclusion(v.get(ids), v.get(tags), v.get(targets));
        });
    }

    private static Section<Body> body() {
        Keys keys = new Keys("How much of a body is held and inspected, and what becomes of a longer one.");
        Key<Body.Inspect> inspect = keys.optional("inspect", Scalars.choice(Body.Inspect.values()), "on", "Whether bodies are looked into.");
        Key<Long> most = keys.optional("limit", Quantities.size("1KiB", MOST), "2MiB", "So much is held in memory until the verdict.");
        Key<Body.Beyond> beyond = keys.optional("beyond", Scalars.choice(Body.Beyond.values()), "refuse",
                "refuse, or pass: the first part of a longer body is inspected, the rest is not, and the record says so.");
        return keys.to(v -> new Body(v.get(inspect), v.get(most), v.get(beyond)));
    }
}
