package dev.postern.limit;

import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts open connections, overall and for each client address (IPv6 by /64), before anything is known about who opens them. Any thread; never blocks. Its map holds
 * only addresses that have a connection open, so it is bounded by the overall maximum. The bounds may change while connections are open; those stay.
 */
public final class ConnectionGate {

    private final OpenCounts perClient = new OpenCounts();
    private final AtomicInteger open = new AtomicInteger();
    private volatile Bounds bounds;

    /** How many connections may be open, overall and from one address; both at least 1. */
    public record Bounds(int connections, int perClient) {

        public Bounds {
            if (connections < 1 || perClient < 1) {
                throw new IllegalArgumentException("connections and perClient must be positive");
            }
        }
    }

    public ConnectionGate(Bounds bounds) {
        this.bounds = bounds;
    }

    public void bounds(Bounds changed) {
        this.bounds = changed;
    }

    /** A lease for one connection, released when it closes; empty when there is no room: close the connection at once, say nothing. */
    public Optional<Lease> enter(InetAddress address) {
        Bounds now = bounds;
        if (open.incrementAndGet() > now.connections()) {
            open.decrementAndGet();
            return Optional.empty();
        }
        String key = AddressKey.of(address);
        if (!perClient.take(key, now.perClient())) {
            open.decrementAndGet();
            return Optional.empty();
        }
        return Optional.of(new OnceLease(() -> leave(key)));
    }

    /** Connections open now. */
    public int open() {
        return open.get();
    }

    int clients() {
        return perClient.size();
    }

    private void leave(String key) {
        perClient.giveBack(key);
        open.decrementAndGet();
    }
}
