package dev.postern.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MemoTest {

    private final AtomicInteger worked = new AtomicInteger();
    private final Memo<Integer> lengths = new Memo<>(key -> {
        worked.incrementAndGet();
        if (key.isEmpty()) {
            throw new IllegalArgumentException("empty");
        }
        return key.length();
    });

    @Test
    void worksOutOnceAndRemembersNoFailure() {
        assertEquals(4, lengths.of("host"));
        assertEquals(4, lengths.of("host"));
        assertEquals(1, worked.get());
        assertThrows(IllegalArgumentException.class, () -> lengths.of(""));
        assertThrows(IllegalArgumentException.class, () -> lengths.of(""));
        assertEquals(3, worked.get());
    }

    @Test
    void madeUpKeysFillItAndCostOnlyThoseWhoMakeThemUp() {
        lengths.of("known");
        for (int i = 0; i < 5_000; i++) {
            assertEquals(("x-" + i).length(), lengths.of("x-" + i));
        }
        int before = worked.get();
        lengths.of("known");
        assertEquals(before, worked.get(), "what was there stays");
        lengths.of("x-4999");
        assertEquals(before + 1, worked.get(), "what came when it was full is worked out each time");
        lengths.of("y".repeat(10_000));
        lengths.of("y".repeat(10_000));
        assertEquals(before + 3, worked.get(), "long keys are not kept");
    }
}
