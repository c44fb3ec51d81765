package dev.postern.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** An answer that does not end, being read. */
final class Listening {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final AtomicLong heard = new AtomicLong();
    private final CountDownLatch over = new CountDownLatch(1);

    Listening(InputStream answer) {
        Thread.ofVirtual().start(() -> read(answer));
    }

    private void read(InputStream answer) {
        byte[] piece = new byte[4_096];
        try (answer) {
            for (int read = answer.read(piece); read >= 0; read = answer.read(piece)) {
                heard.addAndGet(read);
            }
        } catch (IOException cut) {
            // Over, as ended() tells.
        }
        over.countDown();
    }

    /** Fails unless data comes from now on. */
    void flowing() throws InterruptedException {
        long before = heard.get();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (heard.get() == before) {
            if (over.getCount() == 0 || System.nanoTime() > deadline) {
                throw new AssertionError("no data comes, and it is " + (over.getCount() == 0 ? "over" : "open"));
            }
            Thread.sleep(20);
        }
    }

    /** Fails unless it is over by then. */
    void ended(Duration within) throws InterruptedException {
        if (!over.await(within.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("not over after " + within);
        }
    }
}
