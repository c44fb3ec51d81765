package dev.postern.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.audit.Crowd;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** However many there are, every exchange is in the sums. */
final class TallyTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private static long sum(Crowd.Most most) {
        return most.told().values().stream().mapToLong(Long::longValue).sum() + most.rest();
    }

    @Test
    void thoseWithTheMostAreToldAndTheRestIsASum() {
        Tally tally = new Tally();
        for (int i = 0; i < 5_000; i++) {
            tally.add("policy.no-rule", "192.0.2." + i, Optional.of("user:" + i), NOW.plusMillis(i));
        }
        tally.add("", "192.0.2.7", Optional.of("user:7"), NOW);
        tally.add("", "192.0.2.8", Optional.empty(), NOW);
        Crowd crowd = tally.crowd().orElseThrow();
        assertEquals(5_002, crowd.exchanges());
        assertEquals(Map.of("policy.no-rule", 5_000L, "none", 2L), crowd.reasons());
        assertEquals(Tally.TOLD, crowd.addresses().told().size());
        assertEquals(5_002, sum(crowd.addresses()));
        assertEquals(5_001, sum(crowd.principals()), "nobody's is nobody's");
        assertEquals(2, crowd.principals().told().get("user:7"));
        assertEquals(NOW.plusMillis(4_999), crowd.until());
        assertEquals(NOW, crowd.since());
    }

    @Test
    void nothingIsNoCrowd() {
        assertTrue(new Tally().crowd().isEmpty());
    }
}
