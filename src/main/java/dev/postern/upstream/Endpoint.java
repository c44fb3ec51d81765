package dev.postern.upstream;

import java.util.Optional;

/**
 * An endpoint as configured. A name in its origin stands for all addresses that it has: each becomes a {@link Member}.
 *
 * @param weight   share of the requests of each member, relative to the others
 * @param priority used while no member of a lower number is available
 * @param zone     where it is
 */
record Endpoint(Origin origin, int weight, int priority, Optional<String> zone) {}
