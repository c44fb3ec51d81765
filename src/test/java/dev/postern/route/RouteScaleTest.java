package dev.postern.route;

import static dev.postern.route.Requests.request;
import static dev.postern.route.RouteSpec.route;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.exchange.RequestFacts;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RouteScaleTest {

    @Test
    void tenThousandRoutesOnOneHostAreFoundBySegments() {
        RouteTable table = RouteSpec.table(IntStream.range(0, 10_000).mapToObj(i -> route("r" + i).prefix("/app/" + i)).toArray(RouteSpec[]::new));
        RequestFacts last = request("GET app.test/app/9999/x");
        assertEquals("r9999", table.match(last).orElseThrow().route().name());
        // Linear search would take 100,000 × 10,000 comparisons, far beyond this generous bound.
        assertCpuTime(Duration.ofSeconds(3), () -> IntStream.range(0, 100_000).forEach(i -> table.match(last)));
    }

    @Test
    void aPathOfManySegmentsCostsNoMoreThanItsLength() {
        RouteTable table = RouteSpec.table(route("root"), route("deep").prefix("/a/a/a/a/a/a/a/a"));
        RequestFacts long_ = request("GET app.test" + "/a".repeat(4_000));
        assertEquals("deep", table.match(long_).orElseThrow().route().name());
        // Quadratic work would be 16 million characters each time.
        assertCpuTime(Duration.ofSeconds(3), () -> IntStream.range(0, 20_000).forEach(i -> table.match(long_)));
    }

    /** Of this thread alone, so that a busy machine does not count. */
    private static void assertCpuTime(Duration most, Runnable work) {
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        work.run();
        Duration used = Duration.ofNanos(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before);
        assertTrue(used.compareTo(most) < 0, () -> "used " + used);
    }
}
