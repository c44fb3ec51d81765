package dev.postern.admin;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready while the gateway takes requests: from the first listening socket until the drain begins, and only while exchanges can be recorded. */
@Readiness
@ApplicationScoped
public class GatewayReadiness implements HealthCheck {

    private final GatewayStatus status;

    GatewayReadiness(GatewayStatus status) {
        this.status = status;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("gateway");
        return status.gateway()
                .map(gateway -> answer.status(gateway.ready()).withData("configuration", gateway.version())
                        .withData("turning-away", gateway.turningAway().name().toLowerCase(Locale.ROOT)).build())
                .orElseGet(() -> answer.down().build());
    }
}
