package dev.postern.waf;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbers at load what patterns will be seen at a glance. */
final class Glances {

    private record Key(List<Part> parts, PatternGroup group) {}

    private final Map<Key, Glance.View> known = new HashMap<>();

    int count() {
        return known.size();
    }

    Glance of(Check check, Condition.Sense sense, List<Part> parts) {
        boolean constant = sense == Condition.Sense.PLAIN && parts.stream().allMatch(part -> part.life() == Supply.Life.STABLE);
        return constant && check instanceof Check.Pooled pooled ? Glance.Pooled.of(view(parts, pooled.group()), pooled.bit()) : Glance.BLIND;
    }

    private Glance.View view(List<Part> parts, PatternGroup group) {
        return known.computeIfAbsent(new Key(parts, group), key -> new Glance.View(known.size(), parts, group));
    }
}
