package dev.postern.gateway;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The headers that routes have the gateway write for their upstreams, besides its fixed ones: nobody else may send them, in any spelling. */
final class Guarded {

    private Guarded() {}

    static Set<String> names(Blueprint blueprint) {
        return blueprint.config().routes().stream().map(route -> route.identityHeaders())
                .flatMap(names -> Stream.of(names.user(), names.groups(), names.device()))
                .flatMap(java.util.Optional::stream).collect(Collectors.toUnmodifiableSet());
    }
}
