package dev.postern.audit;

import dev.postern.config.AuditConfig.RotateConfig;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
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
    private static final int BLOCK = 65_536;

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
                    pack(full.file());
                }
            }
        }
        prune();
    }

    /** One file that cannot be compressed keeps no other from it, nor from being removed. */
    private void pack(Path file) {
        try {
            compress(file);
        } catch (IOException failed) {
            LOG.errorf("audit.housekeeping-failed file=%s failure=%s", file.getFileName(), failed);
        }
    }

    /** The copy is whole and on disk before it gets its name, and has its name, on disk, before the original goes. One that is there already was not followed by that. */
    private void compress(Path file) throws IOException {
        Path copy = Segments.compressed(file);
        if (Files.notExists(copy, LinkOption.NOFOLLOW_LINKS)) {
            Files.move(copied(file), copy, StandardCopyOption.ATOMIC_MOVE);
        } else if (!sameLines(file, copy)) {
            throw new IOException("it stands beside " + copy.getFileName() + ", which holds something else: neither is touched");
        }
        segments.forceDirectory();
        Files.delete(file);
    }

    private static Path copied(Path file) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try (InputStream in = Files.newInputStream(file); FileChannel out = FileChannel.open(part, FileTrail.READ_WRITE, FileTrail.OWNER_ONLY)) {
            out.truncate(0);
            GZIPOutputStream gzip = new GZIPOutputStream(Channels.newOutputStream(out), BLOCK);
            in.transferTo(gzip);
            gzip.finish();
            out.force(true);
            return part;
        } catch (IOException failed) {
            Files.deleteIfExists(part); // a full disk needs its place
            throw failed;
        }
    }

    private static boolean sameLines(Path file, Path copy) throws IOException {
        try (InputStream one = Segments.open(file); InputStream other = Segments.open(copy)) {
            byte[] block;
            do {
                block = one.readNBytes(BLOCK);
                if (!Arrays.equals(block, other.readNBytes(BLOCK))) {
                    return false;
                }
            } while (block.length > 0);
            return true;
        }
    }

    /** The oldest first, and each with a line of its own that says where the trail begins then: it may stop after any of them. */
    private void prune() throws IOException, InterruptedException {
        List<Segments.Full> full = segments.full();
        int surplus = surplus(full);
        int gone = 0;
        for (int upTo = 1; upTo <= surplus; upTo++) {
            if (removable(full, upTo)) {
                if (!declared(full, upTo)) {
                    return;
                }
                for (Segments.Full old : full.subList(gone, upTo)) {
                    Files.deleteIfExists(old.file());
                    LOG.infof("audit.removed file=%s", old.file().getFileName());
                }
                gone = upTo;
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
