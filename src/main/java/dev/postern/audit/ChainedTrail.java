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
public final class ChainedTrail implements AuditTrail, AuditTrail.Health {

    private static final long CLOSE_WITHIN_MILLIS = 10_000;

    private final TrailSettings settings;
    private final BlockingQueue<Optional<Entry>> queue;
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
        if (taken(Optional.of(new Entry.Exchange(event)))) {
            return true;
        }
        lost.incrementAndGet();
        writer.lost();
        return false;
    }

    @Override
    public boolean record(Crowd crowd) {
        return note(new Entry.Counted(crowd));
    }

    /** Has the trail say something about itself. False when there is no place now: to be tried again. Any thread. */
    boolean note(Entry entry) {
        return taken(Optional.of(entry));
    }

    /** What came when the writer had just gone is taken back, so that it is counted once. */
    private boolean taken(Optional<Entry> item) {
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

    @Override
    public Health health() {
        return this;
    }

    @Override
    public int queued() {
        return queue.size();
    }

    @Override
    public long lost() {
        return lost.get() + writer.givenUp();
    }

    @Override
    public long written() {
        return writer.written();
    }

    @Override
    public boolean failing() {
        return writer.failing();
    }

    @Override
    public Link head() {
        return writer.head();
    }
}
