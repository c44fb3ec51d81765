package dev.postern.signin;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Leads from Mutiny, which the OpenID Connect client speaks, back to a Vert.x future on the context that asked. */
final class UniFutures {

    private UniFutures() {}

    /** Fails with {@link TimeoutException} when nothing has come of it in time; what {@code work} throws is a failure too. */
    static <T> Future<T> within(Duration time, Vertx vertx, Supplier<Uni<? extends T>> work) {
        Context context = vertx.getOrCreateContext();
        Promise<T> promise = Promise.promise();
        long timer = vertx.setTimer(time.toMillis(), late -> promise.tryFail(new TimeoutException("no answer in " + time)));
        Uni.createFrom().<T>deferred(work).subscribe().with(
                value -> context.runOnContext(done -> promise.tryComplete(value)),
                failure -> context.runOnContext(done -> promise.tryFail(failure)));
        return promise.future().onComplete(done -> vertx.cancelTimer(timer));
    }
}
