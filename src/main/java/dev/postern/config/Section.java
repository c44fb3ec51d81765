package dev.postern.config;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.postern.config.Keys.Key;
import dev.postern.config.Keys.Need;
import java.util.Arrays;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** A mapping with known keys, bound to a record. Every key is read even when another is wrong; unknown keys are problems. */
final class Section<T> implements Shape<T> {

    private final String doc;
    private final List<Key<?>> keys;
    private final Set<String> names = new HashSet<>();
    private final Function<Values, T> make;

    Section(String doc, List<Key<?>> keys, Function<Values, T> make) {
        this.doc = doc;
        this.keys = keys;
        this.make = make;
        keys.forEach(key -> names.add(key.name()));
    }

    @Override
    public Optional<T> read(Node node, Reading reading) {
        if (!(node instanceof Node.Mapping mapping)) {
            return reading.problem(node.at(), node.kind() + " stands where a mapping should", "expected the keys: " + keyList());
        }
        mapping.entries().stream().filter(entry -> !names.contains(entry.key())).forEach(entry -> unknown(entry, reading));
        Map<Key<?>, Object> found = new IdentityHashMap<>();
        Set<Key<?>> unsound = new HashSet<>();
        for (Key<?> key : keys) {
            int before = reading.problems().count();
            key.read(mapping, reading).ifPresent(value -> found.put(key, value));
            if (reading.problems().count() > before) {
                unsound.add(key);
            }
        }
        return found.size() == keys.size() ? Optional.of(make.apply(new Values(mapping, found, unsound, reading))) : Optional.empty();
    }

    private void unknown(Node.Entry entry, Reading reading) {
        Optional<String> nearest = Nearest.to(entry.key(), keys.stream().map(Key::name).toList());
        reading.problem(entry.at(), "unknown key " + Shown.of(entry.key()),
                nearest.map(near -> "did you mean \"" + near + "\"?").orElseGet(() -> known(entry)));
    }

    private String known(Node.Entry entry) {
        return entry.key().equals("<<") ? "merge keys are no part of YAML 1.2; repeat a whole value with an alias" : "expected one of: " + keyList();
    }

    private String keyList() {
        return String.join(", ", keys.stream().map(Key::name).toList());
    }

    String doc() {
        return doc;
    }

    List<Key<?>> keys() {
        return keys;
    }

    @Override
    public ObjectNode schema() {
        ObjectNode schema = Json.type("object").put("description", doc).put("additionalProperties", false);
        ObjectNode properties = schema.putObject("properties");
        for (Key<?> key : keys) {
            ObjectNode property = key.shape().schema().put("description", key.doc());
            key.byDefault().ifPresent(value -> property.set("default", value));
            properties.set(key.name(), property);
        }
        List<String> required = keys.stream().filter(key -> key.need() == Need.REQUIRED).map(Key::name).toList();
        if (!required.isEmpty()) {
            ArrayNode array = Json.array(required);
            schema.set("required", array);
        }
        return schema;
    }

    /** What the keys of one mapping say. */
    static final class Values {

        private final Node.Mapping mapping;
        private final Map<Key<?>, Object> found;
        private final Set<Key<?>> unsound;
        private final Reading reading;

        private Values(Node.Mapping mapping, Map<Key<?>, Object> found, Set<Key<?>> unsound, Reading reading) {
            this.mapping = mapping;
            this.found = found;
            this.unsound = unsound;
            this.reading = reading;
        }

        /** The one cast of the binding: {@link Key#read} put a {@code T} there. */
        @SuppressWarnings("unchecked")
        <V> V get(Key<V> key) {
            return (V) found.get(key);
        }

        boolean has(Key<?> key) {
            return mapping.entry(key.name()).isPresent();
        }

        /** Whether there is nothing wrong with what the keys say; otherwise their values stand in for it, and prove nothing. */
        boolean sound(Key<?>... several) {
            return Arrays.stream(several).noneMatch(unsound::contains);
        }

        /** Where the key's value stands, or the section when it is left out. */
        Position at(Key<?> key) {
            return mapping.entry(key.name()).map(entry -> entry.value().at()).orElse(mapping.at());
        }

        Position at() {
            return mapping.at();
        }

        void problem(Key<?> key, String message, String hint) {
            reading.problem(at(key), message, hint);
        }

        Reading reading() {
            return reading;
        }
    }
}
