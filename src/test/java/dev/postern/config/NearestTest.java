package dev.postern.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NearestTest {

    @ParameterizedTest
    @CsvSource({"'', '', 0", "a, '', 1", "'', abc, 3", "abc, abc, 0", "abc, acb, 1", "abc, ac, 1", "abc, abxc, 1", "abc, axc, 1", "listen, lsiten, 1",
            "abcd, badc, 2", "kitten, sitting, 3"})
    void countsInsertionsDropsReplacementsAndSwaps(String a, String b, int distance) {
        assertEquals(distance, Nearest.distance(a, b, 10));
        assertEquals(distance, Nearest.distance(b, a, 10));
    }

    @Test
    void suggestsOnlyWhatIsNear() {
        List<String> known = List.of("listen", "identity", "routes", "route-x");
        assertEquals(Optional.of("listen"), Nearest.to("lisen", known));
        assertEquals(Optional.of("routes"), Nearest.to("route", known));
        assertEquals(Optional.empty(), Nearest.to("zzz", known));
        assertEquals(Optional.empty(), Nearest.to("", known));
        assertEquals(Optional.empty(), Nearest.to("x".repeat(100_000), List.of("x".repeat(100_001))), "long words cost nothing");
    }
}
