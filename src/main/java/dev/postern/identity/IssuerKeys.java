package dev.postern.identity;

import dev.postern.exchange.Reason;
import dev.postern.exchange.RefusedException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * The keys of one issuer, kept fresh without making requests wait: after {@link #FRESH} they are fetched again in the background, and used on for at
 * most {@link #STALE} while that fails. Then, and before the first success, tokens cannot be verified ({@link Reason#TOKEN_UNVERIFIABLE}); there is
 * no other key to fall back to. A key id that is not in the set asks for one fetch, at most one in {@link #COOLDOWN}. One fetch runs at a time, and a
 * bounded number of requests waits for it. Any thread.
 */
final class IssuerKeys implements AutoCloseable {

    static final Duration FRESH = Duration.ofMinutes(10);
    static final Duration STALE = Duration.ofHours(1);
    static final Duration COOLDOWN = Duration.ofSeconds(10);
    private static final Duration PATIENCE = JwksEndpoint.TIMEOUT.plusSeconds(1);
    private static final int MAX_WAITING = 1024;

    private static final Logger LOG = Logger.getLogger(IssuerKeys.class);

    private enum Last { NONE, SUCCEEDED, FAILED }

    private record State(Optional<KeySet> keys, Buffer source, Instant fetchedAt, Instant triedAt, Last last) {}

    private final String issuer;
    private final KeySource source;
    private final Vertx vertx;
    private final InstantSource clock;
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile State state = new State(Optional.empty(), Buffer.buffer(), Instant.EPOCH, Instant.EPOCH, Last.NONE);
    private Optional<Future<KeySet>> flight = Optional.empty();

    IssuerKeys(String issuer, KeySource source, Vertx vertx, InstantSource clock) {
        this.issuer = issuer;
        this.source = source;
        this.vertx = vertx;
        this.clock = clock;
    }

    /** The keys that may be used now, without waiting; asks for newer ones in the background when they are due. */
    Optional<KeySet> usable() {
        State now = state;
        Instant instant = clock.instant();
        if (!within(now.fetchedAt(), FRESH, instant)) {
            refetch(Optional.empty());
        }
        return usable(now, instant);
    }

    private static Optional<KeySet> usable(State state, Instant now) {
        return within(state.fetchedAt(), STALE, now) ? state.keys() : Optional.empty();
    }

    /** The keys that may be used now, fetched first when there are none. */
    Future<KeySet> current() {
        Optional<KeySet> usable = usable();
        return usable.isPresent() ? Future.succeededFuture(usable.get()) : awaited(Optional.empty());
    }

    /** Newer keys than {@code known}, which lacks one that a token names; {@code known} itself when they were asked for a moment ago. */
    Future<KeySet> newerThan(KeySet known) {
        return awaited(Optional.of(known));
    }

    private Future<KeySet> awaited(Optional<KeySet> known) {
        Future<KeySet> newer = refetch(known);
        if (newer.succeeded()) {
            return newer;
        }
        if (waiting.incrementAndGet() > MAX_WAITING) {
            waiting.decrementAndGet();
            return unverifiable("too many requests wait for its keys");
        }
        return Waiting.on(vertx, newer, PATIENCE)
                .onComplete(done -> waiting.decrementAndGet())
                .recover(failure -> unverifiable("its keys could not be fetched"));
    }

    /** The fetch under way, or what there is besides {@code known}, or a new fetch; when it is too soon for one, what the last one brought. */
    private synchronized Future<KeySet> refetch(Optional<KeySet> known) {
        if (flight.isPresent()) {
            return flight.get();
        }
        Instant now = clock.instant();
        boolean due = !within(state.fetchedAt(), FRESH, now);
        if (!due && !state.keys().equals(known)) {
            return Future.succeededFuture(state.keys().orElseThrow());
        }
        if (state.last() == Last.NONE || !within(state.triedAt(), COOLDOWN, now)) {
            return fetch();
        }
        return state.last() == Last.SUCCEEDED
                ? Future.succeededFuture(state.keys().orElseThrow())
                : Future.failedFuture("the last fetch failed a moment ago");
    }

    private Future<KeySet> fetch() {
        Promise<KeySet> outcome = Promise.promise();
        flight = Optional.of(outcome.future());
        source.fetch().onComplete(fetched -> land(outcome, fetched.succeeded() ? parse(fetched.result()) : Future.failedFuture(fetched.cause())));
        return outcome.future();
    }

    private Future<KeySet> unverifiable(String detail) {
        return Future.failedFuture(new RefusedException(Reason.TOKEN_UNVERIFIABLE, "issuer " + issuer + ": " + detail));
    }

    /** The same text means the same set, so that tokens verified under it need not be verified again. */
    private Future<State> parse(Buffer body) {
        Instant now = clock.instant();
        if (state.keys().isPresent() && state.source().equals(body)) {
            return Future.succeededFuture(new State(state.keys(), body, now, now, Last.SUCCEEDED));
        }
        try {
            KeySet keys = KeySet.parse(body.getBytes()); // lint: allowed, octets of a Buffer
            LOG.infof("event=issuer-keys issuer=%s keys=%d", issuer, keys.size());
            return Future.succeededFuture(new State(Optional.of(keys), body, now, now, Last.SUCCEEDED));
        } catch (IOException | RuntimeException unreadable) {
            return Future.failedFuture(new IOException("not a JWK Set"));
        }
    }

    private void land(Promise<KeySet> outcome, Future<State> fetched) {
        synchronized (this) {
            flight = Optional.empty();
            state = fetched.succeeded() ? fetched.result() : new State(state.keys(), state.source(), state.fetchedAt(), clock.instant(), Last.FAILED);
        }
        if (fetched.succeeded()) {
            outcome.complete(fetched.result().keys().orElseThrow());
        } else {
            LOG.warnf("event=issuer-keys-failed issuer=%s cause=\"%s\"", issuer, fetched.cause().getMessage());
            outcome.fail(fetched.cause());
        }
    }

    /** A clock that was set back must not keep keys alive or a fetch away: what lies in the future is not within. */
    private static boolean within(Instant since, Duration age, Instant now) {
        return !now.isBefore(since) && now.isBefore(since.plus(age));
    }

    @Override
    public void close() {
        source.close();
    }
}
