package dev.postern.identity;

import dev.postern.exchange.Reason;
import dev.postern.exchange.RefusedException;
import dev.postern.identity.TokenRefresher.Declined;
import dev.postern.identity.TokenRefresher.Renewed;
import dev.postern.identity.TokenRefresher.Unfinished;
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
import java.util.function.UnaryOperator;
import org.jboss.logging.Logger;

/**
 * Renews what the provider said about a session, once at a time for each session, over all replicas and configurations: whoever asks has claimed it in
 * the store first, as a provider may take a refresh token once. A claim that leads to nothing lapses after {@link #CLAIM}.
 *
 * <p>From {@link #AHEAD} before the tokens expire, requests go on with what is known while one renewal runs. After that they wait for it, at most
 * {@link #PATIENCE}. A provider that declines ends the session. One that cannot be reached is asked again every {@link #PAUSE}, and the session goes
 * on for {@link Sessions#PROVIDER_GRACE} after expiry, then it ends; while a claim counts, requests are refused with
 * {@link Reason#SIGN_IN_UNAVAILABLE} instead.
 */
final class SessionRefresh {

    static final Duration AHEAD = Duration.ofSeconds(30);
    static final Duration PATIENCE = Duration.ofSeconds(5);
    static final Duration PAUSE = Duration.ofSeconds(10);
    /** How long the provider may take; requests wait less. */
    private static final Duration ATTEMPT = Duration.ofSeconds(15);
    /** An attempt, and time to store what came of it. */
    static final Duration CLAIM = ATTEMPT.plusSeconds(5);
    /** Claims of a clock that is further ahead than {@link #CLAIM} do not count. */
    private static final Duration FURTHEST_CLAIM = CLAIM.multipliedBy(2);
    /** When it is looked again what came of another's claim: soon at first, then less and less often, for longer than it counts in all. */
    private static final Duration FIRST_LOOK = Duration.ofMillis(100);
    private static final Duration LAST_LOOK = Duration.ofSeconds(2);
    private static final int MAX_LOOKS = 15;
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
        Instant now = clock.instant();
        if (!due(session, now)) {
            return Future.succeededFuture(Optional.of(session));
        }
        boolean expired = expired(session, Duration.ZERO);
        if (!expired && claimed(session, now)) {
            return Future.succeededFuture(Optional.of(session));
        }
        if (now.isBefore(session.refreshAfter()) || flights.size() >= MAX_FLIGHTS) {
            return bridged(session);
        }
        Flight flight = flight(session, now);
        return expired ? awaited(flight, now).recover(late -> bridged(session)) : Future.succeededFuture(Optional.of(session));
    }

    private static boolean due(StoredSession session, Instant now) {
        return session.session().tokens().renewableUntil().map(expiry -> !now.isBefore(expiry.minus(AHEAD))).orElse(false);
    }

    private boolean expired(StoredSession session, Duration since) {
        return session.session().tokens().renewableUntil().map(expiry -> !clock.instant().isBefore(expiry.plus(since))).orElse(false);
    }

    private static boolean claimed(StoredSession session, Instant now) {
        return session.renewing().map(until -> now.isBefore(until) && !until.isAfter(now.plus(FURTHEST_CLAIM))).orElse(false);
    }

    /** Without the provider: a bounded time with what was known. */
    private Future<Optional<StoredSession>> bridged(StoredSession session) {
        return expired(session, Sessions.PROVIDER_GRACE)
                ? store.find(session.session().key()).compose(this::overdue)
                : Future.succeededFuture(Optional.of(session));
    }

    /** Whoever renews it may succeed yet: then it has not ended, but until then nobody goes on with it. */
    private Future<Optional<StoredSession>> overdue(Optional<StoredSession> found) {
        if (found.isEmpty() || !expired(found.get(), Sessions.PROVIDER_GRACE)) {
            return Future.succeededFuture(found);
        }
        return claimed(found.get(), clock.instant())
                ? Future.failedFuture(new RefusedException(Reason.SIGN_IN_UNAVAILABLE, "the provider has not renewed the session yet"))
                : store.remove(found.get().session().key(), SessionEnd.PROVIDER_UNREACHABLE).map(Optional.empty());
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
        claim(session, 0).onComplete(done -> {
            flights.remove(key);
            mine.outcome().handle(done);
        });
        return mine;
    }

    /** Asks when nobody else does; otherwise looks now and then what came of it. */
    private Future<Optional<StoredSession>> claim(StoredSession session, int looks) {
        Instant now = clock.instant();
        if (!due(session, now)) {
            return Future.succeededFuture(Optional.of(session));
        }
        if (looks == MAX_LOOKS || now.isBefore(session.refreshAfter())) {
            return Future.failedFuture(new TimeoutException("another replica has not renewed it"));
        }
        if (claimed(session, now)) {
            return vertx.timer(pause(looks).toMillis()).compose(later -> again(session, looks));
        }
        StoredSession mine = session.renewing(now.plus(CLAIM));
        return store.replace(session, mine).compose(done -> done ? attempt(mine) : again(session, looks));
    }

    private Future<Optional<StoredSession>> again(StoredSession session, int looks) {
        return store.find(session.session().key()).compose(found -> found.isEmpty() ? Future.succeededFuture(found) : claim(found.get(), looks + 1));
    }

    private static Duration pause(int looks) {
        Duration doubled = FIRST_LOOK.multipliedBy(1L << looks);
        return doubled.compareTo(LAST_LOOK) < 0 ? doubled : LAST_LOOK;
    }

    private Future<Optional<StoredSession>> attempt(StoredSession session) {
        return Waiting.on(vertx, ask(session.session()), ATTEMPT)
                .compose(outcome -> switch (outcome) {
                    case Renewed renewed -> renewed(session, renewed);
                    case Declined declined -> declined(session, declined.detail());
                    case Unfinished unfinished -> pause(session, unfinished.cause(), found -> found.renewed(found.session().user(), unfinished.tokens()));
                }, failure -> pause(session, failure, found -> found));
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
        return commit(session.session().key(), found -> found.renewed(renewed.user(), renewed.tokens()), MAX_COMMITS);
    }

    /** Other requests touch and rotate the session meanwhile: what they did stays. */
    private Future<Optional<StoredSession>> commit(SessionKey key, UnaryOperator<StoredSession> change, int attempts) {
        return store.find(key).compose(found -> {
            if (found.isEmpty() || attempts == 0) {
                return Future.succeededFuture(found);
            }
            StoredSession next = change.apply(found.get());
            return store.replace(found.get(), next)
                    .compose(done -> done ? Future.succeededFuture(Optional.of(next)) : commit(key, change, attempts - 1));
        });
    }

    /**
     * Another replica may have used the refresh token first, if it is of a version that claims nothing, or when this one slept until its own claim had
     * lapsed: then there are new tokens already, or will be.
     */
    private Future<Optional<StoredSession>> declined(StoredSession session, String detail) {
        SessionKey key = session.session().key();
        return store.find(key).compose(found -> {
            if (found.isPresent() && !found.get().session().tokens().equals(session.session().tokens())) {
                return Future.succeededFuture(found);
            }
            if (found.isPresent() && claimed(found.get(), clock.instant()) && !found.get().renewing().equals(session.renewing())) {
                return claim(found.get(), 0);
            }
            LOG.infof("event=session-refresh-refused session=%s user=%s detail=\"%s\"", key, session.session().user().label(), detail);
            return store.remove(key, SessionEnd.REFRESH_REFUSED).map(Optional.empty());
        });
    }

    private Future<Optional<StoredSession>> pause(StoredSession session, Throwable failure, UnaryOperator<StoredSession> kept) {
        LOG.warnf("event=session-refresh-failed session=%s provider=%s cause=%s",
                session.session().key(), session.session().user().provider(), failure.getClass().getSimpleName());
        Instant after = clock.instant().plus(PAUSE);
        return commit(session.session().key(), found -> kept.apply(found).refreshingAfter(after), MAX_COMMITS).compose(done -> Future.failedFuture(failure));
    }
}
