package dev.postern.audit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;

/**
 * The thread that writes a trail: it takes what waits in batches, chains it, writes it and forces it to disk at intervals. A batch that cannot be written is kept and tried
 * again, so the chain goes on without a gap; meanwhile the trail counts as failing. It is never interrupted: that would close the file.
 */
final class TrailWriter implements Runnable {

    private static final Logger LOG = Logger.getLogger(TrailWriter.class);
    private static final Duration RETRY = Duration.ofMillis(250);
    /** Let more come before a batch is closed: a thread that is woken for each event costs more than all the writing. */
    private static final Duration GATHER = Duration.ofMillis(2);
    private static final int BATCH_BYTES = 1 << 20;

    private final TrailSink sink;
    private final ChainWriter chain;
    private final TrailSettings settings;
    private final BlockingQueue<Optional<Entry>> queue;
    private final ConcurrentLinkedQueue<Waiter> waiters = new ConcurrentLinkedQueue<>();
    private final AtomicLong undeclared = new AtomicLong();
    private final AtomicLong written = new AtomicLong();
    private final AtomicLong givenUp = new AtomicLong();
    private final ByteArrayOutputStream batch = new ByteArrayOutputStream();
    private final FileTrail.Beginning beginning;
    private long batchLines;
    private long batchEvents;
    private long forceDueNanos;
    private boolean unforced;
    private volatile boolean failing = true;
    private boolean reported;
    private volatile long taken;
    private volatile boolean closing;
    private volatile boolean done;
    private volatile Link head;
    private volatile Thread self;

    /** Somebody who waits until so many of what was queued is on disk. */
    private record Waiter(long items, CompletableFuture<Void> done) {}

    TrailWriter(TrailSink sink, FileTrail.Beginning beginning, TrailSettings settings, BlockingQueue<Optional<Entry>> queue) {
        this.sink = sink;
        this.beginning = beginning;
        this.settings = settings;
        this.queue = queue;
        this.chain = new ChainWriter(beginning.link(), settings);
        this.head = beginning.link();
    }

    @Override
    public void run() {
        self = Thread.currentThread();
        try {
            add(beginning.first());
            while (!attempt() || !finished()) {
                if (failing && closing) {
                    break;
                }
                next();
            }
            end();
        } catch (RuntimeException | Error broken) {
            LOG.errorf(broken, "audit.stopped");
            failing = true;
        } finally {
            failing = true;
            done = true;
            giveUp();
            sink.close();
        }
    }

    void lost() {
        undeclared.incrementAndGet();
    }

    void close() {
        closing = true;
        wake();
    }

    boolean failing() {
        return failing;
    }

    long written() {
        return written.get();
    }

    long givenUp() {
        return givenUp.get();
    }

    Link head() {
        return head;
    }

    boolean done() {
        return done;
    }

    /** The size is read before the count, so that what moves between the two is waited for once too often and never once too little. */
    CompletionStage<Void> flushed() {
        CompletableFuture<Void> future = new CompletableFuture<>();
        long waiting = queue.size();
        waiters.add(new Waiter(waiting + taken, future));
        wake();
        if (done) {
            giveUpWaiters();
        }
        return future;
    }

    /** When there is no place for the call to wake up, the thread is awake or waits to try again. */
    private void wake() {
        queue.offer(Optional.empty());
        Thread thread = self;
        if (thread != null && closing) {
            LockSupport.unpark(thread);
        }
    }

    private boolean finished() {
        return closing && queue.isEmpty();
    }

    /** Gathers the next batch, or waits a while before the last one is tried again. */
    private void next() {
        if (batchLines > 0) {
            LockSupport.parkNanos(this, RETRY.toNanos());
            return;
        }
        try {
            Optional<Entry> first = poll();
            if (first != null && first.isPresent() && !closing && waiters.isEmpty()) {
                LockSupport.parkNanos(this, GATHER.toNanos());
            }
            while (first != null) {
                taken++;
                first.ifPresent(this::add);
                first = batch.size() < BATCH_BYTES ? queue.poll() : null;
            }
        } catch (InterruptedException spurious) {
            Thread.interrupted();
        }
    }

    private Optional<Entry> poll() throws InterruptedException {
        return unforced ? queue.poll(Math.max(0, forceDueNanos - System.nanoTime()), TimeUnit.NANOSECONDS) : queue.take();
    }

    private void add(Entry entry) {
        chain.append(entry, undeclared.getAndSet(0), batch);
        batchLines++;
        batchEvents += entry.exchanges();
    }

    /** Whether everything gathered has been written, and forced when that was due. */
    private boolean attempt() {
        try {
            write();
            force();
            recovered();
            serve();
            return true;
        } catch (IOException refused) {
            if (!reported) {
                reported = true;
                LOG.errorf("audit.failing waiting=%d failure=%s", queue.size(), refused.getMessage());
            }
            failing = true;
            return false;
        }
    }

    private void write() throws IOException {
        if (batchLines == 0) {
            return;
        }
        sink.write(batch.toByteArray(), chain.head().seq() - batchLines + 1);
        written.addAndGet(batchLines);
        batch.reset();
        batchLines = 0;
        batchEvents = 0;
        if (!unforced) {
            unforced = true;
            forceDueNanos = System.nanoTime() + settings.forceEvery().toNanos();
        }
    }

    private void force() throws IOException {
        boolean due = closing || !waiters.isEmpty() || failing || System.nanoTime() - forceDueNanos >= 0;
        if (unforced && due) {
            sink.force(chain.head());
            head = chain.head();
            unforced = false;
        }
    }

    private void recovered() {
        if (failing) {
            failing = false;
            reported = false;
            LOG.infof("audit.writing seq=%d", head.seq());
        }
    }

    private void serve() {
        if (!unforced) {
            waiters.removeIf(this::served);
        }
    }

    private boolean served(Waiter waiter) {
        return (waiter.items() <= taken || queue.isEmpty()) && waiter.done().complete(null);
    }

    private void end() {
        if (!failing) {
            add(new Entry.Closed());
            attempt();
        }
    }

    /** What was never written is lost, and whoever waits for it is told. */
    private void giveUp() {
        long waiting = queue.stream().flatMap(Optional::stream).mapToLong(Entry::exchanges).sum();
        givenUp.addAndGet(batchEvents + waiting);
        queue.clear();
        giveUpWaiters();
    }

    private void giveUpWaiters() {
        waiters.removeIf(waiter -> waiter.done().completeExceptionally(new AuditException("the audit trail is closed")));
    }
}
