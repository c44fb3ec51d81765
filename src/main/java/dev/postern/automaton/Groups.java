package dev.postern.automaton;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The capturing groups of a pattern that is being read, and the highest that was referred to. */
final class Groups {

    /** Of capturing groups. */
    static final int MOST = 1_000;

    private final Map<String, Integer> names = new HashMap<>();
    private int count;
    private int highestReference;
    private int referredAt;

    int count() {
        return count;
    }

    int open(PatternText text, int at) {
        if (count == MOST) {
            throw text.error(at, "the pattern has more than " + MOST + " capturing groups");
        }
        return ++count;
    }

    int open(PatternText text, int at, String name) {
        if (!name.matches("[A-Za-z_][A-Za-z0-9_]{0,31}")) {
            throw text.error(at, "expected a name of a group: up to 32 letters, digits and underscores, no digit first");
        }
        int group = open(text, at);
        if (names.putIfAbsent(name, group) != null) {
            throw text.error(at, "there are two groups of this name");
        }
        return group;
    }

    Optional<Integer> named(String name) {
        return Optional.ofNullable(names.get(name));
    }

    /** A group may be referred to before it is opened. */
    void refer(int group, int at) {
        if (group > highestReference) {
            highestReference = group;
            referredAt = at;
        }
    }

    void check(PatternText text) {
        if (highestReference > count) {
            throw text.error(referredAt, "refers to group " + highestReference + ", but there are " + count);
        }
    }
}
