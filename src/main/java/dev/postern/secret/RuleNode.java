package dev.postern.secret;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.automaton.BytePattern;
import dev.postern.config.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A rule as it stands in the file. What is of the wrong type is reported, and then counts as missing. */
final class RuleNode {

    private final JsonNode node;
    private final int index;
    private final RulePlaces places;
    private final Problems problems;

    RuleNode(JsonNode node, int index, RulePlaces places, Problems problems) {
        this.node = node;
        this.index = index;
        this.places = places;
        this.problems = problems;
    }

    void problem(String key, String message) {
        String id = node.path("id").asText("");
        problems.add(places.rule(index, key), "rule " + (id.isEmpty() ? index + 1 : "'" + id + "'") + ": " + message);
    }

    String text(String key) {
        JsonNode value = node.path(key);
        if (!value.isMissingNode() && !value.isTextual()) {
            problem(key, key + " is no text");
        }
        return value.isTextual() ? value.textValue() : "";
    }

    List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        JsonNode value = node.path(key);
        if (!value.isMissingNode() && !value.isArray()) {
            problem(key, key + " is no list");
        }
        for (JsonNode item : value) {
            if (item.isTextual() && !item.textValue().isEmpty()) {
                texts.add(item.textValue());
            } else {
                problem(key, key + " has an item that is no text, or empty");
            }
        }
        return texts;
    }

    int whole(String key) {
        JsonNode value = node.path(key);
        boolean fits = value.isInt() && value.intValue() >= 0;
        if (!value.isMissingNode() && !fits) {
            problem(key, key + " is no number from 0 on");
        }
        return fits ? value.intValue() : 0;
    }

    double number(String key) {
        JsonNode value = node.path(key);
        boolean fits = value.isNumber() && value.doubleValue() >= 0 && value.doubleValue() <= 8;
        if (!value.isMissingNode() && !fits) {
            problem(key, key + " is no number from 0 to 8");
        }
        return fits ? value.doubleValue() : 0;
    }

    Optional<BytePattern> path() {
        String pattern = text("path");
        try {
            return pattern.isEmpty() ? Optional.empty() : Optional.of(RuleCompiler.pattern(pattern));
        } catch (IllegalArgumentException wrong) {
            problem("path", wrong.getMessage());
            return Optional.empty();
        }
    }
}
