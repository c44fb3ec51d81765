package dev.postern.gateway;

import dev.postern.device.Device;
import dev.postern.edge.Downstream;
import dev.postern.exchange.Denial;
import dev.postern.exchange.RequestFacts;
import dev.postern.identity.Credential;
import dev.postern.identity.Identification;
import dev.postern.identity.Principal;
import dev.postern.limit.Admission.Quota;
import dev.postern.limit.Lease;
import dev.postern.policy.Decision;
import dev.postern.policy.Permit;
import dev.postern.route.RouteMatch;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One request on its way, and what has been found out about it so far: the only mutable object of a request. Confined to its event loop. It keeps the snapshot it began with.
 */
final class Exchange {

    private static final Identification NOBODY =
            new Identification(new Principal.Anonymous(), Credential.NONE, Optional.empty(), Optional.empty(), Optional.empty());

    final Snapshot snapshot;
    final Downstream downstream;
    final RequestFacts facts;

    private Identification identification = NOBODY;
    private Device device = new Device.Absent();
    private Optional<RouteMatch> match = Optional.empty();
    private Optional<Decision> decision = Optional.empty();
    private Optional<Denial> denial = Optional.empty();
    private Lease lease = Lease.NONE;
    private List<Quota> quotas = List.of();
    private String endpoint = "";
    private Optional<Instant> answeredAt = Optional.empty();

    Exchange(Snapshot snapshot, Downstream downstream, RequestFacts facts) {
        this.snapshot = snapshot;
        this.downstream = downstream;
        this.facts = facts;
    }

    void identified(Identification who, Device on) {
        identification = who;
        device = on;
    }

    void matched(RouteMatch found) {
        match = Optional.of(found);
    }

    void decided(Decision made) {
        decision = Optional.of(made);
    }

    void admitted(Lease taken, List<Quota> left) {
        lease = taken;
        quotas = left;
    }

    /** What it is refused with; the first reason stays. */
    void denied(Denial reason) {
        denial = denial.or(() -> Optional.of(reason));
    }

    void answeredBy(String upstream, Instant at) {
        endpoint = upstream;
        answeredAt = Optional.of(at);
    }

    Identification identification() {
        return identification;
    }

    Principal principal() {
        return identification.principal();
    }

    Device device() {
        return device;
    }

    Optional<RouteMatch> match() {
        return match;
    }

    Optional<Decision> decision() {
        return decision;
    }

    Optional<Denial> denial() {
        return denial;
    }

    List<Quota> quotas() {
        return quotas;
    }

    Lease lease() {
        return lease;
    }

    String endpoint() {
        return endpoint;
    }

    Optional<Instant> answeredAt() {
        return answeredAt;
    }

    /** The permit, once there is one. */
    Permit permit() {
        return switch (decision.orElseThrow()) {
            case Decision.Allow allow -> allow.permit();
            case Decision.Refuse refuse -> throw refuse.denial().asException();
        };
    }

    /** Everything compiled for the route that matched. */
    RoutePlan plan() {
        return snapshot.plan(match.orElseThrow().route());
    }
}
