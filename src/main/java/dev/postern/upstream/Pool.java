package dev.postern.upstream;

import dev.postern.address.Lookup;
import dev.postern.exchange.Denial;
import dev.postern.exchange.Reason;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** One upstream: its members, who of them is asked next, what may be under way, and the connections. It opens nothing before the first request. Safe from any thread. */
final class Pool {

    /** What every pool is made of. */
    record Parts(Vertx vertx, MeshCredentials credentials, InstantSource clock, Lookup lookup) {}

    private final Definition definition;
    private final Parts parts;
    private final Discovery discovery;
    private final Balancer balancer;
    private final Outliers outliers;
    private final Circuit circuit;
    private final Generations generations;
    private final HealthChecks health;
    private volatile boolean used;
    private volatile boolean draining;

    Pool(Definition definition, Parts parts) {
        this.definition = definition;
        this.parts = parts;
        this.balancer = new Balancer(definition, this::members, parts.clock());
        this.discovery = new Discovery(definition, parts.lookup(), parts.clock(), balancer::changed);
        this.outliers = new Outliers(definition, this::members, parts.clock(), balancer::changed);
        this.circuit = new Circuit(definition.resilience());
        this.generations = new Generations(definition, parts);
        this.health = new HealthChecks(this, balancer::changed);
    }

    boolean isMadeOf(Definition other, Parts others) {
        return definition.equals(other) && parts.equals(others);
    }

    Definition definition() {
        return definition;
    }

    Vertx vertx() {
        return parts.vertx();
    }

    InstantSource clock() {
        return parts.clock();
    }

    Balancer balancer() {
        return balancer;
    }

    Outliers outliers() {
        return outliers;
    }

    Circuit circuit() {
        return circuit;
    }

    Generations generations() {
        return generations;
    }

    Discovery discovery() {
        return discovery;
    }

    List<Member> members() {
        return discovery.members();
    }

    /** Done when there is somebody to send requests to, or nobody was found; on any thread. */
    Future<Void> ready() {
        used = true;
        return discovery.ready();
    }

    /** What is under way is to end: nothing is asked a second time beside it. */
    void drain() {
        draining = true;
    }

    boolean isDraining() {
        return draining;
    }

    boolean isAvailable(Member member) {
        return member.state(clock().millis()) == UpstreamStatus.State.AVAILABLE;
    }

    /**
     * Why an exchange may not go on where it went, if so: its peer is not whom this upstream expects, or its endpoint has not been named for longer than it has to drain. On the loop of
     * the exchange.
     */
    Optional<Denial> objection(Dialled to, Instant now) {
        if (!to.isOf(this) && !definition.accepts(to.peer())) {
            return Optional.of(Denial.of(Reason.UPSTREAM_WITHDRAWN, "the upstream is expected to be somebody else now"));
        }
        if (discovery.names(to.member())) {
            to.named();
            return Optional.empty();
        }
        return now.isBefore(to.unnamedSince(now).plus(definition.drain())) ? Optional.empty()
                : Optional.of(Denial.of(Reason.UPSTREAM_WITHDRAWN, to.member().label() + " has not been named for " + definition.drain()));
    }

    /** What is due when no request comes to notice it: rotation, names, health. A pool that was never used stays unopened, unless its health is to be watched. */
    void sweep() {
        generations.sweep();
        if (used || definition.resilience().health().isPresent()) {
            used = true;
            discovery.refresh();
        }
        health.sweep();
    }

    /** No new exchange will come; what is in flight ends in its own time. */
    void retire() {
        drain();
        generations.retire();
    }

    UpstreamStatus status() {
        long now = clock().millis();
        return new UpstreamStatus(definition.name(), circuit.status(), members().stream().map(member -> member.status(generations.connectionsTo(member), now)).toList());
    }
}
