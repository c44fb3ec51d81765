package dev.postern.detect;

import java.util.Map;

/**
 * How confident one must be of a hit that counts.
 *
 * @param otherwise of types that are not named, 1 to {@link Hit#CERTAIN}
 * @param byType    by an {@link InfoType}'s name
 */
public record Thresholds(int otherwise, Map<String, Integer> byType) {

    public static final Thresholds DEFAULT = new Thresholds(Hit.LIKELY, Map.of());

    public Thresholds {
        byType = Map.copyOf(byType);
        check(otherwise);
        byType.values().forEach(Thresholds::check);
    }

    public int of(InfoType type) {
        return byType.getOrDefault(type.name(), otherwise);
    }

    private static void check(int threshold) {
        if (threshold < 1 || threshold > Hit.CERTAIN) {
            throw new IllegalArgumentException("a threshold is 1 to " + Hit.CERTAIN + ", not " + threshold);
        }
    }
}
