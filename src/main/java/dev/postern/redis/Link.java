package dev.postern.redis;

import dev.postern.config.SharedStateConfig.RedisConfig;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.impl.types.ErrorType;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * The way to the server. It is up or down: a question that is not answered in time takes it down, and until a new connection has been made and greeted,
 * questions fail at once instead of waiting each for themselves. Attempts are made alone, at growing intervals.
 *
 * <p>Everything runs on one event loop; {@link #ask} goes there and back. Questions on their way are counted and bounded.
 */
final class Link implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Link.class);
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 2_000;
    /** An answer is late after two full beats, which is at least the timeout and at most half as much again. */
    private static final int PATIENCE = 2;
    /** Errors after which this connection is of no use: another server must be found, or this one be ready. */
    private static final Set<String> USELESS = Set.of("READONLY", "LOADING", "MASTERDOWN", "NOAUTH");

    private final Vertx vertx;
    private final Context context;
    private final Function<Wire, Future<Void>> greeting;
    private final AtomicInteger asked = new AtomicInteger();
    private RedisConfig config;
    private Wire wire;
    private long pause = FIRST_PAUSE_MILLIS;
    private boolean closed;
    private volatile boolean up;
    private volatile boolean told;
    private volatile long lost;

    /** @param greeting what is said first on each connection; the link is up when it has been answered */
    Link(Vertx vertx, RedisConfig config, Function<Wire, Future<Void>> greeting) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.config = config;
        this.greeting = greeting;
    }

    void start() {
        context.runOnContext(go -> {
            connect();
            tick();
        });
    }

    boolean up() {
        return up;
    }

    /** How often it has gone down. */
    long lost() {
        return lost;
    }

    /** Takes up changed settings on a new connection; meanwhile the link is down for a moment. Files that change alone are read when the next one is opened. */
    void replace(RedisConfig changed) {
        context.runOnContext(go -> {
            if (!changed.equals(config)) {
                config = changed;
                drop("its configuration has changed");
            }
        });
    }

    /**
     * Runs on the link's event loop; the answer comes back on the caller's.
     *
     * @return fails with {@link Unavailable} when too much is under way
     */
    <T> Future<T> ask(Supplier<Future<T>> question) {
        if (asked.incrementAndGet() > Wire.MAX_WAITING) {
            asked.decrementAndGet();
            return Future.failedFuture(new Unavailable("too many questions are waiting"));
        }
        Context caller = Vertx.currentContext();
        Promise<T> answer = Promise.promise();
        context.runOnContext(go -> attempted(question).onComplete(done -> {
            asked.decrementAndGet();
            if (caller == null || caller == context) {
                answer.handle(done);
            } else {
                caller.runOnContext(back -> answer.handle(done));
            }
        }));
        return answer.future();
    }

    private static <T> Future<T> attempted(Supplier<Future<T>> question) {
        try {
            return question.get();
        } catch (RuntimeException broken) {
            return Future.failedFuture(broken);
        }
    }

    /** On the link's event loop: asks the server, if there is one. */
    <T> Future<T> withWire(Function<Wire, Future<T>> question) {
        Wire now = wire;
        if (!up || now == null) {
            return Future.failedFuture(new Unavailable("not connected"));
        }
        return question.apply(now).onFailure(failed -> {
            if (failed instanceof ErrorType error && USELESS.stream().anyMatch(error::is)) {
                lost(now, reason(failed));
            }
        });
    }

    /** On the link's event loop: ends the connection; another is made at once. */
    void drop(String why) {
        pause = FIRST_PAUSE_MILLIS;
        if (wire != null) {
            lost(wire, why);
        }
    }

    private void connect() {
        if (closed) {
            return;
        }
        Wire opening;
        try {
            opening = new Wire(vertx, config);
        } catch (RuntimeException unusable) {
            down(unusable.getMessage());
            return;
        }
        wire = opening;
        vertx.setTimer(Wire.CONNECT_WITHIN.toMillis(), late -> {
            if (wire == opening && !up) {
                lost(opening, "it does not answer");
            }
        });
        opening.open(why -> lost(opening, why)).compose(open -> greeting.apply(opening)).onComplete(done -> {
            if (wire != opening) {
                opening.close("too late");
            } else if (done.succeeded()) {
                established();
            } else {
                lost(opening, reason(done.cause()));
            }
        });
    }

    /** What a server says may hold what it was sent; the first word of it says enough. */
    private static String reason(Throwable failed) {
        return failed instanceof ErrorType error ? error.getMessage().split(" ", 2)[0] : failed.getClass().getSimpleName();
    }

    private void established() {
        up = true;
        pause = FIRST_PAUSE_MILLIS;
        LOG.infof("event=shared-state-available address=%s", config.address());
        told = false;
    }

    private void lost(Wire which, String why) {
        if (which != wire) {
            return;
        }
        wire = null;
        down(why); // first: who is told that a question failed may ask whether the server is there
        which.close(why);
    }

    private void down(String why) {
        if (closed) {
            return;
        }
        lost += up ? 1 : 0;
        up = false;
        if (!told) {
            told = true;
            LOG.warnf("event=shared-state-unavailable address=%s cause=\"%s\" effect=\"limits fall to a local share, sessions to what was seen last\"",
                    config.address(), why);
        }
        long wait = pause / 2 + ThreadLocalRandom.current().nextLong(pause / 2 + 1);
        pause = Math.min(LONGEST_PAUSE_MILLIS, pause * 2);
        vertx.setTimer(wait, again -> connect());
    }

    private void tick() {
        if (closed) {
            return;
        }
        Wire now = wire;
        if (now != null && up && now.tick(PATIENCE)) {
            lost(now, "it does not answer in time");
        }
        vertx.setTimer(Math.max(1, config.timeout().toMillis() / PATIENCE), next -> tick());
    }

    /** On the link's event loop, and never refused: what must happen, such as giving something back. */
    void run(Runnable step) {
        context.runOnContext(go -> step.run());
    }

    @Override
    public void close() {
        context.runOnContext(go -> {
            closed = true;
            up = false;
            Wire last = wire;
            wire = null;
            if (last != null) {
                last.close("closed");
            }
        });
    }
}
