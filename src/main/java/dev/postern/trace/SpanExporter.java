package dev.postern.trace;

import dev.postern.collector.ContentRefusedException;
import dev.postern.collector.OtlpEndpoint;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Sends spans to a collector, in batches, on a thread of its own. Whoever offers one never waits: a span that finds the queue full is dropped and counted, and so is a batch that the
 * collector has not taken after some tries. Unlike the record, a trace may be lost. One that another configuration has taken the place of goes on for the exchanges that began with
 * it, for a time.
 */
final class SpanExporter implements Runnable {

    static final int BATCH = 512;
    private static final Duration LINGER = Duration.ofSeconds(1);
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration LAST_WORDS = Duration.ofSeconds(5);
    private static final List<Duration> PAUSES = List.of(Duration.ofMillis(250), Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(10));
    private static final Logger LOG = Logger.getLogger(SpanExporter.class);

    private final OtlpEndpoint endpoint;
    private final String version;
    private final SpanCounts counts;
    private final BlockingQueue<Span> queue;
    private final AtomicInteger open = new AtomicInteger();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private volatile Optional<Leaving> leaving = Optional.empty();
    private volatile long closeBy;

    /** Moments of {@link System#nanoTime}: not before the first, for who is still on the way in, and not after the second. */
    private record Leaving(long from, long until) {

        boolean isOver(int open) {
            long now = System.nanoTime();
            return now - until > 0 || open == 0 && now - from > 0;
        }
    }

    SpanExporter(OtlpEndpoint endpoint, int queue, String version, SpanCounts counts) {
        this.endpoint = endpoint;
        this.version = version;
        this.counts = counts;
        this.queue = new ArrayBlockingQueue<>(queue);
        this.thread = Thread.ofPlatform().daemon().name("postern-traces").start(this);
    }

    /** An exchange begins whose spans will be offered until it has {@link #ended}. */
    void begun() {
        open.incrementAndGet();
    }

    void ended() {
        open.decrementAndGet();
    }

    void offer(Span span) {
        if (isClosing() || !queue.offer(span)) {
            counts.dropped(1);
        }
    }

    @Override
    public void run() {
        List<Span> batch = new ArrayList<>(BATCH);
        try {
            while (!isClosing() || !queue.isEmpty() && !isOver()) {
                if (leaving.filter(terms -> terms.isOver(open.get())).isPresent()) {
                    close();
                }
                gather(batch);
                if (!batch.isEmpty()) {
                    send(batch);
                    batch.clear();
                }
            }
        } catch (InterruptedException stop) {
            counts.dropped(batch.size());
        } finally {
            counts.dropped(queue.size());
            endpoint.close();
        }
    }

    /** Waits a moment for more after the first. */
    private void gather(List<Span> batch) throws InterruptedException {
        long until = System.nanoTime() + LINGER.toNanos();
        while (batch.size() < BATCH && (isClosing() ? !queue.isEmpty() : System.nanoTime() < until)) {
            Span next = queue.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
            if (next != null) {
                batch.add(next);
                queue.drainTo(batch, BATCH - batch.size());
            }
        }
    }

    private void send(List<Span> batch) throws InterruptedException {
        byte[] body = body(batch);
        if (body.length > 0 && !delivered(body, batch.size())) {
            counts.dropped(batch.size());
        }
    }

    private boolean delivered(byte[] body, int spans) throws InterruptedException {
        for (Duration pause : PAUSES) {
            if (tried(body, spans)) {
                return true;
            }
            if (closing.await(pause.toMillis(), TimeUnit.MILLISECONDS) && isOver()) {
                return false;
            }
        }
        return tried(body, spans);
    }

    private byte[] body(List<Span> batch) {
        try {
            return SpanJson.request(batch, version);
        } catch (IOException | RuntimeException unwritable) {
            LOG.errorf(unwritable, "event=traces-unwritable spans=%d", batch.size());
            counts.dropped(batch.size());
            return new byte[0];
        }
    }

    /** @return whether there is nothing more to be tried */
    private boolean tried(byte[] body, int spans) {
        try {
            endpoint.post(body);
            counts.sent(spans);
            well();
            return true;
        } catch (ContentRefusedException refused) {
            long lost = Math.min(refused.rejected().orElse(spans), spans);
            counts.dropped(lost);
            counts.sent(spans - lost);
            ill(refused);
            return true;
        } catch (IOException unreachable) {
            ill(unreachable);
            endpoint.close(); // certificates are read anew at the next try
            return false;
        }
    }

    private void ill(IOException why) {
        if (!counts.failing()) {
            LOG.warnf("event=traces-failing cause=\"%s\"", why.getMessage());
        }
        counts.failing(true);
    }

    private void well() {
        if (counts.failing()) {
            LOG.info("event=traces-sent-again");
        }
        counts.failing(false);
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    private boolean isOver() {
        return isClosing() && System.nanoTime() - closeBy > 0;
    }

    /** Closes once what is open has ended: not before {@code atLeast}, and not after {@code atMost}. Does not block. */
    void leave(Duration atLeast, Duration atMost) {
        long now = System.nanoTime();
        leaving = Optional.of(new Leaving(now + atLeast.toNanos(), now + atMost.toNanos()));
    }

    boolean isGone() {
        return !thread.isAlive();
    }

    /** Takes no more; what waits is still sent, for a few seconds. Does not block. */
    void close() {
        if (!isClosing()) {
            closeBy = System.nanoTime() + LAST_WORDS.toNanos();
            closing.countDown();
        }
    }

    /** Closes, and waits until those few seconds are over. */
    void closeAndWait() {
        close();
        try {
            if (!thread.join(Duration.ofNanos(Math.max(0, closeBy - System.nanoTime())))) {
                thread.interrupt();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
