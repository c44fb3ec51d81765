package dev.postern.upstream;

import dev.postern.config.UpstreamConfig.Timeouts;
import dev.postern.exchange.Authority;
import dev.postern.route.HeaderEdits;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.net.HostAndPort;
import java.time.Duration;

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
record Destination(Pool pool, HostRule host, Timeouts timeouts, RequestHead head, HeaderEdits edits, Upgrades upgrades) {

    /** Which protocols a client may switch to. */
    sealed interface Upgrades {
        record None() implements Upgrades {}

        /** @param idle a connection on which nothing moves for so long is closed */
        record WebSocket(Duration idle) implements Upgrades {}
    }

    /** The authority a request names towards the upstream. */
    sealed interface HostRule {

        /** The endpoint's own. */
        record Own() implements HostRule {}

        /** The client's. */
        record Preserved() implements HostRule {}

        record Fixed(HostAndPort authority) implements HostRule {}
    }

    void nameAuthority(HttpClientRequest request, Origin origin, Authority asked) {
        request.authority(switch (host) {
            case HostRule.Own own -> HostAndPort.create(origin.bracketedHost(), origin.port());
            case HostRule.Preserved preserved -> HostAndPort.create(asked.host(), asked.port().orElse(-1));
            case HostRule.Fixed fixed -> fixed.authority();
        });
    }
}
