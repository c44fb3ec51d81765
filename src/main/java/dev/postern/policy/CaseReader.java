package dev.postern.policy;

import dev.postern.config.Position;
import dev.postern.config.Problems;
import dev.postern.exchange.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads a policy test file (YAML 1.2), at most 3 MB. Unknown keys are errors, as a case that tests nothing would otherwise pass. */
final class CaseReader {

    private final Path file;
    private final String name;
    private final Problems problems;
    private final Map<String, Position> names = new HashMap<>();

    CaseReader(Path file, Problems problems) {
        this.file = file;
        this.name = file.toString();
        this.problems = problems;
    }

    PolicyCases read() {
        return new PolicyCases(root().map(node -> new YamlPlace(name, node, problems)).map(this::cases).orElse(List.of()));
    }

    private Optional<Node> root() {
        try {
            Optional<Node> root = new Compose(LoadSettings.builder().setLabel(name).build()).composeString(Files.readString(file));
            if (root.isEmpty()) {
                problems.add(new Position(name, 1, 1), "the file is empty", "cases:");
            }
            return root;
        } catch (MarkedYamlEngineException broken) {
            Position at = broken.getProblemMark().map(m -> new Position(name, m.getLine() + 1, m.getColumn() + 1)).orElse(new Position(name, 1, 1));
            problems.add(at, "this is not YAML: " + broken.getProblem());
        } catch (YamlEngineException | IOException unreadable) {
            problems.add(new Position(name, 1, 1), "the file cannot be read: " + unreadable.getMessage());
        }
        return Optional.empty();
    }

    private List<PolicyCase> cases(YamlPlace root) {
        Map<String, YamlPlace> entries = root.entries(Set.of("cases"));
        List<YamlPlace> places = Optional.ofNullable(entries.get("cases")).map(YamlPlace::list).orElse(List.of());
        if (places.isEmpty()) {
            problems.add(root.at(), "there are no cases");
        }
        return places.stream().flatMap(place -> policyCase(place).stream()).toList();
    }

    private Optional<PolicyCase> policyCase(YamlPlace place) {
        Map<String, YamlPlace> entries = place.entries(Set.of("name", "request", "principal", "device", "expect"));
        Optional<String> caseName = required(place, entries, "name").map(YamlPlace::text);
        Optional<Scenario> scenario = required(place, entries, "request").flatMap(request -> new ScenarioReader(problems).scenario(request, entries));
        Optional<PolicyCase.Expected> expected = required(place, entries, "expect").flatMap(this::expected);
        caseName.ifPresent(n -> {
            Position other = names.putIfAbsent(n, place.at());
            if (other != null) {
                problems.add(entries.get("name").at(), "the case name '" + n + "' is taken", "it is used at " + other);
            }
        });
        return caseName.flatMap(n -> scenario.flatMap(s -> expected.map(e -> new PolicyCase(n, place.at(), s, e))));
    }

    private Optional<YamlPlace> required(YamlPlace place, Map<String, YamlPlace> entries, String key) {
        if (!entries.containsKey(key)) {
            problems.add(place.at(), "the case has no '" + key + "'");
        }
        return Optional.ofNullable(entries.get(key));
    }

    private Optional<PolicyCase.Expected> expected(YamlPlace place) {
        if (place.isText()) {
            return outcome(place).map(o -> new PolicyCase.Expected(o, Optional.empty(), Optional.empty(), Optional.empty()));
        }
        Map<String, YamlPlace> entries = place.entries(Set.of("decision", "rule", "reason", "route"));
        Optional<PolicyCase.Outcome> outcome = required(place, entries, "decision").flatMap(this::outcome);
        Optional<String> reason = YamlPlace.text(entries, "reason");
        reason.filter(code -> reasons().noneMatch(code::equals))
                .ifPresent(code -> problems.add(entries.get("reason").at(), "'" + code + "' is no reason",
                "reasons of decisions are " + String.join(", ", reasons().filter(CaseReader::isOfDecisions).toList())));
        return outcome.map(o -> new PolicyCase.Expected(o, YamlPlace.text(entries, "rule"), reason, YamlPlace.text(entries, "route")));
    }

    private Optional<PolicyCase.Outcome> outcome(YamlPlace place) {
        return switch (place.text()) {
            case "allow" -> Optional.of(PolicyCase.Outcome.ALLOW);
            case "deny" -> Optional.of(PolicyCase.Outcome.DENY);
            default -> {
                problems.add(place.at(), "expected allow or deny, was '" + place.text() + "'");
                yield Optional.empty();
            }
        };
    }

    private static Stream<String> reasons() {
        return Arrays.stream(Reason.values()).map(Reason::code);
    }

    private static boolean isOfDecisions(String code) {
        return code.startsWith("policy.") || code.startsWith("device.") || code.equals("route.not-found") || code.equals("identity.sign-in-required");
    }
}
