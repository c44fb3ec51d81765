package dev.postern.limit;

import dev.postern.limit.Pressure.Level;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * Watches memory and event loops four times a second, on a thread of its own that no load of the gateway's can hold up, and sets the {@link Pressure}: the worse of both counts.
 *
 * <p>The live heap is only known after a collection. While memory is what turns work away, little is allocated and none may come by itself, so the monitor asks for one, every ten
 * seconds at most: it must not stay shut over garbage.
 */
public final class OverloadMonitor implements AutoCloseable {

    private static final Duration INTERVAL = Duration.ofMillis(250);
    private static final long COLLECT_EVERY_NANOS = Duration.ofSeconds(10).toNanos();
    private static final double MEMORY_MARGIN = 0.95;
    private static final double DELAY_MARGIN = 0.5;

    private final Pressure pressure;
    private final Sources sources;
    private final BiConsumer<Level, Level> changed;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("postern-overload").daemon().factory());
    private volatile Strain memory;
    private volatile Strain delay;
    private volatile double lastMemory;
    private volatile Duration lastDelay = Duration.ZERO;
    private long collectedAt = System.nanoTime() - COLLECT_EVERY_NANOS;

    /**
     * Where work begins to be turned away.
     *
     * @param memory share of the heap or of direct memory, above 0, below 1
     * @param delay  of an event loop
     */
    public record Thresholds(double memory, Duration delay) {

        public Thresholds {
            if (memory <= 0 || memory >= 1 || delay.isNegative() || delay.isZero()) {
                throw new IllegalArgumentException("thresholds out of range");
            }
        }
    }

    /** What is watched. */
    public record Sources(Supplier<Memory.Use> memory, Supplier<Duration> loopDelay) {}

    /** @param changed told of each change, from and to, on the monitor's thread */
    public OverloadMonitor(Pressure pressure, Thresholds thresholds, Sources sources, BiConsumer<Level, Level> changed) {
        this.pressure = pressure;
        this.sources = sources;
        this.changed = changed;
        thresholds(thresholds);
    }

    /** Other thresholds from now on. */
    public void thresholds(Thresholds now) {
        double rest = (1 - now.memory()) / 3;
        double seconds = seconds(now.delay());
        memory = new Strain(new double[] {now.memory(), now.memory() + rest, now.memory() + 2 * rest}, MEMORY_MARGIN);
        delay = new Strain(new double[] {seconds, 2 * seconds, 4 * seconds}, DELAY_MARGIN);
    }

    public void start() {
        thread.scheduleWithFixedDelay(this::look, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Share of memory in use at the last look: of the heap or of direct memory, whichever is fuller. */
    public double memory() {
        return lastMemory;
    }

    /** How late the latest event loop was at the last look. */
    public Duration delay() {
        return lastDelay;
    }

    void look() {
        Memory.Use use = sources.memory().get();
        lastMemory = use.share();
        lastDelay = sources.loopDelay().get();
        Level byMemory = memory.sample(lastMemory);
        Level byDelay = delay.sample(seconds(lastDelay));
        Level now = byMemory.turnsAway(byDelay) ? byMemory : byDelay;
        Level was = pressure.level();
        if (now != was) {
            pressure.level(now);
            changed.accept(was, now);
        }
        if (byMemory != Level.NONE) {
            collect(use);
        }
    }

    private void collect(Memory.Use use) {
        long now = System.nanoTime();
        if (use.heapIsFuller() && now - collectedAt >= COLLECT_EVERY_NANOS) {
            collectedAt = now;
            System.gc();
        }
    }

    private static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
