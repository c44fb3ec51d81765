package dev.postern.identity;

import dev.postern.identity.TokenRefresher.Declined;
import dev.postern.identity.TokenRefresher.Renewed;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Renews what the provider said about a session, once at a time for each session.
 *
 * <p>From {@link #AHEAD} before the tokens expire, requests go on with what is known while one renewal runs. After that they wait for it, at most
 * {@link #PATIENCE}. A provider that declines ends the session. One that cannot be reached is asked again every {@link #PAUSE}, and the session goes
 * on for {@link Sessions#PROVIDER_GRACE} after expiry, then it ends.
 */
final class SessionRefresh {

    static final Duration AHEAD = Duration.ofSeconds(30);
    static final Duration PATIENCE = Duration.ofSeconds(5);
    static final Duration PAUSE = Duration.ofSeconds(10);
    /** How long the provider may take; requests wait less. */
    private static final Duration ATTEMPT = Duration.ofSeconds(15);
    /** Renewals at once; beyond it the provider counts as not reachable for the session. */
    private static final int MAX_FLIGHTS = 10_000;
    private static final int MAX_COMMITS = 8;

    private static final Logger LOG = Logger.getLogger(SessionRefresh.class);

    private final SessionStore store;
    private final TokenRefresher refresher;
    private final Vertx vertx;
    private final InstantSource clock;
    private final Map<SessionKey, Flight> flights = new ConcurrentHashMap<>();

    /** A renewal under way; requests wait for it until {@code patience} and no longer, so that a slow provider delays few of them. */
    private record Flight(Promise<Optional<StoredSession>> outcome, Instant patience) {}

    SessionRefresh(SessionStore store, TokenRefresher refresher, Vertx vertx, InstantSource clock) {
        this.store = store;
        this.refresher = refresher;
        this.vertx = vertx;
        this.clock = clock;
    }

    /** The session as it may be used now; empty when it has ended. */
    Future<Optional<StoredSession>> fresh(StoredSession session) {
        Optional<Instant> expiry = session.session().tokens().renewableUntil();
        Instant now = clock.instant();
        if (expiry.isEmpty() || now.isBefore(expiry.get().minus(AHEAD))) {
            return Future.succeededFuture(Optional.of(session));
        }
        if (now.isBefore(session.refreshAfter()) || flights.size() >= MAX_FLIGHTS) {
            return bridged(session, expiry.get());
        }
        Flight flight = flight(session, now);
        return now.isBefore(expiry.get())
                ? Future.succeededFuture(Optional.of(session))
                : awaited(flight, now).recover(late -> bridged(session, expiry.get()));
    }

    /** Without the provider: a bounded time with what was known. */
    private Future<Optional<StoredSession>> bridged(StoredSession session, Instant expiry) {
        if (clock.instant().isBefore(expiry.plus(Sessions.PROVIDER_GRACE))) {
            return Future.succeededFuture(Optional.of(session));
        }
        return store.remove(session.session().key(), SessionEnd.PROVIDER_UNREACHABLE).map(Optional.empty());
    }

    private Future<Optional<StoredSession>> awaited(Flight flight, Instant now) {
        Future<Optional<StoredSession>> outcome = flight.outcome().future();
        Duration left = Duration.between(now, flight.patience());
        return outcome.succeeded() || left.toMillis() > 0
                ? Waiting.on(vertx, outcome, left.compareTo(PATIENCE) < 0 ? left : PATIENCE)
                : Future.failedFuture(new TimeoutException("the renewal takes too long"));
    }

    private Flight flight(StoredSession session, Instant now) {
        SessionKey key = session.session().key();
        Flight mine = new Flight(Promise.promise(), now.plus(PATIENCE));
        Flight running = flights.putIfAbsent(key, mine);
        if (running != null) {
            return running;
        }
        attempt(session).onComplete(done -> {
            flights.remove(key);
            mine.outcome().handle(done);
        });
        return mine;
    }

    private Future<Optional<StoredSession>> attempt(StoredSession session) {
        return Waiting.on(vertx, ask(session.session()), ATTEMPT)
                .compose(outcome -> switch (outcome) {
                    case Renewed renewed -> renewed(session, renewed);
                    case Declined declined -> declined(session, declined.detail());
                }, failure -> pause(session, failure));
    }

    private Future<TokenRefresher.Outcome> ask(Session session) {
        try {
            return refresher.refresh(session);
        } catch (RuntimeException broken) {
            return Future.failedFuture(broken);
        }
    }

    private Future<Optional<StoredSession>> renewed(StoredSession session, Renewed renewed) {
        Principal.User was = session.session().user();
        if (!renewed.user().name().equals(was.name()) || !renewed.user().provider().equals(was.provider())) {
            return declined(session, "the provider renewed it for another user");
        }
        return commit(session.session().key(), renewed, MAX_COMMITS);
    }

    /** Other requests touch and rotate the session meanwhile: what they did stays. */
    private Future<Optional<StoredSession>> commit(SessionKey key, Renewed renewed, int attempts) {
        return store.find(key).compose(found -> {
            if (found.isEmpty() || attempts == 0) {
                return Future.succeededFuture(found);
            }
            StoredSession next = found.get().renewed(renewed.user(), renewed.tokens());
            return store.replace(found.get(), next)
                    .compose(done -> done ? Future.succeededFuture(Optional.of(next)) : commit(key, renewed, attempts - 1));
        });
    }

    /** Another replica, or the configuration before this one, may have used the refresh token first: then there are new tokens already. */
    private Future<Optional<StoredSession>> declined(StoredSession session, String detail) {
        SessionKey key = session.session().key();
        return store.find(key).compose(found -> {
            if (found.isPresent() && !found.get().session().tokens().equals(session.session().tokens())) {
                return Future.succeededFuture(found);
            }
            LOG.infof("event=session-refresh-refused session=%s user=%s detail=\"%s\"", key, session.session().user().label(), detail);
            return store.remove(key, SessionEnd.REFRESH_REFUSED).map(Optional.empty());
        });
    }

    private Future<Optional<StoredSession>> pause(StoredSession session, Throwable failure) {
        LOG.warnf("event=session-refresh-failed session=%s provider=%s cause=%s",
                session.session().key(), session.session().user().provider(), failure.getClass().getSimpleName());
        return store.find(session.session().key())
                .compose(found -> found.isEmpty()
                        ? Future.succeededFuture(false)
                        : store.replace(found.get(), found.get().refreshingAfter(clock.instant().plus(PAUSE))))
                .compose(done -> Future.failedFuture(failure));
    }
}
