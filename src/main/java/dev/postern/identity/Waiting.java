package dev.postern.identity;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** Waits for work that is shared between event loops. */
final class Waiting {

    private Waiting() {}

    /**
     * The outcome of {@code shared}, on the caller's own context and no later than {@code most}; then a {@link TimeoutException}, while the work
     * itself goes on.
     */
    static <T> Future<T> on(Vertx vertx, Future<T> shared, Duration most) {
        if (shared.succeeded()) {
            return shared;
        }
        Context context = vertx.getOrCreateContext();
        Promise<T> outcome = Promise.promise();
        long timer = vertx.setTimer(most.toMillis(), late -> outcome.tryFail(new TimeoutException("waited " + most)));
        shared.onComplete(done -> context.runOnContext(back -> {
            vertx.cancelTimer(timer);
            if (done.succeeded()) {
                outcome.tryComplete(done.result());
            } else {
                outcome.tryFail(done.cause());
            }
        }));
        return outcome.future();
    }
}
