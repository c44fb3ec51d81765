package dev.postern.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.DefaultEventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Alarms on a real event loop: never early, each once, however they are set, moved and cleared. */
class AlarmTest {

    private static final DefaultEventLoop LOOP = new DefaultEventLoop();

    @AfterAll
    static void stop() throws Exception {
        LOOP.shutdownGracefully(0, 1, TimeUnit.SECONDS).await();
    }

    private static <T> T onLoop(Callable<T> step) throws Exception {
        return LOOP.submit(step).get(10, TimeUnit.SECONDS);
    }

    private static void onLoop(Runnable step) throws Exception {
        LOOP.submit(step).get(10, TimeUnit.SECONDS);
    }

    @Test
    void goesOffOnceAndNotEarly() throws Exception {
        AtomicInteger rung = new AtomicInteger();
        CountDownLatch first = new CountDownLatch(1);
        long begun = System.nanoTime();
        Alarm alarm = onLoop(() -> {
            Alarm made = Alarm.on(LOOP, () -> {
                rung.incrementAndGet();
                first.countDown();
            });
            made.in(Duration.ofMillis(60));
            return made;
        });
        assertTrue(first.await(10, TimeUnit.SECONDS));
        assertTrue(System.nanoTime() - begun >= 60_000_000L, "early");
        Thread.sleep(120);
        assertEquals(1, rung.get());
        assertFalse(onLoop(alarm::isSet));
    }

    @Test
    void movingItCountsFromTheLastCallAndClearingEndsIt() throws Exception {
        AtomicInteger rung = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(1);
        Alarm moved = onLoop(() -> Alarm.on(LOOP, done::countDown));
        Alarm cleared = onLoop(() -> Alarm.on(LOOP, rung::incrementAndGet));
        onLoop(() -> cleared.in(Duration.ofMillis(50)));
        onLoop(() -> moved.in(Duration.ofMillis(50)));
        onLoop(() -> moved.in(Duration.ofHours(1)));
        onLoop(cleared::clear);
        assertFalse(done.await(200, TimeUnit.MILLISECONDS));
        onLoop(() -> moved.in(Duration.ofMillis(20)));
        assertTrue(done.await(10, TimeUnit.SECONDS), "an earlier deadline than the one looked for");
        assertEquals(0, rung.get());
    }

    @Test
    void thousandsGoOffThatAreSetAndClearedByEachOther() throws Exception {
        int count = 2_000;
        CountDownLatch all = new CountDownLatch(count);
        List<Integer> rung = Collections.synchronizedList(new ArrayList<>());
        onLoop(() -> {
            for (int i = 0; i < count; i++) {
                int number = i;
                Alarm spare = Alarm.on(LOOP, () -> rung.add(-1));
                spare.in(Duration.ofSeconds(30));
                Alarm.on(LOOP, () -> {
                    spare.clear();
                    rung.add(number);
                    Alarm.on(LOOP, all::countDown).in(Duration.ofMillis(1 + number % 7));
                }).in(Duration.ofMillis(1 + number % 50));
            }
        });
        assertTrue(all.await(20, TimeUnit.SECONDS), all.getCount() + " did not go off");
        assertEquals(count, rung.size());
        assertFalse(rung.contains(-1));
    }

    @Test
    void oneThatFailsDoesNotKeepTheOthersFromGoingOff() throws Exception {
        CountDownLatch other = new CountDownLatch(1);
        onLoop(() -> {
            Alarm.on(LOOP, other::countDown).in(Duration.ofMillis(10));
            Alarm.on(LOOP, () -> {
                throw new IllegalStateException("on purpose");
            }).in(Duration.ofMillis(10));
        });
        assertTrue(other.await(10, TimeUnit.SECONDS));
    }
}
