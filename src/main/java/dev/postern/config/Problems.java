package dev.postern.config;

import java.util.ArrayList;
import java.util.List;

/** Collects everything that is wrong, so that it is all reported at once. Every compiler of configuration writes here instead of throwing. */
public final class Problems {

    private final List<Problem> found = new ArrayList<>();

    public void add(Position at, String message) {
        add(at, message, "");
    }

    public void add(Position at, String message, String hint) {
        found.add(new Problem(at, message, hint));
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    public int count() {
        return found.size();
    }

    public List<Problem> list() {
        return List.copyOf(found);
    }

    /** @throws InvalidConfigException when anything was found */
    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw new InvalidConfigException(list());
        }
    }
}
