package dev.postern.limit;

import java.util.concurrent.ConcurrentHashMap;

/** Counts of what is open, by key; a count that reaches zero is forgotten. Any thread. */
final class OpenCounts {

    private final ConcurrentHashMap<String, Integer> counts = new ConcurrentHashMap<>();

    /** Whether there was room for one more under {@code maximum}, which it then takes. */
    boolean take(String key, int maximum) {
        boolean[] taken = new boolean[1];
        counts.compute(key, (name, now) -> {
            int before = now == null ? 0 : now;
            taken[0] = before < maximum;
            return taken[0] ? Integer.valueOf(before + 1) : now;
        });
        return taken[0];
    }

    void giveBack(String key) {
        counts.computeIfPresent(key, (name, now) -> now <= 1 ? null : now - 1);
    }

    boolean has(String key) {
        return counts.containsKey(key);
    }

    int size() {
        return counts.size();
    }
}
