package dev.postern.gateway;

import dev.postern.device.DeviceAuthorities;
import dev.postern.identity.AssertionSigner;
import dev.postern.identity.Authenticator;
import dev.postern.limit.Limiter;
import dev.postern.policy.Policy;
import dev.postern.portal.Portal;
import dev.postern.route.Route;
import dev.postern.route.RouteTable;
import dev.postern.signin.Providers;
import dev.postern.trace.Tracing;
import dev.postern.upstream.Forwarder;
import dev.postern.upstream.Upstreams;

/**
 * Everything compiled from one configuration. It stands behind one volatile reference and is swapped whole; an exchange keeps the one it started with.
 */
record Snapshot(
        Blueprint blueprint,
        Authenticator authenticator,
        AssertionSigner signer,
        Providers providers,
        Portal portal,
        Upstreams upstreams,
        Forwarder forwarder,
        Tracing tracing) {

    RoutePlan plan(Route route) {
        return blueprint.plans().get(route.index());
    }

    Limiter limiter() {
        return blueprint.limiter();
    }

    RouteTable routes() {
        return blueprint.routes();
    }

    Policy policy() {
        return blueprint.policy();
    }

    DeviceAuthorities devices() {
        return blueprint.devices();
    }

    String version() {
        return blueprint.version();
    }

    /** Whether there is a provider where people can sign in. */
    boolean signsIn() {
        return !providers.names().isEmpty();
    }
}
