package dev.postern.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A mapping with free keys, such as header names.
 *
 * @param names how its keys must look
 * @param compared whether keys that differ in case alone are the same
 */
record Maps<V>(TextShape<String> names, Compared compared, Shape<V> values) implements Shape<Map<String, V>> {

    enum Compared { AS_WRITTEN, WITHOUT_CASE }

    static <V> Shape<Map<String, V>> of(TextShape<String> names, Shape<V> values) {
        return new Maps<>(names, Compared.AS_WRITTEN, values);
    }

    static <V> Shape<Map<String, V>> withoutCase(TextShape<String> names, Shape<V> values) {
        return new Maps<>(names, Compared.WITHOUT_CASE, values);
    }

    @Override
    public Optional<Map<String, V>> read(Node node, Reading reading) {
        if (!(node instanceof Node.Mapping mapping)) {
            return reading.problem(node.at(), node.kind() + " stands where a mapping should", "expected names with values, as in {name: value}");
        }
        if (mapping.entries().isEmpty()) {
            return reading.problem(node.at(), "the mapping is empty", "leave the key out, or name at least one");
        }
        Map<String, V> found = new LinkedHashMap<>();
        Map<String, Position> seen = new LinkedHashMap<>();
        for (Node.Entry entry : mapping.entries()) {
            Optional<String> name = names.read(new Node.Scalar(entry.key(), Node.Scalar.Quoting.QUOTED, entry.at()), reading);
            Optional<V> value = values.read(entry.value(), reading);
            if (name.isPresent() && value.isPresent() && isNew(entry, seen, reading)) {
                found.put(name.get(), value.get());
            }
        }
        return Optional.of(found);
    }

    private boolean isNew(Node.Entry entry, Map<String, Position> seen, Reading reading) {
        String compare = compared == Compared.WITHOUT_CASE ? entry.key().toLowerCase(Locale.ROOT) : entry.key();
        Position first = seen.putIfAbsent(compare, entry.at());
        if (first != null) {
            reading.problem(entry.at(), Shown.of(entry.key()) + " is given twice, in another case", "first at " + first);
        }
        return first == null;
    }

    @Override
    public ObjectNode schema() {
        ObjectNode schema = Json.type("object").put("minProperties", 1);
        schema.set("propertyNames", names.schema());
        schema.set("additionalProperties", values.schema());
        return schema;
    }
}
