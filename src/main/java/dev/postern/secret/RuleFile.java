package dev.postern.secret;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import dev.postern.automaton.BytePattern;
import dev.postern.config.Position;
import dev.postern.config.Problems;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads gitleaks' configuration (version 8): {@code [[rules]]} with id, description, regex, secretGroup, keywords, entropy, path and allow lists, and global allow lists. What it says about
 * itself, tags and descriptions is left aside. All that is wrong is reported at once, by the rule's id and the line where it stands.
 *
 * <p>Bounds: {@value #MOST_BYTES} octets, {@value #MOST_RULES} rules.
 */
final class RuleFile {

    static final int MOST_BYTES = 4 << 20;
    static final int MOST_RULES = 4000;

    private final RulePlaces places;
    private final Problems problems;
    private final List<SecretRule> rules = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();

    private RuleFile(RulePlaces places, Problems problems) {
        this.places = places;
        this.problems = problems;
    }

    static Optional<SecretRules> read(Path file, Problems problems) {
        Position start = new Position(file.toString(), 1, 1);
        try (InputStream in = Files.newInputStream(file)) {
            byte[] octets = in.readNBytes(MOST_BYTES + 1);
            if (octets.length > MOST_BYTES) {
                problems.add(start, "the file has more than " + MOST_BYTES + " bytes");
                return Optional.empty();
            }
            return read(file.toString(), new String(octets, StandardCharsets.UTF_8), problems);
        } catch (IOException unreadable) {
            problems.add(start, "the file cannot be read: " + unreadable.getMessage());
            return Optional.empty();
        }
    }

    static Optional<SecretRules> read(String name, String text, Problems problems) {
        try {
            JsonNode root = new TomlMapper().readTree(text);
            return new RuleFile(new RulePlaces(name, text), problems).read(root);
        } catch (JsonProcessingException wrong) {
            JsonLocation at = wrong.getLocation();
            Position position = at == null ? new Position(name, 1, 1) : new Position(name, Math.max(1, at.getLineNr()), Math.max(1, at.getColumnNr()));
            problems.add(position, "this is no TOML: " + wrong.getOriginalMessage());
        } catch (StackOverflowError deep) {
            problems.add(new Position(name, 1, 1), "tables or lists stand too deep inside each other");
        }
        return Optional.empty();
    }

    private Optional<SecretRules> read(JsonNode root) {
        int before = problems.count();
        if (root.has("extend")) {
            problems.add(places.key("extend"), "'extend' is not supported", "put all rules into one file");
        }
        JsonNode list = root.path("rules");
        if (!list.isArray() || list.isEmpty() || list.size() > MOST_RULES) {
            problems.add(places.start(), "expected 1 to " + MOST_RULES + " [[rules]], found " + (list.isArray() ? list.size() : 0));
        }
        AllowlistReader global = new AllowlistReader(root, message -> problems.add(places.key("allowlist"), message));
        for (int i = 0; list.isArray() && i < list.size() && i < MOST_RULES; i++) {
            rule(list.get(i), i, global);
        }
        if (problems.count() > before) {
            return Optional.empty();
        }
        try {
            return Optional.of(new SecretRules(rules, global.forAll(), ids.size()));
        } catch (IllegalArgumentException tooLarge) {
            problems.add(places.start(), tooLarge.getMessage());
            return Optional.empty();
        }
    }

    private void rule(JsonNode node, int index, AllowlistReader global) {
        RuleNode rule = new RuleNode(node, index, places, problems);
        String id = rule.text("id");
        if (id.isEmpty()) {
            rule.problem("", "the rule has no id");
        } else if (!ids.add(id)) {
            rule.problem("id", "there are two rules with this id");
        }
        if (node.has("required")) {
            rule.problem("required", "rules that require others are not supported");
        }
        String regex = rule.text("regex");
        Optional<BytePattern> path = rule.path();
        if (regex.isEmpty() && !node.has("path")) {
            rule.problem("", "the rule has neither regex nor path");
        }
        AllowlistReader own = new AllowlistReader(node, message -> rule.problem("allowlist", message));
        List<Allowlist> allowlists = new ArrayList<>(own.forAll());
        allowlists.addAll(global.only(id));
        try {
            rules.addAll(RuleCompiler.rules(id, regex, rule.whole("secretGroup"), rule.texts("keywords"), rule.number("entropy"), path, allowlists));
        } catch (IllegalArgumentException wrong) {
            rule.problem("regex", wrong.getMessage());
        }
    }
}
