package dev.postern.audit;

import dev.postern.config.AuditConfig.OnFull;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Sends what the file holds to one collector, on a thread of its own, and keeps beside the file, in {@code audit.jsonl.NAME.cursor}, how far the collector has it: after a
 * restart it goes on there. A line may arrive twice, its number and hash are the same then; it is passed over only by the rule {@link OnFull#COUNT}, and the trail says so.
 */
final class Forwarder implements Runnable, AuditTrail.CollectorHealth {

    private static final Logger LOG = Logger.getLogger(Forwarder.class);
    private static final Duration IDLE = Duration.ofMillis(100);
    private static final Duration LEAST_PAUSE = Duration.ofMillis(250);
    private static final Duration MOST_PAUSE = Duration.ofSeconds(15);
    private static final int BATCH_LINES = 512;
    private static final int BATCH_BYTES = 1 << 20;

    private final Order order;
    private final Supplier<Link> head;
    private final Predicate<Entry> declare;
    private final TrailReader reader;
    private final FileChannel cursor;
    private final AtomicLong skipped = new AtomicLong();
    private volatile long taken;
    private volatile boolean failing;
    private volatile boolean closing;
    private volatile Thread self;
    private Duration pause = LEAST_PAUSE;
    private int batchLines = BATCH_LINES;

    /**
     * @param name      of the collector
     * @param collector the way to it
     * @param onFull    what happens when more than {@code backlog} lines wait
     * @param segments  the files
     */
    record Order(String name, Collector collector, OnFull onFull, long backlog, Segments segments) {

        Path cursor() {
            return segments.active().resolveSibling(segments.active().getFileName() + "." + name + ".cursor");
        }
    }

    /**
     * @param head the last line on disk
     * @param declare has the trail say something on disk; false when it has to be said again
     */
    Forwarder(Order order, Supplier<Link> head, Predicate<Entry> declare) throws IOException {
        this.order = order;
        this.head = head;
        this.declare = declare;
        this.reader = new TrailReader(order.segments());
        this.taken = Anchor.in(order.cursor()).link().map(Link::seq).orElse(0L);
        this.cursor = FileChannel.open(order.cursor(), FileTrail.READ_WRITE, FileTrail.OWNER_ONLY);
        if (taken > head.get().seq()) {
            LOG.errorf("audit.cursor-beyond-trail sink=%s cursor=%d trail=%d: everything there is will be sent", order.name(), taken, head.get().seq());
            taken = 0;
        }
        reader.after(taken);
    }

    /** False by the rule {@link OnFull#REFUSE} alone. */
    boolean accepting() {
        return order.onFull() == OnFull.COUNT || waiting() <= order.backlog();
    }

    /** Lines that must not be removed yet: those after it. */
    Optional<Long> keeps() {
        return order.onFull() == OnFull.REFUSE ? Optional.of(taken) : Optional.empty();
    }

    @Override
    public String name() {
        return order.name();
    }

    @Override
    public long waiting() {
        return Math.max(0, head.get().seq() - taken);
    }

    @Override
    public long skipped() {
        return skipped.get();
    }

    @Override
    public boolean failing() {
        return failing;
    }

    long taken() {
        return taken;
    }

    /** To send what there is and end. */
    void close() {
        closing = true;
        LockSupport.unpark(self);
    }

    @Override
    public void run() {
        self = Thread.currentThread();
        try {
            while (!closing || waiting() > 0 && !failing) {
                turn();
            }
        } catch (RuntimeException | Error broken) {
            LOG.errorf(broken, "audit.forwarder-stopped sink=%s", order.name());
            failing = true;
        } finally {
            order.collector().reset();
            reader.close();
            closeCursor();
        }
    }

    private void turn() {
        try {
            skip();
            List<Line> batch = batch();
            if (!batch.isEmpty()) {
                order.collector().send(batch);
            } else {
                order.collector().settle(closing ? Collector.Ask.NOW : Collector.Ask.WHEN_DUE);
            }
            advance();
            recovered();
            if (batch.isEmpty() && !closing) {
                LockSupport.parkNanos(this, IDLE.toNanos());
            }
        } catch (IOException failed) {
            failed(failed);
        }
    }

    private List<Line> batch() throws IOException {
        List<Line> batch = new ArrayList<>();
        long last = head.get().seq();
        if (reader.next() > last) {
            return batch;
        }
        long first = reader.firstAvailable();
        if (first > reader.next()) {
            passOver(first - 1);
            return batch;
        }
        int bytes = 0;
        while (reader.next() <= last && batch.size() < batchLines && bytes < BATCH_BYTES) {
            Line line = reader.read();
            batch.add(line);
            bytes += line.octets().length;
        }
        return batch;
    }

    /** Half of what may wait goes at once, so that a collector that is away for long does not fill the trail with notes about it. */
    private void skip() throws IOException {
        if (order.onFull() == OnFull.COUNT && waiting() > order.backlog()) {
            passOver(head.get().seq() - order.backlog() / 2 - 1);
        }
    }

    private void passOver(long through) throws IOException {
        if (!declare.test(new Entry.Skipped(order.name(), taken + 1, through))) {
            throw new IOException("the trail cannot say now what is passed over");
        }
        LOG.errorf("audit.skipped sink=%s from=%d through=%d", order.name(), taken + 1, through);
        skipped.addAndGet(through - taken);
        order.collector().reset();
        reader.after(through);
        write(new Link(through, Link.GENESIS.hash()));
    }

    private void advance() throws IOException {
        long now = order.collector().taken();
        if (now > taken) {
            write(new Link(now, Link.GENESIS.hash()));
        }
    }

    private void write(Link reached) throws IOException {
        Anchor.write(cursor, reached);
        taken = reached.seq();
    }

    private void recovered() {
        pause = LEAST_PAUSE;
        batchLines = Math.min(BATCH_LINES, batchLines * 2);
        if (failing) {
            failing = false;
            LOG.infof("audit.collector-reached sink=%s waiting=%d", order.name(), waiting());
        }
    }

    private void failed(IOException cause) {
        if (!failing) {
            failing = true;
            LOG.errorf("audit.collector-failing sink=%s waiting=%d failure=%s", order.name(), waiting(), cause);
        }
        boolean again = order.collector().refusesContent() && narrow();
        order.collector().reset();
        reader.after(taken);
        if (!closing && !again) {
            LockSupport.parkNanos(this, pause.toNanos());
        }
        pause = pause.multipliedBy(2).compareTo(MOST_PAUSE) > 0 ? MOST_PAUSE : pause.multipliedBy(2);
    }

    /** Finds the one line that is refused by halves; by the rule to count, it is passed over. Whether to try the rest at once. */
    private boolean narrow() {
        if (batchLines > 1) {
            batchLines = batchLines / 2;
            return true;
        }
        if (order.onFull() == OnFull.REFUSE) {
            return false;
        }
        try {
            passOver(taken + 1);
            return true;
        } catch (IOException later) {
            LOG.debugf("audit.skip-delayed sink=%s", order.name());
            return false;
        }
    }

    private void closeCursor() {
        try {
            cursor.close();
        } catch (IOException _) {
            // It was written with each step.
        }
    }
}
