package dev.postern.identity;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.postern.exchange.Denial;
import dev.postern.exchange.RefusedException;
import io.vertx.core.Future;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** Waits for futures in tests. */
final class Await {

    private Await() {}

    static <T> T result(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
    }

    static Denial refusal(Future<?> future) {
        Throwable failure = null;
        try {
            result(future);
        } catch (CompletionException failed) {
            failure = failed.getCause();
        }
        assertNotNull(failure, "it was not refused");
        return assertInstanceOf(RefusedException.class, failure).denial();
    }
}
