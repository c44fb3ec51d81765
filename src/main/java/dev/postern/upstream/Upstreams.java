package dev.postern.upstream;

import dev.postern.address.Lookup;
import dev.postern.config.MeshConfig;
import dev.postern.config.Problems;
import dev.postern.config.UpstreamConfig;
import dev.postern.exchange.Denial;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All upstreams of one configuration. Compiling opens no connection and changes nothing that runs: pools of upstreams whose definition did not change are taken over
 * from the configuration before, so that a reload costs no connection. Safe from any thread.
 */
public final class Upstreams {

    private final Map<String, Pool> pools;

    private Upstreams(Map<String, Pool> pools) {
        this.pools = Map.copyOf(pools);
    }

    /**
     * What a compilation needs besides the configuration.
     *
     * @param credentials our key in the mesh and whom we believe; the same object as before, or no pool is taken over
     * @param clock       for the age of connections and the rest of failed endpoints
     * @param lookup      finds the addresses of names; the same object as before, or no pool is taken over
     */
    public record Surroundings(Vertx vertx, MeshCredentials credentials, InstantSource clock, Lookup lookup) {}

    /** None at all: what the first configuration is compiled after. */
    public static Upstreams none() {
        return new Upstreams(Map.of());
    }

    /** Reports everything that is wrong to {@code problems}; then the result must not be used. */
    public static Upstreams compile(List<UpstreamConfig> configs, MeshConfig mesh, Surroundings surroundings, Problems problems) {
        return none().next(configs, mesh, surroundings, problems);
    }

    /** The same for the configuration after this one. */
    public Upstreams next(List<UpstreamConfig> configs, MeshConfig mesh, Surroundings surroundings, Problems problems) {
        Pool.Parts parts = new Pool.Parts(surroundings.vertx(), surroundings.credentials(), surroundings.clock(), surroundings.lookup());
        Map<String, Pool> next = new HashMap<>();
        for (UpstreamConfig config : configs) {
            if (next.containsKey(config.name().value())) {
                problems.add(config.name().at(), "a second upstream is named " + config.name(), "names are unique");
                continue;
            }
            new DefinitionReader(config, mesh, problems).read().ifPresent(definition -> next.put(definition.name(), pool(definition, parts)));
        }
        return new Upstreams(next);
    }

    private Pool pool(Definition definition, Pool.Parts parts) {
        Pool before = pools.get(definition.name());
        return before != null && before.isMadeOf(definition, parts) ? before : new Pool(definition, parts);
    }

    Optional<Pool> pool(String name) {
        return Optional.ofNullable(pools.get(name));
    }

    /**
     * Why an exchange that an older configuration sent to an upstream, or this one sent to an address that has gone, may not go on; empty when it may. Of two tries of which one may go
     * on, the other is given up. On the loop of the exchange.
     *
     * @param name  of its upstream, which is there
     * @param tries of the exchange that are under way
     */
    public Optional<Denial> objection(String name, List<Dialled> tries, Instant now) {
        Pool pool = pools.get(name);
        List<Dialled> refused = new ArrayList<>();
        Optional<Denial> objection = Optional.empty();
        for (Dialled to : tries) {
            Optional<Denial> why = pool.objection(to, now);
            if (why.isPresent()) {
                refused.add(to);
                objection = why;
            }
        }
        if (refused.size() == tries.size()) {
            return objection;
        }
        refused.forEach(Dialled::withdraw);
        return Optional.empty();
    }

    /**
     * Lets go of every pool that {@code survivor} has not taken over; exchanges in flight on them end in their own time. After a reload: the old one with the new
     * one as survivor; after a failed reload the other way round; at the end with {@link #none()}.
     */
    public void retire(Upstreams survivor) {
        pools.forEach((name, pool) -> {
            if (survivor.pools.get(name) != pool) {
                pool.retire();
            }
        });
    }

    /** The gateway is about to stop: no request is hedged any more. */
    public void drain() {
        pools.values().forEach(Pool::drain);
    }

    /** Does what is due when no request comes to notice it: rotated keys and bundles, aged connections, changed names, health checks. To be called every second. Does not block. */
    public void sweep() {
        pools.values().forEach(Pool::sweep);
    }

    /** Ordered by name. */
    public List<UpstreamStatus> status() {
        return pools.values().stream().map(Pool::status).sorted(java.util.Comparator.comparing(UpstreamStatus::name)).toList();
    }
}
