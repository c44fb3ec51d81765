package dev.postern.inspect;

import dev.postern.exchange.Reason;
import dev.postern.exchange.RefusedException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Threads for what would hold an event loop too long. As many as processors; {@value #WAITING} messages may wait, further ones are refused. */
public final class Workers {

    /** Octets that are inspected on the event loop itself: under a millisecond, with the Core Rule Set too. */
    public static final int ON_LOOP_BYTES = 4096;

    /** Work that is never done on the event loop, whatever its length: what grows when it is read. */
    public static final long MUCH = Long.MAX_VALUE;

    private static final int WAITING = 1024;

    private final ThreadPoolExecutor threads;

    /** @param name of the threads */
    public Workers(String name) {
        int processors = Runtime.getRuntime().availableProcessors();
        threads = new ThreadPoolExecutor(processors, processors, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING),
                Thread.ofPlatform().daemon().name("postern-" + name + "-", 0).factory());
        threads.allowCoreThreadTimeOut(true);
    }

    /** Small work is done at once, on the caller's thread. */
    public <T> Future<T> run(long bytes, Supplier<T> work) {
        if (bytes <= ON_LOOP_BYTES) {
            return Future.succeededFuture(work.get());
        }
        Promise<T> done = Promise.promise();
        try {
            threads.execute(() -> {
                try {
                    done.complete(work.get());
                } catch (Throwable broken) {
                    done.fail(broken);
                }
            });
        } catch (RejectedExecutionException full) {
            return Future.failedFuture(new RefusedException(Reason.OVERLOADED, "the queue of inspections is full"));
        }
        return done.future();
    }
}
