package dev.postern.policy;

import dev.postern.config.Position;
import dev.postern.config.Problems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A node of a policy test file, read with complaints: what is not of the kind asked for is reported at its place, and an empty value goes on.
 *
 * @param file     its name, for positions
 * @param node     the node
 * @param problems where complaints go
 */
record YamlPlace(String file, Node node, Problems problems) {

    Position at() {
        return node.getStartMark().map(m -> new Position(file, m.getLine() + 1, m.getColumn() + 1)).orElse(new Position(file, 1, 1));
    }

    boolean isText() {
        return node instanceof ScalarNode;
    }

    /** The text of a scalar of any kind, as it is written. */
    String text() {
        if (node instanceof ScalarNode scalar) {
            return scalar.getTag().equals(Tag.NULL) ? "" : scalar.getValue();
        }
        problems.add(at(), "expected a text, was " + kind());
        return "";
    }

    /** The elements of a list. */
    List<YamlPlace> list() {
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue().stream().map(this::place).toList();
        }
        problems.add(at(), "expected a list, was " + kind());
        return List.of();
    }

    /** One text, or a list of them. */
    List<String> texts() {
        return isText() ? List.of(text()) : list().stream().map(YamlPlace::text).toList();
    }

    /** The entries of a mapping; a key that occurs twice is reported. */
    Map<String, YamlPlace> entries() {
        Map<String, YamlPlace> entries = new LinkedHashMap<>();
        if (!(node instanceof MappingNode mapping)) {
            problems.add(at(), "expected a mapping, was " + kind());
            return entries;
        }
        for (NodeTuple tuple : mapping.getValue()) {
            String key = place(tuple.getKeyNode()).text();
            if (entries.putIfAbsent(key, place(tuple.getValueNode())) != null) {
                problems.add(place(tuple.getKeyNode()).at(), "the key '" + key + "' occurs twice");
            }
        }
        return entries;
    }

    /** The entries of a mapping that may have these keys and no others. */
    Map<String, YamlPlace> entries(Set<String> known) {
        Map<String, YamlPlace> entries = entries();
        if (node instanceof MappingNode mapping) {
            mapping.getValue().stream().map(tuple -> place(tuple.getKeyNode())).filter(key -> key.isText() && !known.contains(key.text()))
                    .forEach(key -> problems.add(key.at(), "the key '" + key.text() + "' is not known here", "known are "
                    + String.join(", ", sorted(known))));
        }
        return entries;
    }

    /** A claim or other free value: texts, numbers, truth values, lists and mappings as JSON has them. Null for null, as JSON libraries want it. */
    Object json() {
        return switch (node) {
            case ScalarNode scalar -> scalar(scalar);
            case SequenceNode sequence -> new ArrayList<>(list().stream().map(YamlPlace::json).toList());
            case MappingNode mapping -> {
                Map<String, Object> object = new LinkedHashMap<>();
                entries().forEach((key, value) -> object.put(key, value.json()));
                yield object;
            }
            default -> text();
        };
    }

    private Object scalar(ScalarNode scalar) {
        try {
            if (scalar.getTag().equals(Tag.INT)) {
                return Long.valueOf(scalar.getValue());
            }
            if (scalar.getTag().equals(Tag.FLOAT)) {
                return Double.valueOf(scalar.getValue());
            }
        } catch (NumberFormatException unusual) {
            problems.add(at(), "'" + scalar.getValue() + "' is a number in a notation that is not read here");
        }
        return scalar.getTag().equals(Tag.BOOL) ? Boolean.valueOf(scalar.getValue()) : scalar.getValue();
    }

    private YamlPlace place(Node other) {
        return new YamlPlace(file, other, problems);
    }

    private static List<String> sorted(Set<String> names) {
        return names.stream().sorted().toList();
    }

    private String kind() {
        return switch (node) {
            case MappingNode mapping -> "a mapping";
            case SequenceNode sequence -> "a list";
            default -> "a text";
        };
    }

    static Optional<String> text(Map<String, YamlPlace> entries, String key) {
        return Optional.ofNullable(entries.get(key)).map(YamlPlace::text);
    }
}
