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
 * The keys of one issuer, kept fresh without making requests wait: after {@link #FRESH} they are fetched again in the background, and used on for at most {@link #STALE} while that fails.
 * Then, and before the first success, tokens cannot be verified ({@link Reason#TOKEN_UNVERIFIABLE}); there is no other key to fall back to. A key id that is not in the set
 * asks for one fetch, at most one in {@link #COOLDOWN}. One fetch runs at a time, and a bounded number of requests waits for it. Any thread.
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
        if (!within(now.fetchedAt(), FRESH, instant) && mayTry(now, instant)) {
            refetch();
        }
        return within(now.fetchedAt(), STALE, instant) ? now.keys() : Optional.empty();
    }

    /** The keys that may be used now, fetched first when there are none. */
    Future<KeySet> current() {
        Optional<KeySet> usable = usable();
        return usable.isPresent() ? Future.succeededFuture(usable.get()) : awaited();
    }

    /** Newer keys than {@code known}, which lacks one that a token names; {@code known} itself when they were asked for a moment ago. */
    Future<KeySet> newerThan(KeySet known) {
        State now = state;
        if (now.keys().isPresent() && now.keys().get() != known) {
            return Future.succeededFuture(now.keys().get());
        }
        if (!mayTry(now, clock.instant()) && !flying()) {
            return now.last() == Last.SUCCEEDED ? Future.succeededFuture(known) : unverifiable("its keys could not be fetched");
        }
        return awaited();
    }

    private Future<KeySet> awaited() {
        if (!mayTry(state, clock.instant()) && !flying()) {
            return unverifiable("its keys could not be fetched");
        }
        if (waiting.incrementAndGet() > MAX_WAITING) {
            waiting.decrementAndGet();
            return unverifiable("too many requests wait for its keys");
        }
        return Waiting.on(vertx, refetch(), PATIENCE)
                .onComplete(done -> waiting.decrementAndGet())
                .recover(failure -> unverifiable("its keys could not be fetched"));
    }

    private Future<KeySet> unverifiable(String detail) {
        return Future.failedFuture(new RefusedException(Reason.TOKEN_UNVERIFIABLE, "issuer " + issuer + ": " + detail));
    }

    private synchronized boolean flying() {
        return flight.isPresent();
    }

    private synchronized Future<KeySet> refetch() {
        if (flight.isPresent()) {
            return flight.get();
        }
        Promise<KeySet> outcome = Promise.promise();
        flight = Optional.of(outcome.future());
        source.fetch().onComplete(fetched -> land(outcome, fetched.succeeded() ? parse(fetched.result()) : Future.failedFuture(fetched.cause())));
        return outcome.future();
    }

    /** The same text means the same set, so that tokens verified under it need not be verified again. */
    private Future<State> parse(Buffer body) {
        Instant now = clock.instant();
        if (state.keys().isPresent() && state.source().equals(body)) {
            return Future.succeededFuture(new State(state.keys(), body, now, now, Last.SUCCEEDED));
        }
        try {
            KeySet keys = KeySet.parse(body.getBytes());
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

    private static boolean mayTry(State state, Instant now) {
        return state.last() == Last.NONE || !within(state.triedAt(), COOLDOWN, now);
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
