package dev.postern.limit;

import java.net.InetAddress;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * Who may begin a TLS handshake, before anything is known about who asks: nobody new while the gateway is hard pressed; so many handshakes a second, and so many open connections, for
 * each client address (IPv6 by /64), and so many connections overall. Any thread; never blocks. Its map holds only addresses that have a connection open, so it is bounded by the
 * overall maximum. The bounds may change while connections are open; those stay.
 */
public final class ConnectionGate {

    private final OpenCounts perClient = new OpenCounts();
    private final AtomicInteger open = new AtomicInteger();
    private final Map<Refused, LongAdder> refused = new EnumMap<>(Refused.class);
    private final AddressBudgets budgets;
    private final Pressure pressure;
    private volatile Bounds bounds;

    /** Why a connection was closed at the gate. */
    public enum Refused { OVERLOAD, HANDSHAKES, CLIENT_CONNECTIONS, CONNECTIONS }

    /** Whether the peer is one client or speaks for many, whose cost is then counted where they are told apart. */
    public enum Peer { CLIENT, TRUSTED_HOP }

    /** How many connections may be open, overall and from one address; both at least 1. */
    public record Bounds(int connections, int perClient) {

        public Bounds {
            if (connections < 1 || perClient < 1) {
                throw new IllegalArgumentException("connections and perClient must be positive");
            }
        }
    }

    public ConnectionGate(Bounds bounds, AddressBudgets budgets, Pressure pressure) {
        this.bounds = bounds;
        this.budgets = budgets;
        this.pressure = pressure;
        for (Refused why : Refused.values()) {
            refused.put(why, new LongAdder());
        }
    }

    public void bounds(Bounds changed) {
        this.bounds = changed;
    }

    /** A lease for one connection, released when it closes; empty when it may not be: close the connection at once, say nothing. */
    public Optional<Lease> enter(InetAddress address, Peer peer) {
        if (pressure.level().turnsAway(Pressure.Level.CONNECTIONS)) {
            return refuse(Refused.OVERLOAD);
        }
        if (peer == Peer.CLIENT && !budgets.spend(AddressBudgets.Work.HANDSHAKE, address).had()) {
            return refuse(Refused.HANDSHAKES);
        }
        Bounds now = bounds;
        if (open.incrementAndGet() > now.connections()) {
            open.decrementAndGet();
            return refuse(Refused.CONNECTIONS);
        }
        String key = AddressKey.of(address);
        if (!perClient.take(key, peer == Peer.CLIENT ? now.perClient() : now.connections())) {
            open.decrementAndGet();
            return refuse(Refused.CLIENT_CONNECTIONS);
        }
        return Optional.of(new OnceLease(() -> leave(key)));
    }

    private Optional<Lease> refuse(Refused why) {
        refused.get(why).increment();
        return Optional.empty();
    }

    /** Connections closed at the gate so far. */
    public long refused(Refused why) {
        return refused.get(why).sum();
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
