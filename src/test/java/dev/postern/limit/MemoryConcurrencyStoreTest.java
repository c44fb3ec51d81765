package dev.postern.limit;

import static dev.postern.limit.LimitFixtures.now;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.limit.ConcurrencyStore.Seat;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryConcurrencyStoreTest {

    @Test
    void pastTheBoundNewcomersShareOneCount() {
        MemoryConcurrencyStore store = new MemoryConcurrencyStore(10);
        List<Lease> open = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            now(store.enter(List.of(new Seat("limit", "key-" + i, 3)))).ifPresent(open::add);
        }
        assertEquals(13, open.size(), "ten with a count of their own, three together");
        assertTrue(store.counts() <= 11);
        open.forEach(Lease::release);
        assertEquals(0, store.counts());
    }
}
