package dev.postern.gateway;

import dev.postern.edge.Upgrade;
import dev.postern.exchange.Reason;
import dev.postern.exchange.RefusedException;
import io.vertx.core.Future;

/** WebSockets: passed where the route accepts them, after the same decision as every request. */
final class Upgrades {

    private Upgrades() {}

    static boolean wanted(Exchange exchange) {
        return Upgrade.requested(exchange.facts);
    }

    static Future<Void> pass(Exchange exchange, Recorder recorder) {
        if (exchange.plan().upgrades() == RoutePlan.Upgrades.NONE) {
            return Future.failedFuture(new RefusedException(Reason.REQUEST_UPGRADE_REFUSED, "the route accepts no upgrade"));
        }
        return Future.failedFuture(new RefusedException(Reason.REQUEST_UPGRADE_REFUSED, "not wired yet"));
    }
}
