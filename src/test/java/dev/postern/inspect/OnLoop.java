package dev.postern.inspect;

import io.vertx.core.Vertx;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Runs parts of a test on one event loop and waits for them. */
final class OnLoop implements AutoCloseable {

    final Vertx vertx = Vertx.vertx();
    private final io.vertx.core.Context context = vertx.getOrCreateContext();

    <T> T call(Callable<T> part) {
        CompletableFuture<T> done = new CompletableFuture<>();
        context.runOnContext(here -> {
            try {
                done.complete(part.call());
            } catch (Throwable failed) {
                done.completeExceptionally(failed);
            }
        });
        return wait(done);
    }

    void run(Runnable part) {
        call(() -> {
            part.run();
            return null;
        });
    }

    static <T> T wait(CompletableFuture<T> future) {
        try {
            return future.get(10, TimeUnit.SECONDS);
        } catch (Exception failed) {
            throw new AssertionError(failed.getMessage(), failed.getCause() == null ? failed : failed.getCause());
        }
    }

    @Override
    public void close() {
        wait(vertx.close().toCompletionStage().toCompletableFuture());
    }
}
