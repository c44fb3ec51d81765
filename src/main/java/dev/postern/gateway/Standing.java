package dev.postern.gateway;

import dev.postern.device.Device;
import dev.postern.exchange.Denial;
import dev.postern.exchange.Reason;
import dev.postern.exchange.RefusedException;
import dev.postern.exchange.RequestFacts;
import dev.postern.identity.Credential;
import dev.postern.identity.Principal;
import dev.postern.identity.Session;
import dev.postern.identity.SessionKey;
import dev.postern.identity.Sessions;
import dev.postern.policy.Attempt;
import dev.postern.policy.Decision;
import dev.postern.route.RouteMatch;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Whether an open exchange would still be permitted: by the configuration in force now, at this time, with the session, token, certificate and device it came with. What would not is
 * ended, with the reason a request would be refused with.
 *
 * <p>On the exchange's loop. What can be told without I/O is told at once: revocations, times, the device, the route, the rules. The store of sessions is asked once soon after an
 * exchange is permitted (its session may have ended in between), and again when the session may have run out, at least once in {@link #ASK_AGAIN}; what the provider has said of its
 * user meanwhile holds from then on.
 */
final class Standing {

    /** A store's word that a session stands is believed this long, though it tells of ends by itself. */
    static final Duration ASK_AGAIN = Duration.ofSeconds(30);
    /** So long a store may fail to answer before what rests on a session is ended. */
    static final Duration UNKNOWN = Duration.ofMinutes(2);
    private static final Duration RETRY = Duration.ofSeconds(5);

    private final Supplier<Snapshot> current;
    private final Withdrawals withdrawals;
    private final Ending ending;

    Standing(Supplier<Snapshot> current, Withdrawals withdrawals, Ending ending) {
        this.current = current;
        this.withdrawals = withdrawals;
        this.ending = ending;
    }

    /**
     * @param gone       sessions that have ended since the last pass
     * @param everything false to look at those alone
     */
    void judge(Exchange exchange, Set<SessionKey> gone, boolean everything, Instant now) {
        if (exchange.isWithdrawn()) {
            return;
        }
        try {
            Optional<Session> session = exchange.identification().session();
            if (session.isPresent() && gone.contains(session.get().key())) {
                ending.end(exchange, Denial.of(Reason.SESSION_ENDED, "the session ended"));
            } else if (everything) {
                judgeAgain(exchange, now);
            }
        } catch (RefusedException refused) {
            ending.end(exchange, refused.denial());
        } catch (RuntimeException unforeseen) { // an exchange that cannot be judged does not go on
            ending.end(exchange, Denial.of(Reason.INTERNAL, unforeseen.toString()));
        }
    }

    private void judgeAgain(Exchange exchange, Instant now) {
        Snapshot snapshot = current.get();
        Device device = snapshot.devices().assess(exchange.facts.client().certificates(), now);
        withdrawals.refuse(exchange.principal(), device, exchange.facts.client(), now);
        refuseExpired(exchange, snapshot, now);
        RouteMatch match = exchange.decidedAgainst == snapshot ? exchange.rematched.or(exchange::match).orElseThrow() : sameRoute(exchange, snapshot);
        leadsTo(match).ifPresent(upstream -> snapshot.upstreams().objection(upstream, exchange.reached(), now).ifPresent(why -> {
            throw why.asException();
        }));
        Principal principal = exchange.renewed.orElseGet(exchange::principal);
        Decision decision = snapshot.policy().decide(new Attempt(at(exchange.facts, now), match.route(), principal, device));
        if (decision instanceof Decision.Refuse refuse) {
            throw refuse.denial().asException();
        }
        if (exchange.decidedAgainst != snapshot || exchange.identification().credential() == Credential.CERTIFICATE) {
            identifyAgain(exchange, snapshot);
        }
        if (exchange.decidedAgainst != snapshot) {
            exchange.rematched = Optional.of(match);
            exchange.decidedAgainst = snapshot;
        }
        askForSession(exchange, snapshot, now);
    }

    /** Rules may depend on the time. */
    private static RequestFacts at(RequestFacts facts, Instant now) {
        return new RequestFacts(facts.id(), now, facts.protocol(), facts.method(), facts.authority(), facts.path(), facts.query(), facts.headers(), facts.client());
    }

    private static void refuseExpired(Exchange exchange, Snapshot snapshot, Instant now) {
        if (exchange.identification().credential() == Credential.BEARER && exchange.principal() instanceof Principal.User user) {
            Instant end = user.claims().time("exp").map(expiry -> expiry.plus(skew(snapshot, user.provider()))).orElse(Instant.EPOCH);
            if (!now.isBefore(end)) {
                throw new RefusedException(Reason.TOKEN_EXPIRED, "the token expired while the exchange was open");
            }
        }
    }

    private static Duration skew(Snapshot snapshot, String issuer) {
        return snapshot.blueprint().config().identity().tokens().stream().filter(token -> token.name().value().equals(issuer))
                .map(token -> token.clockSkew()).findFirst().orElse(Duration.ZERO);
    }

    /** The octets go where they went: a route that names another upstream now, or accepts no tunnel any more, is another route. */
    private static RouteMatch sameRoute(Exchange exchange, Snapshot snapshot) {
        RouteMatch was = exchange.match().orElseThrow();
        RouteMatch match = snapshot.routes().match(exchange.facts).filter(found -> found.route().name().equals(was.route().name())
                        && leadsTo(found).equals(leadsTo(was)))
                .orElseThrow(() -> new RefusedException(Reason.ROUTE_NOT_FOUND, "its route is gone, or leads elsewhere"));
        Pipeline.requireProvider(exchange, match);
        RoutePlan plan = snapshot.plan(match.route());
        if (exchange.tunnel().isPresent() && plan.upgrades() == RoutePlan.Upgrades.NONE) {
            throw new RefusedException(Reason.REQUEST_UPGRADE_REFUSED, "the route accepts no upgrade any more");
        }
        if (exchange.tunnel().isPresent() && !exchange.examined().areCurrent(plan.inspection())) {
            throw new RefusedException(Reason.REQUEST_UPGRADE_REFUSED, "the route inspects otherwise now than when it was upgraded");
        }
        return match;
    }

    /** The name alone: where in the file it stands changes with every line above it. */
    private static Optional<String> leadsTo(RouteMatch match) {
        return match.route().config().upstream().map(upstream -> upstream.value());
    }

    /**
     * Tokens and workloads' certificates prove something to the configuration that was in force; sessions outlive it. A certificate proves it to a bundle besides, and until its end. What
     * cannot be told now is left as it was.
     */
    private void identifyAgain(Exchange exchange, Snapshot snapshot) {
        if (exchange.identification().session().isPresent() || exchange.principal() instanceof Principal.Anonymous) {
            return;
        }
        snapshot.authenticator().identify(exchange.facts).onComplete(who -> {
            if (who.failed()) {
                Denial denial = who.cause() instanceof RefusedException refused ? refused.denial() : Denial.of(Reason.INTERNAL, who.cause().toString());
                if (denial.reason() != Reason.TOKEN_UNVERIFIABLE) {
                    ending.end(exchange, denial);
                }
            } else if (!who.result().principal().label().equals(exchange.principal().label())) {
                ending.end(exchange, Denial.of(Reason.TOKEN_INVALID, "it proves somebody else now"));
            }
        });
    }

    private void askForSession(Exchange exchange, Snapshot snapshot, Instant now) {
        Optional<Session> session = exchange.identification().session();
        if (session.isEmpty() || now.isBefore(exchange.sessionStands)) {
            return;
        }
        exchange.sessionStands = now.plus(RETRY);
        Future<Optional<Sessions.Worth>> asked = snapshot.authenticator().sessions().worth(session.get());
        asked.onComplete(answer -> exchange.downstream.context().runOnContext(here -> heard(exchange, answer, now))); // a store answers where it likes
    }

    private void heard(Exchange exchange, AsyncResult<Optional<Sessions.Worth>> answer, Instant now) {
        if (answer.succeeded() && answer.result().isPresent()) {
            exchange.sessionSeen = now;
            exchange.sessionStands = earlier(answer.result().get().until(), now.plus(ASK_AGAIN));
            standsAs(exchange, answer.result().get().user(), now);
        } else if (answer.succeeded()) {
            ending.end(exchange, Denial.of(Reason.SESSION_ENDED, "the session ended"));
        } else if (now.isAfter(exchange.sessionSeen.plus(UNKNOWN))) {
            ending.end(exchange, Denial.of(Reason.SESSION_ENDED, "whether the session stands could not be told for " + UNKNOWN));
        }
    }

    /** A renewed session may have other groups. */
    private void standsAs(Exchange exchange, Principal.User user, Instant now) {
        if (!user.equals(exchange.renewed.orElseGet(exchange::principal))) {
            exchange.renewed = Optional.of(user);
            judge(exchange, Set.of(), true, now);
        }
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
