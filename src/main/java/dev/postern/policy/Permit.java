package dev.postern.policy;

import dev.postern.device.Device;
import dev.postern.identity.Principal;
import dev.postern.route.Route;
import java.util.Objects;

/**
 * Proof that the policy allowed an exchange. Only this package makes one, and {@code upstream.Forwarder} forwards nothing without one: a forgotten check
 * does not compile.
 */
public final class Permit {

    private final Route route;
    private final Principal principal;
    private final Device device;
    private final String rule;

    Permit(Route route, Principal principal, Device device, String rule) {
        this.route = Objects.requireNonNull(route, "route");
        this.principal = Objects.requireNonNull(principal, "principal");
        this.device = Objects.requireNonNull(device, "device");
        this.rule = Objects.requireNonNull(rule, "rule");
    }

    public Route route() {
        return route;
    }

    public Principal principal() {
        return principal;
    }

    public Device device() {
        return device;
    }

    /** The allow rule it rests on. */
    public String rule() {
        return rule;
    }
}
