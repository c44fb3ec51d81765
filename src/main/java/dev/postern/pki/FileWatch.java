package dev.postern.pki;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Notices that the content of any of a set of files has changed, and says so once all of them are readable and have kept still between two looks:
 * with the usual interval of half a second, within about one second of the last write.
 *
 * <p>It polls, since notifications neither cross network file systems nor follow Kubernetes' swapped symbolic links. It looks at real path, size,
 * times and inode; content is hashed only when one of those changed or the file is so young that they could hide a second write. A file that is
 * rewritten with the same content is no change. A file that was there and is missing or unreadable is waited for, {@value #PATIENCE} looks; after that the change is reported all the same, for
 * nobody may name the file any more. Of a directory the names in it are the content.
 *
 * <p>To lose no change between reading and watching, {@link #watch(Set) watch} the files, then read them; where only reading shows which they are,
 * say {@link #watch(Set, Instant) when that began}.
 *
 * <p>The listener runs on the watch's own daemon thread, or on that of a caller of {@link #poll}; what it throws is logged and changes nothing.
 */
public final class FileWatch implements AutoCloseable {

    public static final Duration INTERVAL = Duration.ofMillis(500);

    private static final Logger LOG = Logger.getLogger(FileWatch.class);
    private static final int PATIENCE = 20;

    private final Runnable changed;
    private final InstantSource clock;
    private final ScheduledExecutorService thread;
    private Map<Path, Optional<FileState>> reported = Map.of();
    private Map<Path, Optional<FileState>> seen = Map.of();
    private int unsettled;
    private int kept;

    /** @param changed called after a change; reads the files again */
    public FileWatch(Runnable changed, InstantSource clock) {
        this.changed = changed;
        this.clock = clock;
        this.thread = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("postern-file-watch").factory());
    }

    /** Watches exactly these files from now on; what was already watched keeps its state, so that no change is lost. */
    public void watch(Set<Path> files) {
        watch(files, Instant.MAX);
    }

    /** Likewise, and of those that were not watched before, what changed since they began to be read is a change. */
    public synchronized void watch(Set<Path> files, Instant read) {
        Map<Path, Optional<FileState>> next = new HashMap<>();
        for (Path file : files) {
            next.put(file, reported.containsKey(file) ? reported.get(file) : FileState.of(file, Optional.empty(), clock).filter(state -> !state.changedSince(read)));
        }
        reported = next;
        seen = next;
    }

    /** Polls every {@code interval} until closed. */
    public void start(Duration interval) {
        thread.scheduleWithFixedDelay(this::pollSafely, interval.toNanos(), interval.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Looks once; calls the listener and returns {@code true} when files have changed and settled since the last look. */
    public boolean poll() {
        if (!settledChange()) {
            return false;
        }
        changed.run();
        return true;
    }

    private synchronized boolean settledChange() {
        Map<Path, Optional<FileState>> now = new HashMap<>();
        seen.forEach((file, before) -> now.put(file, FileState.of(file, before, clock)));
        kept = now.equals(seen) ? kept + 1 : 0;
        seen = now;
        if (now.equals(reported)) {
            unsettled = 0;
            return false;
        }
        boolean missing = now.keySet().stream().anyMatch(file -> now.get(file).isEmpty() && reported.get(file).isPresent());
        if (kept == 0 || missing && kept < PATIENCE) {
            complainOnce(now);
            return false;
        }
        unsettled = 0;
        reported = now;
        return true;
    }

    private void complainOnce(Map<Path, Optional<FileState>> now) {
        if (++unsettled == PATIENCE) {
            LOG.warnf("event=reload-waiting reason=files-missing-or-changing files=%s",
                    now.entrySet().stream().filter(e -> e.getValue().isEmpty()).map(Map.Entry::getKey).toList());
        }
    }

    private void pollSafely() {
        try {
            poll();
        } catch (RuntimeException | Error failure) {
            // The thread must live: a revocation that is no longer noticed would be worse than a failed reload.
            LOG.errorf(failure, "event=reload-failed");
        }
    }

    /** Stops looking; a listener that runs is not interrupted. */
    @Override
    public void close() {
        thread.shutdown();
    }
}
