package dev.postern.admin;

import dev.postern.gateway.Gateway;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Which gateway runs in this process: for the health checks, and for the end. */
@ApplicationScoped
public class GatewayStatus {

    private final AtomicReference<Gateway> running = new AtomicReference<>();

    public void started(Gateway gateway) {
        running.set(gateway);
    }

    /** On SIGTERM, while everything the gateway stands on still runs: what is under way may end, the record is written out. Blocks as long as the drain may take. */
    void stopping(@Observes ShutdownEvent event) {
        gateway().ifPresent(Gateway::close);
    }

    Optional<Gateway> gateway() {
        return Optional.ofNullable(running.get());
    }
}
