package dev.postern.exchange;

import io.vertx.core.MultiMap;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** The headers of a request, read-only and case-insensitive: a view, not a copy. A name may have several values, in order. */
public final class Headers {

    private static final Headers NONE = new Headers(MultiMap.caseInsensitiveMultiMap());

    private final MultiMap values;

    private Headers(MultiMap values) {
        this.values = values;
    }

    public static Headers none() {
        return NONE;
    }

    /** A view of {@code values}; the caller must not change them afterwards. */
    public static Headers of(MultiMap values) {
        return new Headers(values);
    }

    public static Headers of(Map<String, String> values) {
        return new Headers(MultiMap.caseInsensitiveMultiMap().addAll(values));
    }

    public Optional<String> first(CharSequence name) {
        return Optional.ofNullable(values.get(name));
    }

    /** In order; of a name that is not there no list is made: most that are asked for are not. */
    public List<String> all(CharSequence name) {
        return values.contains(name) ? values.getAll(name) : List.of();
    }

    public boolean has(CharSequence name) {
        return values.contains(name);
    }

    public void forEach(BiConsumer<String, String> action) {
        values.forEach(action);
    }

    /** A copy with these values in place of all those of the same names. */
    public Headers amended(Map<String, List<String>> amended) {
        if (amended.isEmpty()) {
            return this;
        }
        MultiMap copy = MultiMap.caseInsensitiveMultiMap();
        values.forEach((name, value) -> copy.add(name, value));
        amended.forEach(copy::set);
        return new Headers(copy);
    }

    /** A copy without these. */
    public Headers without(Collection<String> names) {
        if (names.stream().noneMatch(values::contains)) {
            return this;
        }
        MultiMap copy = MultiMap.caseInsensitiveMultiMap();
        values.forEach((name, value) -> copy.add(name, value));
        names.forEach(copy::remove);
        return new Headers(copy);
    }

    public int count() {
        return values.size();
    }
}
