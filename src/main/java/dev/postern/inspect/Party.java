package dev.postern.inspect;

import java.util.Set;

/**
 * Who asks, as far as inspectors treat people differently.
 *
 * @param name     of a user, or a workload's SPIFFE id; empty for nobody known
 * @param provider who vouches for a user; names are unique only together with it
 * @param groups   of a user
 */
public record Party(Kind kind, String name, String provider, Set<String> groups) {

    public static final Party NOBODY = new Party(Kind.NOBODY, "", "", Set.of());

    /** What can ask. */
    public enum Kind { NOBODY, USER, WORKLOAD }

    public Party {
        groups = Set.copyOf(groups);
    }
}
