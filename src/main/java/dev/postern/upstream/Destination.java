package dev.postern.upstream;

import dev.postern.config.UpstreamConfig.Timeouts;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.net.HostAndPort;

/**
 * Where a route's requests go, compiled once.
 *
 * @param pool      the upstream
 * @param host      what it is told it was asked for
 * @param timeouts  the route's, else the upstream's
 * @param head      makes its headers
 * @param edits     of the answer's headers
 * @param upgrades  whether WebSockets may be opened
 */
record Destination(Pool pool, HostRule host, Timeouts timeouts, RequestHead head, Edits edits, Upgrades upgrades) {

    enum Upgrades { WEBSOCKET, NONE }

    /** The authority a request names towards the upstream. */
    sealed interface HostRule {

        /** The endpoint's own. */
        record Own() implements HostRule {}

        /** The client's. */
        record Preserved() implements HostRule {}

        record Fixed(HostAndPort authority) implements HostRule {}
    }

    void nameAuthority(HttpClientRequest request, Origin origin, dev.postern.exchange.Authority asked) {
        request.authority(switch (host) {
            case HostRule.Own own -> HostAndPort.create(origin.bracketedHost(), origin.port());
            case HostRule.Preserved preserved -> HostAndPort.create(asked.host(), asked.port().orElse(-1));
            case HostRule.Fixed fixed -> fixed.authority();
        });
    }
}
