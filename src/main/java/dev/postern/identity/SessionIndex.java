package dev.postern.identity;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Sessions by what they have in common. Not safe for threads: its owner holds a lock. */
final class SessionIndex {

    /** A name that a provider gave: it means something only together with the provider. */
    record Term(String provider, String name) {}

    private final Map<Term, Set<SessionKey>> keys = new HashMap<>();

    void add(Term term, SessionKey key) {
        keys.computeIfAbsent(term, any -> new LinkedHashSet<>()).add(key);
    }

    void remove(Term term, SessionKey key) {
        keys.computeIfPresent(term, (any, held) -> {
            held.remove(key);
            return held.isEmpty() ? null : held;
        });
    }

    List<SessionKey> get(Term term) {
        return List.copyOf(keys.getOrDefault(term, Set.of()));
    }
}
