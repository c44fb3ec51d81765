package dev.postern.limit;

import java.util.List;

/** The limits of one route, resolved at load by {@link Limiter#forRoute}. */
public final class RouteLimits {

    private static final RouteLimits NONE = new RouteLimits(List.of());

    private final List<CompiledLimit> limits;

    RouteLimits(List<CompiledLimit> limits) {
        this.limits = List.copyOf(limits);
    }

    public static RouteLimits none() {
        return NONE;
    }

    List<CompiledLimit> limits() {
        return limits;
    }
}
