package dev.postern.limit;

import static dev.postern.limit.LimitFixtures.now;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.limit.RateStore.Draw;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MemoryRateStoreTest {

    private final ManualMeter meter = new ManualMeter();
    private final RateLimit ten = new RateLimit("ten", "ten", 10, Duration.ofSeconds(10), 10);

    @Test
    void madeUpKeysNeitherGrowTheTableNorPassUncounted() {
        MemoryRateStore store = new MemoryRateStore(meter, MemoryRateStore.MAX_BUCKETS);
        int passed = 0;
        for (int i = 0; i < 250_000; i++) {
            passed += take(store, "a:" + i) ? 1 : 0;
        }
        assertTrue(store.buckets() <= MemoryRateStore.MAX_BUCKETS, "buckets " + store.buckets());
        assertTrue(passed <= MemoryRateStore.MAX_BUCKETS + 10, "those beyond the table shared one bucket of 10, passed " + passed);
        assertTrue(store.overflowed() >= 150_000);
    }

    @Test
    void refilledBucketsGiveWayAndUsedOnesStay() {
        MemoryRateStore store = new MemoryRateStore(meter, 640);
        for (int i = 0; i < 5_000; i++) {
            take(store, "old:" + i);
        }
        assertEquals(640, store.buckets());
        meter.advance(Duration.ofSeconds(5));
        assertEquals(640, store.buckets());
        int stillEmpty = spend(store, "old:0");
        assertTrue(stillEmpty <= 10);
        for (int i = 0; i < 5_000; i++) {
            take(store, "new:" + i);
        }
        assertFalse(take(store, "old:0"), "a bucket in use must not be forgotten to make room");
        assertTrue(store.buckets() <= 640);
    }

    @Test
    void newcomersGetBucketsOfTheirOwnAgainWhenOthersHaveRefilled() {
        MemoryRateStore store = new MemoryRateStore(meter, 64);
        for (int i = 0; i < 1_000; i++) {
            take(store, "old:" + i);
        }
        long before = store.overflowed();
        meter.advance(Duration.ofSeconds(60));
        int own = 0;
        for (int i = 0; i < 64; i++) {
            own += take(store, "new:" + i) ? 1 : 0;
        }
        assertTrue(store.overflowed() - before < 64, "some stripes had room");
        assertTrue(own > 20, "passed " + own);
    }

    @Test
    void concurrentTakersNeverGetMoreThanThereIs() throws Exception {
        MemoryRateStore store = new MemoryRateStore(meter, 1_000);
        RateLimit limit = new RateLimit("many", "many", 1_000, Duration.ofHours(1), 1_000);
        AtomicInteger passed = new AtomicInteger();
        CountDownLatch start = new CountDownLatch(1);
        try (var pool = Executors.newFixedThreadPool(8)) {
            for (int t = 0; t < 8; t++) {
                pool.submit(() -> {
                    start.await();
                    for (int i = 0; i < 500; i++) {
                        passed.addAndGet(now(store.take(List.of(new Draw(limit, "same")))).getFirst().had() ? 1 : 0);
                    }
                    return null;
                });
            }
            start.countDown();
        }
        assertEquals(1_000, passed.get());
    }

    @Test
    void givingBackNeverOverfills() {
        MemoryRateStore store = new MemoryRateStore(meter, 1_000);
        RateLimit one = new RateLimit("one", "one", 1, Duration.ofHours(1), 1);
        now(store.take(List.of(new Draw(one, "x"))));
        for (int i = 0; i < 100; i++) {
            assertEquals(10, now(store.take(List.of(new Draw(ten, "y"), new Draw(one, "x")))).getFirst().remaining());
        }
        assertEquals(10, spend(store, "y"));
    }

    private int spend(MemoryRateStore store, String key) {
        int spent = 0;
        while (take(store, key)) {
            spent++;
        }
        return spent;
    }

    private boolean take(MemoryRateStore store, String key) {
        return now(store.take(List.of(new Draw(ten, key)))).getFirst().had();
    }
}
