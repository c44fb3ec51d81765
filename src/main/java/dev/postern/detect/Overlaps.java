package dev.postern.detect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

/**
 * Which of hits that overlap stand. The most confident does; of equally confident ones the longest; of equally long ones the one that begins first; of those at one place the type that stands
 * first in the table. It takes its place, and so on with those that overlap none that stands.
 */
final class Overlaps {

    private final Comparator<Hit> preference;

    /** @param place of a type in the table */
    Overlaps(ToIntFunction<InfoType> place) {
        preference = Comparator.comparingInt(Hit::confidence).reversed()
                .thenComparing(Comparator.comparingInt((Hit hit) -> hit.end() - hit.start()).reversed())
                .thenComparingInt(Hit::start)
                .thenComparingInt(hit -> place.applyAsInt(hit.type()));
    }

    /** Those that stand, by where they begin. */
    List<Hit> resolved(List<Hit> hits) {
        if (hits.size() < 2) {
            return List.copyOf(hits);
        }
        List<Hit> preferred = new ArrayList<>(hits);
        preferred.sort(preference);
        TreeMap<Integer, Hit> standing = new TreeMap<>();
        for (Hit hit : preferred) {
            Map.Entry<Integer, Hit> before = standing.lowerEntry(hit.end());
            if (before == null || before.getValue().end() <= hit.start()) {
                standing.put(hit.start(), hit);
            }
        }
        return List.copyOf(standing.values());
    }
}
