package dev.postern.waf;

import dev.postern.automaton.BytePattern;
import dev.postern.automaton.PatternSet;
import dev.postern.operator.Rx;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gathers at load the patterns that will be looked for together: those of one phase whose values are dressed by the same steps and come from the same kind of place, and that run at the
 * same level of paranoia, so that a route at level 1 does not carry the patterns of level 4 along.
 */
final class PatternPlan {

    /**
     * What patterns of one group have in common.
     *
     * @param place "" for rules that look at arguments, else the targets themselves
     */
    record Key(Phase phase, Steps steps, String place, String level) {}

    /** Where a pattern will be found. */
    record Spot(Key key, int bit, Rx operator) {}

    /** What is known of a value is kept by group number: groups for arguments, of low levels, have the low numbers. */
    private static final Comparator<Map.Entry<Key, List<BytePattern>>> MOST_ASKED_FIRST =
            Comparator.comparing((Map.Entry<Key, List<BytePattern>> entry) -> !entry.getKey().place().isEmpty()).thenComparing(entry -> entry.getKey().level());

    private final Map<Key, List<BytePattern>> planned = new LinkedHashMap<>();

    Spot add(Key key, Rx operator) {
        List<BytePattern> group = planned.computeIfAbsent(key, unused -> new ArrayList<>());
        group.add(operator.pattern());
        return new Spot(key, group.size() - 1, operator);
    }

    int groups() {
        return planned.size();
    }

    Map<Key, PatternGroup> build() {
        Map<Key, PatternGroup> built = new LinkedHashMap<>();
        planned.entrySet().stream().sorted(MOST_ASKED_FIRST).forEach(entry -> {
            List<BytePattern> patterns = entry.getValue();
            built.put(entry.getKey(), new PatternGroup(built.size(), planned.size(), entry.getKey().steps(), PatternSet.of(patterns)));
        });
        return built;
    }
}
