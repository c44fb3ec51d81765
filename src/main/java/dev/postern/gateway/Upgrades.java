package dev.postern.gateway;

import dev.postern.edge.Upgrade;
import dev.postern.exchange.Authority;
import dev.postern.exchange.Reason;
import dev.postern.exchange.RefusedException;
import dev.postern.upstream.RequestBody;
import dev.postern.upstream.Upgraded;
import io.vertx.core.Future;
import java.util.List;

/** WebSockets: passed where the route accepts them, after the same decision as every request. */
final class Upgrades {

    private static final int HTTPS = 443;

    private Upgrades() {}

    static boolean wanted(Exchange exchange) {
        return Upgrade.requested(exchange.facts);
    }

    /**
     * Browsers send cookies with a WebSocket to any site and keep no answer from the page that asked (RFC 6455 §10.2), so the origin is judged here: the app's own, or one that the
     * route's cross-origin rules allow. Who is no browser names none.
     */
    private static boolean sameSite(Exchange exchange) {
        List<String> origins = exchange.facts.headers().all("origin");
        return origins.isEmpty()
                || origins.equals(List.of(origin(exchange.facts.authority())))
                || exchange.plan().actions().cors().filter(cors -> cors.admits(exchange.facts)).isPresent();
    }

    /** As browsers write it: without the scheme's own port (RFC 6454 §6.2). */
    private static String origin(Authority authority) {
        return "https://" + (authority.port().orElse(HTTPS) == HTTPS ? authority.host() : authority.toString());
    }

    static Future<Upgraded> ask(Exchange exchange) {
        if (exchange.plan().upgrades() == RoutePlan.Upgrades.NONE) {
            return Future.failedFuture(new RefusedException(Reason.REQUEST_UPGRADE_REFUSED, "the route accepts no upgrade"));
        }
        if (!sameSite(exchange)) {
            return Future.failedFuture(new RefusedException(Reason.REQUEST_ORIGIN_REFUSED, "a page of another origin asks for an upgrade"));
        }
        if (!exchange.plan().inspection().isEmpty()) {
            return Future.failedFuture(new RefusedException(Reason.CONTENT_UNINSPECTED, "no inspector looks into what follows an upgrade"));
        }
        return exchange.snapshot.forwarder().upgrade(exchange.permit(), Outgoing.of(exchange, exchange.facts, new RequestBody.None()), exchange.downstream::upgrade);
    }
}
