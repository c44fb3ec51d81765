package dev.postern.gateway;

import dev.postern.config.Located;
import dev.postern.edge.Downstream;
import dev.postern.edge.ExchangeHandler;
import dev.postern.exchange.Denial;
import dev.postern.exchange.Reason;
import dev.postern.exchange.RefusedException;
import dev.postern.exchange.RequestFacts;
import dev.postern.identity.Principal;
import dev.postern.limit.Admission;
import dev.postern.loop.Ready;
import dev.postern.policy.Attempt;
import dev.postern.policy.Decision;
import dev.postern.portal.Portal;
import dev.postern.portal.PortalRequest;
import dev.postern.route.Cors;
import dev.postern.route.RouteMatch;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClosedException;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The path of a request, hop by hop: a table of contents. Each hop is one method; what a hop does is in the package it calls. {@code docs/life-of-a-request.md} follows along.
 *
 * <p>Runs on the exchange's event loop; nothing here blocks. Any failure, known or not, ends in one refusal; every exchange closes once.
 */
final class Pipeline implements ExchangeHandler {

    private final Supplier<Snapshot> current;
    private final Recorder recorder;
    private final Refuser refuser;
    private final Passage passage;
    private final Guards guards;

    /**
     * What stands beside the path.
     *
     * @param open        where permitted exchanges are known while they last
     * @param withdrawals what operators have revoked
     * @param shedding    whom to turn away under pressure
     * @param alone       whether this replica goes on without what replicas share
     */
    record Guards(OpenExchanges open, Withdrawals withdrawals, Shedding shedding, BooleanSupplier alone) {}

    Pipeline(Supplier<Snapshot> current, Recorder recorder, Refuser refuser, Passage passage, Guards guards) {
        this.current = current;
        this.recorder = recorder;
        this.refuser = refuser;
        this.passage = passage;
        this.guards = guards;
    }

    /** Hops 1 and 2, accept and canonicalise, are behind us: the body is paused and the facts are canonical. */
    @Override
    public void handle(Downstream downstream, RequestFacts facts) {
        Exchange exchange = new Exchange(current.get(), downstream, facts);
        recorder.opened(exchange);
        try {
            run(exchange).onFailure(failure -> refuse(exchange, failure));
        } catch (RuntimeException failure) {
            refuse(exchange, failure);
        }
    }

    /** What cannot even be refused is cut: an exchange that nobody ends would stay for ever. */
    private void refuse(Exchange exchange, Throwable failure) {
        if (exchange.isWithdrawn()) {
            return; // it is being ended already, and this is what comes of it
        }
        try {
            refuser.refuse(exchange, failure);
        } catch (RuntimeException broken) {
            exchange.downstream.cut();
            throw broken;
        }
    }

    @Override
    public void refused(Downstream downstream, Denial denial) {
        recorder.openedUnfit(current.get(), downstream, denial);
        refuser.refuseUnfit(downstream, denial);
    }

    private Future<Void> run(Exchange exchange) {
        if (!recorder.accepting()) {
            return Future.failedFuture(new RefusedException(Reason.AUDIT_UNAVAILABLE, "the audit trail does not accept"));
        }
        guards.shedding().atTheDoor(exchange);
        if (Cors.isPreflight(exchange.facts)) {
            return preflight(exchange);
        }
        if (Portal.isForAnybody(exchange.facts.path())) {
            return ownPage(exchange);
        }
        return Ready.then(identify(exchange), known -> Portal.owns(exchange.facts.path()) ? ownPage(exchange) : guarded(exchange));
    }

    private Future<Void> guarded(Exchange exchange) {
        return Ready.then(Ready.then(decide(exchange), allowed -> admit(exchange)), admitted -> pass(exchange));
    }

    /** Hop 3: who asks, on what device. */
    private Future<Void> identify(Exchange exchange) {
        return Ready.then(exchange.snapshot.authenticator().identify(exchange.facts), who ->
                Ready.then(exchange.snapshot.devices().settled(exchange.facts.client().certificates(), exchange.facts.receivedAt()), on -> {
                    exchange.identified(who, on);
                    noteIfAlone(exchange);
                    guards.withdrawals().refuse(who.principal(), on, exchange.facts.client(), exchange.facts.receivedAt());
                    guards.shedding().newcomers(exchange);
                    exchange.trace().passed("identify");
                    return Future.succeededFuture();
                }));
    }

    /** Hop 4: which route, and whether. */
    private Future<Void> decide(Exchange exchange) {
        RouteMatch match = exchange.snapshot.routes().match(exchange.facts)
                .orElseThrow(() -> new RefusedException(Reason.ROUTE_NOT_FOUND, "no route matches"));
        exchange.matched(match);
        requireProvider(exchange, match);
        Decision decision = exchange.snapshot.policy().decide(new Attempt(exchange.facts, match.route(), exchange.principal(), exchange.device()));
        exchange.decided(decision);
        exchange.trace().passed("decide");
        return switch (decision) {
            case Decision.Allow allow when exchange.downstream.closed().isComplete() -> Future.failedFuture(new HttpClosedException("the client has gone"));
            case Decision.Allow allow -> {
                guards.open().enter(exchange);
                yield Future.succeededFuture();
            }
            case Decision.Refuse refuse -> Future.failedFuture(refuse.denial().asException());
        };
    }

    /** A route may insist on where its people sign in; a session from elsewhere has to sign in once more. */
    static void requireProvider(Exchange exchange, RouteMatch match) {
        List<Located<String>> wanted = match.route().config().providers();
        if (!wanted.isEmpty() && exchange.identification().session().isPresent() && exchange.principal() instanceof Principal.User user
                && wanted.stream().noneMatch(name -> name.value().equals(user.provider()))) {
            throw new RefusedException(Reason.SIGN_IN_REQUIRED, "the route wants another provider than " + user.provider());
        }
    }

    /** Hop 5: how much. */
    private Future<Void> admit(Exchange exchange) {
        return Ready.then(exchange.snapshot.limiter().admit(Subjects.of(exchange), exchange.plan().limits()), admission -> {
            noteIfAlone(exchange);
            exchange.trace().passed("admit");
            return switch (admission) {
                case Admission.Admitted admitted -> recorder.leased(exchange, admitted);
                case Admission.Rejected rejected -> Future.failedFuture(new LimitedException(rejected));
            };
        });
    }

    /** The record tells what was decided on a session as last seen, or on a share of a limit. */
    private void noteIfAlone(Exchange exchange) {
        if (guards.alone().getAsBoolean()) {
            exchange.alone();
        }
    }

    /** Hops 6 to 9: inspect the request, forward it, inspect the answer, answer. */
    private Future<Void> pass(Exchange exchange) {
        return exchange.plan().actions().redirect().isPresent() ? passage.redirect(exchange) : passage.forward(exchange);
    }

    /** The gateway's own pages, under {@code /.postern/} on every host. */
    private Future<Void> ownPage(Exchange exchange) {
        PortalRequest asked = new PortalRequest(exchange.facts, exchange.identification(), exchange.device(), exchange.downstream::body, exchange::note, exchange::denied);
        return exchange.downstream.answeredBy(request -> {
            exchange.identification().setCookie().ifPresent(cookie -> request.response().headers().add("set-cookie", cookie.reveal()));
            return exchange.snapshot.portal().handle(request, asked);
        });
    }

    /** A cross-origin question, which browsers ask without credentials: answered from the route's configuration alone. */
    private Future<Void> preflight(Exchange exchange) {
        RouteMatch match = exchange.snapshot.routes().matchAnnounced(exchange.facts)
                .filter(found -> exchange.snapshot.plan(found.route()).actions().cors().isPresent())
                .orElseThrow(() -> new RefusedException(Reason.SIGN_IN_REQUIRED, "no cross-origin rules here"));
        exchange.matched(match);
        return passage.preflight(exchange);
    }
}
