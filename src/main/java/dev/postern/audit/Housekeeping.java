package dev.postern.audit;

import dev.postern.config.AuditConfig.RotateConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.zip.GZIPOutputStream;
import org.jboss.logging.Logger;

/**
 * Compresses full files and removes the oldest, on a thread of its own: the one that writes never waits for it. Nothing is removed before the trail has said on disk that it
 * will be, nor while a collector that must have everything does not have it.
 */
final class Housekeeping implements Runnable {

    private static final Logger LOG = Logger.getLogger(Housekeeping.class);
    private static final long AGAIN_SECONDS = 10;

    private final Segments segments;
    private final RotateConfig rotate;
    private final Outlook outlook;
    private final Semaphore due = new Semaphore(1);
    private volatile boolean closing;

    /**
     * @param declare   has the trail say something on disk; false when it has to be said again
     * @param mayRemove lines up to this number may be removed
     */
    record Outlook(Predicate<Entry> declare, LongSupplier mayRemove) {}

    Housekeeping(Segments segments, RotateConfig rotate, Outlook outlook) {
        this.segments = segments;
        this.rotate = rotate;
        this.outlook = outlook;
    }

    /** A file is full. Any thread. */
    void rotated() {
        due.release();
    }

    void close() {
        closing = true;
        due.release();
    }

    @Override
    public void run() {
        while (!closing) {
            try {
                if (due.tryAcquire(AGAIN_SECONDS, TimeUnit.SECONDS)) {
                    due.drainPermits();
                }
                round();
            } catch (IOException failed) {
                LOG.errorf("audit.housekeeping-failed failure=%s", failed);
            } catch (InterruptedException stop) {
                return;
            }
        }
    }

    private void round() throws IOException, InterruptedException {
        if (rotate.gzip()) {
            for (Segments.Full full : segments.full()) {
                if (!full.compressed() && !closing) {
                    compress(full.file());
                }
            }
        }
        prune();
    }

    /** The copy is whole and on disk before it gets its name, and has its name before the original goes. */
    private static void compress(Path file) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try (InputStream in = Files.newInputStream(file); FileChannel out = FileChannel.open(part, FileTrail.READ_WRITE, FileTrail.OWNER_ONLY)) {
            out.truncate(0);
            OutputStream gzip = new GZIPOutputStream(Channels.newOutputStream(out), 65_536);
            in.transferTo(gzip);
            gzip.flush();
            ((GZIPOutputStream) gzip).finish();
            out.force(true);
        }
        Files.move(part, file.resolveSibling(file.getFileName() + ".gz"), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Files.delete(file);
    }

    private void prune() throws IOException, InterruptedException {
        List<Segments.Full> full = segments.full();
        int surplus = surplus(full);
        while (surplus > 0 && !removable(full, surplus)) {
            surplus--;
        }
        if (surplus > 0 && declared(full, surplus)) {
            for (Segments.Full old : full.subList(0, surplus)) {
                Files.deleteIfExists(old.file());
                LOG.infof("audit.removed file=%s", old.file().getFileName());
            }
        }
    }

    /** How many of the oldest are too many. */
    private int surplus(List<Segments.Full> full) throws IOException {
        int surplus = rotate.keepFiles() > 0 ? Math.max(0, full.size() - rotate.keepFiles()) : 0;
        if (rotate.keepBytes() > 0) {
            long bytes = Files.exists(segments.active()) ? Files.size(segments.active()) : 0;
            for (int i = full.size() - 1; i >= surplus; i--) {
                bytes += Files.size(full.get(i).file());
                if (bytes > rotate.keepBytes()) {
                    return i + 1;
                }
            }
        }
        return surplus;
    }

    private boolean removable(List<Segments.Full> full, int surplus) throws IOException {
        Optional<LineFacts> after = firstAfter(full, surplus);
        return after.isPresent() && after.get().seq() - 1 <= outlook.mayRemove().getAsLong();
    }

    private Optional<LineFacts> firstAfter(List<Segments.Full> full, int surplus) throws IOException {
        return Segments.first(surplus < full.size() ? full.get(surplus).file() : segments.active());
    }

    /** Whether the trail says on disk that the files go. */
    private boolean declared(List<Segments.Full> full, int surplus) throws IOException, InterruptedException {
        LineFacts after = firstAfter(full, surplus).orElseThrow(() -> new IOException("a file without lines"));
        if (!outlook.declare().test(new Entry.Pruned(new Link(after.seq() - 1, after.prev())))) {
            due.release();
            return false;
        }
        return true;
    }
}
