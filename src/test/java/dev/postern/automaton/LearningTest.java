package dev.postern.automaton;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class LearningTest {

    private static final long START = Long.MAX_VALUE - 1_000;

    private static int granted(Learning learning, long now, int asked) {
        int granted = 0;
        for (int i = 0; i < asked; i++) {
            granted += learning.take(now) ? 1 : 0;
        }
        return granted;
    }

    @Test
    void aBurstAndThenAsManyAsTimePasses() {
        Learning learning = new Learning(START);
        assertEquals(Learning.BURST, granted(learning, START, Learning.BURST + 100));
        assertFalse(learning.take(START + Learning.NANOS_EACH - 1));
        assertTrue(learning.take(START + Learning.NANOS_EACH));
        assertFalse(learning.take(START + Learning.NANOS_EACH));
        assertEquals(10, granted(learning, START + 11 * Learning.NANOS_EACH, 100));
    }

    @Test
    void partsOfAnIntervalAreNotLost() {
        Learning learning = new Learning(START);
        granted(learning, START, Learning.BURST);
        int granted = 0;
        for (int step = 1; step <= 100; step++) {
            granted += learning.take(START + step * Learning.NANOS_EACH / 4) ? 1 : 0;
        }
        assertEquals(25, granted);
    }

    @Test
    void aLongRestGivesNoMoreThanABurst() {
        Learning learning = new Learning(START);
        assertEquals(Learning.BURST, granted(learning, START + (1L << 60), Learning.BURST + 5));
        assertEquals(Learning.BURST, granted(learning, START + (1L << 61), Learning.BURST + 5));
    }
}
