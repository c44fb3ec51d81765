package dev.postern.secret;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.automaton.BytePattern;
import dev.postern.automaton.Phrases;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** The allow lists of a rule or of the whole file: {@code [allowlist]}, as it was once, or {@code [[allowlists]]}. */
final class AllowlistReader {

    private static final List<String> CONDITIONS = List.of("commits", "paths", "regexes", "stopwords");

    private final Consumer<String> problems;
    private final List<Allowlist> all = new ArrayList<>();
    /** By the same index in {@link #targeted}: the rules that a list is for. */
    private final List<List<String>> targets = new ArrayList<>();
    private final List<Allowlist> targeted = new ArrayList<>();

    AllowlistReader(JsonNode node, Consumer<String> problems) {
        this.problems = problems;
        if (node.has("allowlist")) {
            read(node.get("allowlist"));
        }
        if (node.has("allowlists") && !node.get("allowlists").isArray()) {
            problems.accept("allowlists is no list");
        }
        if (node.path("allowlists").isArray()) {
            node.get("allowlists").forEach(this::read);
        }
    }

    /** Those that are not for certain rules. */
    List<Allowlist> forAll() {
        return all;
    }

    /** Those for this rule. */
    List<Allowlist> only(String rule) {
        List<Allowlist> lists = new ArrayList<>();
        for (int i = 0; i < targeted.size(); i++) {
            if (targets.get(i).contains(rule)) {
                lists.add(targeted.get(i));
            }
        }
        return lists;
    }

    private void read(JsonNode node) {
        if (!node.isObject()) {
            problems.accept("an allow list is no table");
            return;
        }
        List<String> words = texts(node, "stopwords");
        Optional<Phrases> stopWords = words.isEmpty() ? Optional.empty() : Optional.of(Phrases.of(words.stream().map(word -> word.getBytes(StandardCharsets.UTF_8)).toList()));
        Allowlist list = new Allowlist(condition(node), target(node), patterns(node, "regexes"), stopWords, patterns(node, "paths"), !texts(node, "commits").isEmpty());
        if (CONDITIONS.stream().allMatch(key -> node.path(key).isEmpty())) { // all of nothing would hold for everything
            problems.accept("an allow list names no commits, paths, regexes or stopwords");
        }
        List<String> only = texts(node, "targetRules");
        if (only.isEmpty()) {
            all.add(list);
        } else {
            targets.add(only);
            targeted.add(list);
        }
    }

    private Allowlist.Condition condition(JsonNode node) {
        return switch (node.path("condition").asText("").toUpperCase(Locale.ROOT)) {
            case "", "OR", "||" -> Allowlist.Condition.ANY;
            case "AND", "&&" -> Allowlist.Condition.ALL;
            default -> {
                problems.accept("the condition of an allow list is OR or AND, not '" + node.path("condition").asText() + "'");
                yield Allowlist.Condition.ANY;
            }
        };
    }

    private Allowlist.Target target(JsonNode node) {
        return switch (node.path("regexTarget").asText("").toLowerCase(Locale.ROOT)) {
            case "", "secret" -> Allowlist.Target.SECRET;
            case "match" -> Allowlist.Target.MATCH;
            case "line" -> Allowlist.Target.LINE;
            default -> {
                problems.accept("regexTarget of an allow list is secret, match or line, not '" + node.path("regexTarget").asText() + "'");
                yield Allowlist.Target.SECRET;
            }
        };
    }

    private Optional<BytePattern> patterns(JsonNode node, String key) {
        List<Part> patterns = new ArrayList<>();
        for (String pattern : texts(node, key)) {
            try {
                patterns.add(Re2Parser.parse(pattern));
            } catch (IllegalArgumentException wrong) {
                problems.accept("in " + key + " of an allow list, '" + pattern + "': " + wrong.getMessage());
            }
        }
        try {
            return patterns.isEmpty() ? Optional.empty() : Optional.of(RuleCompiler.pattern(new Part.Choice(patterns)));
        } catch (IllegalArgumentException tooLarge) {
            problems.accept(key + " of an allow list: " + tooLarge.getMessage());
            return Optional.empty();
        }
    }

    private List<String> texts(JsonNode node, String key) {
        List<String> texts = new ArrayList<>();
        if (node.has(key) && !node.get(key).isArray()) {
            problems.accept(key + " of an allow list is no list");
        }
        for (JsonNode item : node.path(key)) {
            if (item.isTextual() && !item.textValue().isEmpty()) {
                texts.add(item.textValue());
            } else {
                problems.accept(key + " of an allow list has an item that is no text, or empty");
            }
        }
        return texts;
    }
}
