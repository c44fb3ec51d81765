package dev.postern.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.limit.ConnectionGate.Bounds;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConnectionGateTest {

    @Test
    void oneClientCannotTakeAllAndAllCannotTakeMoreThanThereIs() {
        ConnectionGate gate = new ConnectionGate(new Bounds(5, 3));
        List<Optional<Lease>> site = IntStream.range(0, 5).mapToObj(i -> gate.enter(InetAddress.ofLiteral("2001:db8::" + i))).toList();
        assertEquals(3, site.stream().filter(Optional::isPresent).count(), "one /64 is one client");
        assertTrue(gate.enter(InetAddress.ofLiteral("192.0.2.1")).isPresent());
        assertTrue(gate.enter(InetAddress.ofLiteral("192.0.2.2")).isPresent());
        assertTrue(gate.enter(InetAddress.ofLiteral("192.0.2.3")).isEmpty(), "full");
        site.getFirst().orElseThrow().release();
        site.getFirst().orElseThrow().release();
        assertEquals(4, gate.open());
        assertTrue(gate.enter(InetAddress.ofLiteral("192.0.2.3")).isPresent());
        assertTrue(gate.enter(InetAddress.ofLiteral("192.0.2.4")).isEmpty());
    }

    @Test
    void theMapIsEmptyWhenEverybodyHasLeft() {
        ConnectionGate gate = new ConnectionGate(new Bounds(10_000, 2));
        try (var pool = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 20_000; i++) {
                InetAddress address = InetAddress.ofLiteral("10.0." + i % 40 + ".1");
                pool.submit(() -> gate.enter(address).ifPresent(Lease::release));
            }
        }
        assertEquals(0, gate.open());
        assertEquals(0, gate.clients());
    }

    @Test
    void boundsCanChangeWhileConnectionsAreOpen() {
        ConnectionGate gate = new ConnectionGate(new Bounds(2, 2));
        InetAddress client = InetAddress.ofLiteral("192.0.2.1");
        Lease first = gate.enter(client).orElseThrow();
        Lease second = gate.enter(client).orElseThrow();
        gate.bounds(new Bounds(1, 1));
        first.release();
        assertTrue(gate.enter(client).isEmpty());
        second.release();
        assertTrue(gate.enter(client).isPresent());
    }
}
