package dev.postern.edge;

import dev.postern.limit.Lease;
import java.net.InetAddress;
import java.util.Optional;

/** Whether one more connection from an address may be open. Called on the event loops, before TLS; the lease is released when the connection is gone. */
@FunctionalInterface
public interface ConnectionGate {

    Optional<Lease> admit(InetAddress address);
}
