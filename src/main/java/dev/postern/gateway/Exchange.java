package dev.postern.gateway;

import dev.postern.device.Device;
import dev.postern.edge.Downstream;
import dev.postern.exchange.Denial;
import dev.postern.exchange.RequestFacts;
import dev.postern.identity.Credential;
import dev.postern.identity.Identification;
import dev.postern.identity.Principal;
import dev.postern.inspect.Examinations;
import dev.postern.inspect.Finding;
import dev.postern.inspect.Party;
import dev.postern.limit.Admission.Quota;
import dev.postern.limit.Lease;
import dev.postern.policy.Decision;
import dev.postern.policy.Permit;
import dev.postern.route.RouteMatch;
import dev.postern.trace.ExchangeTrace;
import dev.postern.trace.Tracing.Caller;
import dev.postern.upstream.Dialled;
import dev.postern.upstream.Tunnel;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One request on its way, and what has been found out about it so far: the only mutable object of a request. Confined to its event loop. It keeps the snapshot it began with.
 */
final class Exchange {

    private static final Identification NOBODY =
            new Identification(new Principal.Anonymous(), Credential.NONE, Optional.empty(), Optional.empty(), Optional.empty());

    private static final List<String> ALONE = List.of("shared-state");

    final Snapshot snapshot;
    final Downstream downstream;
    final RequestFacts facts;

    private Identification identification = NOBODY;
    private Device device = new Device.Absent();
    private Optional<RouteMatch> match = Optional.empty();
    private Optional<Decision> decision = Optional.empty();
    private Optional<Denial> denial = Optional.empty();
    private String note = "";
    private Lease lease = Lease.NONE;
    private List<Quota> quotas = List.of();
    private String endpoint = "";
    private Optional<Instant> answeredAt = Optional.empty();
    private List<Dialled> reached = List.of();
    private Optional<Tunnel> tunnel = Optional.empty();
    private final Promise<Void> over = Promise.promise();
    private boolean withdrawn;
    private List<String> without = List.of();
    private Examinations examined = Examinations.NONE;
    private ExchangeTrace trace; // null until somebody wants it: by then it is known who asks

    /** Where it stands among the open exchanges of its loop; -1 when it does not. Kept by {@link LoopExchanges} alone. */
    int seat = -1;
    /** The snapshot it was last decided against, and until when its session need not be asked about; kept by {@link Standing} alone. */
    Snapshot decidedAgainst;
    Optional<RouteMatch> rematched = Optional.empty();
    Instant sessionStands = Instant.EPOCH;
    Instant sessionSeen;
    /** As whom it stands, when its session has been renewed since. */
    Optional<Principal> renewed = Optional.empty();

    Exchange(Snapshot snapshot, Downstream downstream, RequestFacts facts) {
        this.snapshot = snapshot;
        this.downstream = downstream;
        this.facts = facts;
        this.decidedAgainst = snapshot;
        this.sessionSeen = facts.receivedAt();
    }

    void identified(Identification who, Device on) {
        identification = who;
        device = on;
    }

    void matched(RouteMatch found) {
        match = Optional.of(found);
    }

    /** It is about to be inspected. */
    Examinations examined() {
        if (examined == Examinations.NONE && !plan().inspection().isEmpty()) {
            examined = plan().inspection().enter(party());
        }
        return examined;
    }

    private Party party() {
        return switch (identification.principal()) {
            case Principal.User user -> new Party(Party.Kind.USER, user.name(), user.provider(), user.groups());
            case Principal.Workload workload -> new Party(Party.Kind.WORKLOAD, workload.id().toString(), "", Set.of());
            case Principal.Anonymous nobody -> Party.NOBODY;
        };
    }

    /** It is over: done when inspectors know all they will, mostly at once, or later on any thread. Never fails. */
    Future<Void> concluded() {
        return examined.conclude();
    }

    /** It is over and concluded; what inspectors have found in it. */
    List<Finding> findings() {
        return examined.close();
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

    /** What replicas share could not be asked. */
    void alone() {
        without = ALONE;
    }

    /** What it was decided without. */
    List<String> without() {
        return without;
    }

    /** It is under way on these connections. */
    void reached(List<Dialled> tries) {
        reached = tries;
    }

    List<Dialled> reached() {
        return reached;
    }

    /** It goes on as a tunnel. */
    void switched(Tunnel open) {
        tunnel = Optional.of(open);
    }

    /** What it rested on has been taken away; it is being ended. A tunnel is closed by itself, with a word why. */
    void withdrawn(Denial why) {
        withdrawn = true;
        denied(why);
        if (tunnel.isEmpty()) {
            over.tryFail(why.asException());
        }
    }

    /** Done when nobody waits for its upstream any more: it is closed, which is recorded first, or was withdrawn, whether the client takes in its refusal or not. Asked for once. */
    Future<Void> over() {
        downstream.closed().onComplete(closed -> over.tryComplete());
        return over.future();
    }

    boolean isWithdrawn() {
        return withdrawn;
    }

    Optional<Tunnel> tunnel() {
        return tunnel;
    }

    void answeredBy(String upstream, Instant at) {
        endpoint = upstream;
        answeredAt = Optional.of(at);
    }

    /** Its part in a trace; once asked for, it does not change any more. */
    ExchangeTrace trace() {
        if (trace == null) {
            trace = snapshot.tracing().enter(facts, principal() instanceof Principal.Anonymous ? Caller.ANONYMOUS : Caller.AUTHENTICATED);
        }
        return trace;
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

    /** What the record says of an answer of ours that is no denial. */
    void note(String detail) {
        note = detail;
    }

    boolean isNoted() {
        return !note.isEmpty();
    }

    String detail() {
        return denial.map(Denial::detail).orElse(note);
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
