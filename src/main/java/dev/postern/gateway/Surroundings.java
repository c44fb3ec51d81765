package dev.postern.gateway;

import dev.postern.signin.OidcSeam;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** What the gateway takes from the framework it runs in. */
@Singleton
public final class Surroundings {

    private final Vertx vertx;
    private final MeterRegistry meters;
    private final OidcSeam oidc;

    @Inject
    public Surroundings(Vertx vertx, MeterRegistry meters, OidcSeam oidc) {
        this.vertx = vertx;
        this.meters = meters;
        this.oidc = oidc;
    }

    Vertx vertx() {
        return vertx;
    }

    MeterRegistry meters() {
        return meters;
    }

    OidcSeam oidc() {
        return oidc;
    }

    InstantSource clock() {
        return InstantSource.system();
    }
}
