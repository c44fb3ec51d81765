package dev.postern.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.postern.limit.OverloadMonitor.Thresholds;
import dev.postern.limit.Pressure.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StrainTest {

    private static Strain strain() {
        return new Strain(new double[] {1, 2, 4}, 0.5);
    }

    private static Level after(Strain strain, int samples, double value) {
        Level level = Level.NONE;
        for (int i = 0; i < samples; i++) {
            level = strain.sample(value);
        }
        return level;
    }

    @Test
    void aPauseOfTheCollectorTurnsNobodyAway() {
        Strain strain = strain();
        after(strain, 8, 0.01);
        assertEquals(Level.NONE, after(strain, 3, 30));
        assertEquals(Level.NONE, after(strain, 8, 0.01));
    }

    @Test
    void whatLastsRaisesTheLevelByHowBadItIs() {
        assertEquals(Level.NEWCOMERS, after(strain(), 8, 1.5));
        assertEquals(Level.CONNECTIONS, after(strain(), 8, 2));
        assertEquals(Level.ALL, after(strain(), 8, 9));
    }

    @Test
    void itDoesNotFlickerAroundAThreshold() {
        Strain strain = strain();
        after(strain, 8, 1.1);
        assertEquals(Level.NEWCOMERS, after(strain, 20, 0.9), "below the threshold, above the margin");
        assertEquals(Level.NONE, after(strain, 8, 0.4));
    }

    @Test
    void theWorseOfMemoryAndDelayCountsAndEachChangeIsTold() {
        Pressure pressure = new Pressure();
        List<String> told = new ArrayList<>();
        double[] heap = {0.2};
        Duration[] delay = {Duration.ZERO};
        try (OverloadMonitor monitor = new OverloadMonitor(pressure, new Thresholds(0.7, Duration.ofMillis(100)),
                new OverloadMonitor.Sources(() -> new Memory.Use(heap[0], 0.1), () -> delay[0]), (was, is) -> told.add(was + ">" + is))) {
            look(monitor);
            assertEquals(Level.NONE, pressure.level());
            delay[0] = Duration.ofMillis(250);
            look(monitor);
            assertEquals(Level.CONNECTIONS, pressure.level());
            heap[0] = 0.95;
            look(monitor);
            assertEquals(Level.ALL, pressure.level());
            heap[0] = 0.2;
            delay[0] = Duration.ZERO;
            look(monitor);
            assertEquals(Level.NONE, pressure.level());
            assertEquals(">NONE", told.getLast().substring(told.getLast().indexOf('>')));
            assertEquals("NONE", told.getFirst().substring(0, told.getFirst().indexOf('>')));
        }
    }

    private static void look(OverloadMonitor monitor) {
        for (int i = 0; i < Strain.SAMPLES; i++) {
            monitor.look();
        }
    }

    @Test
    void memoryIsMeasured() {
        Memory.Use use = new Memory().use();
        assertEquals(use.share(), Math.max(use.heap(), use.direct()));
        org.junit.jupiter.api.Assertions.assertTrue(use.heap() >= 0 && use.heap() < 1 && use.direct() >= 0 && use.direct() <= 1, use.toString());
    }
}
