package dev.postern.device;

import dev.postern.address.Lookup;
import dev.postern.pki.OcspAnswer;
import dev.postern.pki.OcspQuestion;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * What has been learned from the network about revocation: the CRLs fetched and the verdicts of responders, in memory, across reloads of the configuration. Asks nobody by itself:
 * {@link DeviceAuthorities} ask, and ask again. Safe from any thread; reading and verifying is done by two threads of its own.
 */
public final class RevocationNetwork implements AutoCloseable {

    /** Certificates whose verdicts are kept; the one unused for longest goes. */
    static final int MAX_VERDICTS = 20_000;
    /** Addresses of CRLs; a further one is not asked. */
    static final int MAX_POINTS = 256;
    /** Questions to responders, and fetches of CRLs, under way at once; a further one waits for its next time. */
    static final int UNDER_WAY = 64;
    static final int FETCHES = 4;
    static final Duration OCSP_PATIENCE = Duration.ofSeconds(5);
    private static final Duration UNUSED = Duration.ofHours(24);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final int THREADS = 2;

    private record PointKey(URI uri, Reach reach) {}

    private final Fetch fetch;
    private final Executor heavy;
    private final InstantSource clock;
    private final Runnable close;
    private final AtomicLong generation = new AtomicLong();
    private final AtomicInteger questions = new AtomicInteger();
    private final AtomicInteger fetches = new AtomicInteger();
    private final Map<PointKey, CrlPoint> points = new HashMap<>();
    private final Map<URI, Backoff> responders = new HashMap<>();
    private final Map<OcspCell.Subject, OcspCell> cells = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<OcspCell.Subject, OcspCell> eldest) {
            return size() > MAX_VERDICTS;
        }
    };

    RevocationNetwork(Fetch fetch, Executor heavy, InstantSource clock, Runnable close) {
        this.fetch = fetch;
        this.heavy = heavy;
        this.clock = clock;
        this.close = close;
    }

    /** For commands that compile a configuration and run nothing: whoever asks hears nothing. */
    public static RevocationNetwork none() {
        return new RevocationNetwork(order -> Future.failedFuture("no network"), Runnable::run, InstantSource.system(), () -> { });
    }

    public static RevocationNetwork over(Vertx vertx, Lookup lookup, InstantSource clock) {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS, Thread.ofPlatform().daemon().name("postern-revocation-", 0).factory());
        GuardedFetch fetch = new GuardedFetch(vertx, lookup);
        return new RevocationNetwork(fetch, threads, clock, () -> {
            fetch.close();
            threads.shutdown();
        });
    }

    /** Changes whenever something was learned that makes a kept judgement wrong. */
    long generation() {
        return generation.get();
    }

    void changed() {
        generation.incrementAndGet();
    }

    Instant now() {
        return clock.instant();
    }

    synchronized Optional<CrlPoint> point(URI uri, Reach reach) {
        PointKey key = new PointKey(uri, reach);
        if (!points.containsKey(key) && points.size() >= MAX_POINTS) {
            return Optional.empty();
        }
        return Optional.of(points.computeIfAbsent(key, absent -> new CrlPoint(uri, reach, this)));
    }

    synchronized OcspCell cell(OcspCell.Subject subject) {
        return cells.computeIfAbsent(subject, absent -> new OcspCell(subject, this));
    }

    Future<byte[]> crl(URI uri, Reach reach) {
        return bounded(fetches, FETCHES, () -> fetch.fetch(new Fetch.Order(uri, reach.guard(uri), Optional.empty(), CrlPoint.MAX_BYTES, CrlPoint.PATIENCE)))
                .orElseGet(() -> Future.failedFuture("too many CRLs are being fetched"));
    }

    /** Empty when it is not the time to ask: too many questions are under way, or the responder has just failed. */
    Optional<Future<byte[]>> ocsp(URI responder, Reach reach, OcspQuestion question) {
        if (pauses(responder)) {
            return Optional.empty();
        }
        var order = new Fetch.Order(responder, reach.guard(responder), Optional.of(question.encoded()), OcspAnswer.MAX_BYTES, OCSP_PATIENCE);
        return bounded(questions, UNDER_WAY, () -> fetch.fetch(order)).map(answer -> answer.onComplete(done -> reached(responder, done.succeeded() ? Outcome.ANSWERED : Outcome.FAILED)));
    }

    private enum Outcome { ANSWERED, FAILED }

    private synchronized boolean pauses(URI responder) {
        return responders.containsKey(responder) && responders.get(responder).pauses(now());
    }

    private synchronized void reached(URI responder, Outcome outcome) {
        if (outcome == Outcome.ANSWERED) {
            responders.remove(responder);
        } else if (responders.size() < MAX_POINTS || responders.containsKey(responder)) {
            responders.computeIfAbsent(responder, first -> new Backoff(LONGEST_PAUSE)).failed(now());
        }
    }

    private static Optional<Future<byte[]>> bounded(AtomicInteger underWay, int most, Supplier<Future<byte[]>> start) {
        if (underWay.incrementAndGet() > most) {
            underWay.decrementAndGet();
            return Optional.empty();
        }
        return Optional.of(Future.succeededFuture().compose(go -> start.get()).onComplete(done -> underWay.decrementAndGet()));
    }

    /** Does something heavy away from the event loop. Whatever becomes of it, memory that runs out and a pool that is shut included, somebody waits for its end and is told. */
    <T> Future<T> off(Callable<T> work) {
        Promise<T> done = Promise.promise();
        try {
            heavy.execute(() -> attempt(work, done));
        } catch (RejectedExecutionException closed) {
            done.fail(closed);
        }
        return done.future();
    }

    private static <T> void attempt(Callable<T> work, Promise<T> done) {
        T made;
        try {
            made = work.call();
        } catch (Throwable failed) {
            done.fail(failed);
            return;
        }
        done.complete(made);
    }

    /** Asks again in the background about certificates in use, and forgets CRLs that nobody has wanted for a day. */
    void sweep(Instant now) {
        heavy.execute(() -> {
            cellsNow().forEach(cell -> cell.refresh(now));
            forget(now.minus(UNUSED));
        });
    }

    private synchronized List<OcspCell> cellsNow() {
        return List.copyOf(cells.values());
    }

    private synchronized void forget(Instant then) {
        points.values().removeIf(point -> !point.usedSince(then));
    }

    @Override
    public void close() {
        close.run();
    }
}
