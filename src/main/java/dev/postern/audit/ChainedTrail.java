package dev.postern.audit;

import dev.postern.config.AuditConfig.OnFull;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A trail whose lines are chained, written by one thread of its own from a bounded queue.
 *
 * <p>With {@link OnFull#REFUSE}, requests stop being accepted when {@code queue} events wait or the last write failed; as many places again are kept for exchanges that were
 * open by then. With {@link OnFull#COUNT}, requests pass. Under either rule an event that finds no place is lost, is counted, and the next line written says how
 * many were.
 */
public final class ChainedTrail implements AuditTrail {

    private static final long CLOSE_WITHIN_MILLIS = 10_000;

    private final TrailSettings settings;
    private final BlockingQueue<Optional<AuditEvent>> queue;
    private final TrailWriter writer;
    private final Thread thread;
    private final AtomicLong lost = new AtomicLong();
    private volatile boolean closed;

    private ChainedTrail(TrailSink sink, FileTrail.Beginning beginning, TrailSettings settings) {
        this.settings = settings;
        int places = settings.onFull() == OnFull.REFUSE ? settings.queue() * 2 : settings.queue();
        this.queue = new ArrayBlockingQueue<>(places);
        this.writer = new TrailWriter(sink, beginning, settings, queue);
        this.thread = Thread.ofPlatform().daemon().name("postern-audit").unstarted(writer);
    }

    static ChainedTrail start(TrailSink sink, FileTrail.Beginning beginning, TrailSettings settings) {
        ChainedTrail trail = new ChainedTrail(sink, beginning, settings);
        trail.thread.start();
        return trail;
    }

    @Override
    public boolean record(AuditEvent event) {
        if (taken(Optional.of(event))) {
            return true;
        }
        lost.incrementAndGet();
        writer.lost();
        return false;
    }

    /** What came when the writer had just gone is taken back, so that it is counted once. */
    private boolean taken(Optional<AuditEvent> item) {
        return !closed && !writer.done() && queue.offer(item) && !(writer.done() && queue.remove(item));
    }

    @Override
    public boolean accepting() {
        return !closed && switch (settings.onFull()) {
            case REFUSE -> !writer.failing() && queue.size() < settings.queue();
            case COUNT -> true;
        };
    }

    @Override
    public CompletionStage<Void> flushed() {
        return writer.flushed();
    }

    /** Writes what waits and a closing line, or gives up when the disk does not take it. Blocks for up to ten seconds: not for an event loop. */
    @Override
    public void close() {
        closed = true;
        writer.close();
        try {
            thread.join(CLOSE_WITHIN_MILLIS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /** Events that wait to be written. */
    public int queued() {
        return queue.size();
    }

    /** Events lost since the start. */
    public long lost() {
        return lost.get() + writer.givenUp();
    }

    /** Lines handed to the operating system since the start, those about the trail itself included. */
    public long written() {
        return writer.written();
    }

    /** Whether the last write failed, or the first has not succeeded yet. */
    public boolean failing() {
        return writer.failing();
    }

    /** The last line on disk: keep it elsewhere and give it to the verifier to notice what a changed anchor would hide. */
    public Link head() {
        return writer.head();
    }
}
