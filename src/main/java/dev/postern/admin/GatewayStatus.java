package dev.postern.admin;

import dev.postern.gateway.Gateway;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Which gateway runs in this process, for the health checks. */
@ApplicationScoped
public class GatewayStatus {

    private final AtomicReference<Gateway> running = new AtomicReference<>();

    public void started(Gateway gateway) {
        running.set(gateway);
    }

    Optional<Gateway> gateway() {
        return Optional.ofNullable(running.get());
    }
}
