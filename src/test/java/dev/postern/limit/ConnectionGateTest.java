package dev.postern.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.limit.ConnectionGate.Bounds;
import dev.postern.limit.ConnectionGate.Peer;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConnectionGateTest {

    private final AddressBudgets budgets = new AddressBudgets(new AddressBudgets.Rates(Map.of(AddressBudgets.Work.HANDSHAKE, 1_000_000)));
    private final Pressure pressure = new Pressure();

    private ConnectionGate gate(Bounds bounds) {
        return new ConnectionGate(bounds, budgets, pressure);
    }

    @Test
    void oneClientCannotTakeAllAndAllCannotTakeMoreThanThereIs() {
        ConnectionGate gate = gate(new Bounds(5, 3));
        List<Optional<Lease>> site = IntStream.range(0, 5).mapToObj(i -> gate.enter(InetAddress.ofLiteral("2001:db8::" + i), Peer.CLIENT)).toList();
        assertEquals(3, site.stream().filter(Optional::isPresent).count(), "one /64 is one client");
        assertTrue(gate.enter(InetAddress.ofLiteral("192.0.2.1"), Peer.CLIENT).isPresent());
        assertTrue(gate.enter(InetAddress.ofLiteral("192.0.2.2"), Peer.CLIENT).isPresent());
        assertTrue(gate.enter(InetAddress.ofLiteral("192.0.2.3"), Peer.CLIENT).isEmpty(), "full");
        site.getFirst().orElseThrow().release();
        site.getFirst().orElseThrow().release();
        assertEquals(4, gate.open());
        assertTrue(gate.enter(InetAddress.ofLiteral("192.0.2.3"), Peer.CLIENT).isPresent());
        assertTrue(gate.enter(InetAddress.ofLiteral("192.0.2.4"), Peer.CLIENT).isEmpty());
    }

    @Test
    void theMapIsEmptyWhenEverybodyHasLeft() {
        ConnectionGate gate = gate(new Bounds(10_000, 2));
        try (var pool = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 20_000; i++) {
                InetAddress address = InetAddress.ofLiteral("10.0." + i % 40 + ".1");
                pool.submit(() -> gate.enter(address, Peer.CLIENT).ifPresent(Lease::release));
            }
        }
        assertEquals(0, gate.open());
        assertEquals(0, gate.clients());
    }

    @Test
    void boundsCanChangeWhileConnectionsAreOpen() {
        ConnectionGate gate = gate(new Bounds(2, 2));
        InetAddress client = InetAddress.ofLiteral("192.0.2.1");
        Lease first = gate.enter(client, Peer.CLIENT).orElseThrow();
        Lease second = gate.enter(client, Peer.CLIENT).orElseThrow();
        gate.bounds(new Bounds(1, 1));
        first.release();
        assertTrue(gate.enter(client, Peer.CLIENT).isEmpty());
        second.release();
        assertTrue(gate.enter(client, Peer.CLIENT).isPresent());
    }
}
