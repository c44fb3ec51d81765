package dev.postern.gateway;

import dev.postern.address.Lookup;
import dev.postern.address.SystemNames;
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
    private final Lookup lookup;

    @Inject
    public Surroundings(Vertx vertx, MeterRegistry meters, OidcSeam oidc) {
        this.vertx = vertx;
        this.meters = meters;
        this.oidc = oidc;
        this.lookup = new Lookup(SystemNames.of(vertx), clock());
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

    /** One for everything the gateway dials by name, so that a name is asked for once. */
    Lookup lookup() {
        return lookup;
    }

    InstantSource clock() {
        return InstantSource.system();
    }
}
