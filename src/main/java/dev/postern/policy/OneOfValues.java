package dev.postern.policy;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Conditions of the form: each of these names has one of these values. */
final class OneOfValues {

    private OneOfValues() {}

    /** @throws IllegalArgumentException when a name has no value: such a condition could never hold */
    static Map<String, Set<String>> compile(String kind, Map<String, List<String>> configured) {
        Map<String, Set<String>> compiled = new TreeMap<>();
        configured.forEach((name, values) -> {
            if (values.isEmpty()) {
                throw new IllegalArgumentException("the " + kind + " '" + name + "' has no value to be compared with, so the rule could never hold");
            }
            compiled.put(name, Set.copyOf(values));
        });
        return Collections.unmodifiableMap(compiled);
    }

    static String describe(Map<String, Set<String>> conditions) {
        return conditions.entrySet().stream().map(c -> c.getKey() + " " + Seen.anyOf(c.getValue())).collect(Collectors.joining(", "));
    }
}
