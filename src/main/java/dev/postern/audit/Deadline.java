package dev.postern.audit;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A bound for calls that block and take none, such as a write to a socket whose peer does not read. */
final class Deadline {

    private Deadline() {}

    interface Step {

        void run() throws IOException;
    }

    /** @param abort closed when the step is not done in time, which ends it with a failure of its own */
    static void within(Duration limit, Closeable abort, Step step) throws IOException {
        FutureTask<Boolean> task = new FutureTask<>(() -> {
            step.run();
            return true;
        });
        Thread.ofVirtual().name("postern-audit-step").start(task);
        try {
            task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof IOException known ? known : new IOException(failed.getCause());
        } catch (TimeoutException late) {
            abort.close();
            throw new IOException("not done within " + limit.toSeconds() + " s", late);
        } catch (InterruptedException stop) {
            abort.close();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stop);
        }
    }
}
