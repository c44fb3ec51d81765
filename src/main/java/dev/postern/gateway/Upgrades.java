package dev.postern.gateway;

import dev.postern.edge.Upgrade;
import dev.postern.exchange.Reason;
import dev.postern.exchange.RefusedException;
import dev.postern.upstream.RequestBody;
import dev.postern.upstream.Upgraded;
import io.vertx.core.Future;

/** WebSockets: passed where the route accepts them, after the same decision as every request. */
final class Upgrades {

    private Upgrades() {}

    static boolean wanted(Exchange exchange) {
        return Upgrade.requested(exchange.facts);
    }

    static Future<Upgraded> ask(Exchange exchange) {
        if (exchange.plan().upgrades() == RoutePlan.Upgrades.NONE) {
            return Future.failedFuture(new RefusedException(Reason.REQUEST_UPGRADE_REFUSED, "the route accepts no upgrade"));
        }
        if (!exchange.plan().inspection().isEmpty()) {
            return Future.failedFuture(new RefusedException(Reason.CONTENT_UNINSPECTED, "no inspector looks into what follows an upgrade"));
        }
        return exchange.snapshot.forwarder().upgrade(exchange.permit(), Outgoing.of(exchange, new RequestBody.None()), exchange.downstream::upgrade);
    }
}
