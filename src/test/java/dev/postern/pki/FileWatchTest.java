package dev.postern.pki;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileWatchTest {

    @TempDir
    Path directory;

    private final AtomicInteger changes = new AtomicInteger();
    private FileWatch watch;
    private Path cert;
    private Path key;

    @BeforeEach
    void watchTwoFiles() throws IOException {
        cert = Files.writeString(directory.resolve("cert"), "c1");
        key = Files.writeString(directory.resolve("key"), "k1");
        watch = new FileWatch(changes::incrementAndGet, Clock.systemUTC());
        watch.watch(Set.of(cert, key));
    }

    @AfterEach
    void close() {
        watch.close();
    }

    @Test
    void nothingIsReportedWithoutAChange() {
        assertFalse(watch.poll());
        assertFalse(watch.poll());
    }

    @Test
    void aChangeIsReportedOnceWhenItHasSettled() throws IOException {
        Files.writeString(cert, "c2");
        assertFalse(watch.poll(), "it could still be written to");
        assertTrue(watch.poll());
        assertFalse(watch.poll());
        assertEquals(1, changes.get());
    }

    @Test
    void aFileThatKeepsChangingIsWaitedFor() throws IOException {
        for (int i = 0; i < 5; i++) {
            Files.writeString(cert, "c" + "x".repeat(i));
            assertFalse(watch.poll());
        }
        assertTrue(watch.poll());
    }

    @Test
    void sameSizeAndSameTimeDoNotHideAChange() throws IOException {
        FileTime before = Files.getLastModifiedTime(cert);
        Files.writeString(cert, "c2");
        Files.setLastModifiedTime(cert, before);
        watch.poll();
        assertTrue(watch.poll());
    }

    /** Neither size, time of writing, inode nor youth tells of it. */
    @Test
    void anOldFileThatIsEditedInPlaceAndSetBackIsNoticed() throws IOException {
        try (FileWatch later = new FileWatch(changes::incrementAndGet, () -> Instant.now().plusSeconds(60))) {
            FileTime old = FileTime.from(Instant.now().minusSeconds(3600));
            Files.setLastModifiedTime(cert, old);
            later.watch(Set.of(cert));
            assertFalse(later.poll());
            LockSupport.parkNanos(Duration.ofMillis(30).toNanos()); // the kernel's clock for files ticks
            Files.writeString(cert, "c2");
            Files.setLastModifiedTime(cert, old);
            assertFalse(later.poll());
            assertTrue(later.poll());
        }
    }

    @Test
    void whatChangedWhileItWasReadIsAChange() throws IOException {
        try (FileWatch other = new FileWatch(changes::incrementAndGet, Clock.systemUTC())) {
            Instant read = Instant.now();
            LockSupport.parkNanos(Duration.ofMillis(30).toNanos()); // the kernel's clock for files ticks
            Files.writeString(cert, "c2");
            other.watch(Set.of(cert, key), read);
            assertFalse(other.poll());
            assertTrue(other.poll());
            other.watch(Set.of(cert, key), read);
            assertFalse(other.poll(), "it has been told");
            other.watch(Set.of(key), read);
            assertFalse(other.poll(), "it was read after its change");
        }
    }

    @Test
    void anOldFileIsNotHashedAgainAndItsReplacementIsNoticed() throws IOException {
        FileTime old = FileTime.from(Instant.now().minusSeconds(3600));
        Files.setLastModifiedTime(cert, old);
        assertFalse(watch.poll());
        Path next = Files.writeString(directory.resolve("next"), "c2");
        Files.setLastModifiedTime(next, old);
        Files.move(next, cert, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        watch.poll();
        assertTrue(watch.poll(), "the same size and time, but another inode");
    }

    @Test
    void touchingOrRewritingTheSameContentIsNoChange() throws IOException {
        Files.setLastModifiedTime(cert, FileTime.from(Instant.now().minusSeconds(60)));
        Files.writeString(key, "k1");
        assertFalse(watch.poll());
        assertFalse(watch.poll());
    }

    @Test
    void aMissingFileIsWaitedForAndItsReturnWithOldContentIsNoChange() throws IOException {
        Files.delete(key);
        Files.writeString(cert, "c2");
        for (int i = 0; i < 15; i++) {
            assertFalse(watch.poll());
        }
        Files.writeString(key, "k1");
        assertFalse(watch.poll());
        assertTrue(watch.poll(), "cert has changed meanwhile");
        Files.delete(key);
        assertFalse(watch.poll());
        Files.writeString(key, "k1");
        assertFalse(watch.poll());
        assertFalse(watch.poll());
    }

    /** It may go together with its name in another file. */
    @Test
    void aFileThatStaysAwayIsReportedOnce() throws IOException {
        Files.delete(key);
        Files.writeString(cert, "c2");
        int looks = 0;
        while (!watch.poll() && looks < 100) {
            looks++;
        }
        assertEquals(20, looks);
        for (int i = 0; i < 50; i++) {
            assertFalse(watch.poll());
        }
        Files.writeString(key, "k2");
        assertFalse(watch.poll());
        assertTrue(watch.poll(), "it is back");
    }

    /** In which files are looked for: it keeps no change of another from being noticed. */
    @Test
    void theNamesInADirectoryAreItsContent() throws IOException {
        Path rules = Files.createDirectory(directory.resolve("rules.d"));
        watch.watch(Set.of(cert, key, rules));
        Files.writeString(cert, "c2");
        assertFalse(watch.poll());
        assertTrue(watch.poll());
        Path one = Files.writeString(rules.resolve("one.conf"), "1");
        assertFalse(watch.poll());
        assertTrue(watch.poll(), "one more");
        Files.writeString(one, "2");
        assertFalse(watch.poll());
        assertFalse(watch.poll());
        Files.delete(one);
        assertFalse(watch.poll());
        assertTrue(watch.poll(), "gone");
    }

    @Test
    void swappedSymbolicLinksAreFollowed() throws IOException {
        Path one = Files.createDirectory(directory.resolve("..one"));
        Path two = Files.createDirectory(directory.resolve("..two"));
        Files.writeString(one.resolve("tls.crt"), "same size A");
        Files.writeString(two.resolve("tls.crt"), "same size B");
        Path data = Files.createSymbolicLink(directory.resolve("..data"), Path.of("..one"));
        Path mounted = Files.createSymbolicLink(directory.resolve("tls.crt"), Path.of("..data/tls.crt"));
        watch.watch(Set.of(mounted));
        assertFalse(watch.poll());
        Path fresh = Files.createSymbolicLink(directory.resolve("..data_tmp"), Path.of("..two"));
        Files.move(fresh, data, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        watch.poll();
        assertTrue(watch.poll());
    }

    @Test
    void watchingMoreFilesLosesNoChangeOfThoseWatchedBefore() throws IOException {
        Files.writeString(cert, "c2");
        watch.watch(Set.of(cert, key, Files.writeString(directory.resolve("more"), "m")));
        watch.poll();
        assertTrue(watch.poll());
    }

    @Test
    void theThreadNoticesWithinASecondAndSurvivesAListenerThatThrows() throws Exception {
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch second = new CountDownLatch(2);
        try (FileWatch threaded = new FileWatch(() -> {
            first.countDown();
            second.countDown();
            throw new IllegalStateException("the configuration is bad");
        }, Clock.systemUTC())) {
            threaded.watch(Set.of(cert));
            threaded.start(Duration.ofMillis(20));
            Files.writeString(cert, "c2");
            assertTrue(first.await(2, TimeUnit.SECONDS));
            Files.writeString(cert, "c3");
            assertTrue(second.await(2, TimeUnit.SECONDS));
        }
    }
}
