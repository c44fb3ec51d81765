package dev.postern.gateway;

import dev.postern.exchange.Denial;
import dev.postern.exchange.Reason;
import dev.postern.upstream.Tunnel;

/**
 * Ends an exchange whose ground has been taken away, so that its client cannot take what it got for whole: a WebSocket is closed (1008 where that can be said, 1001 when its upstream has moved), an HTTP/2 stream reset,
 * an HTTP/1.1 connection cut; what has not begun to be answered is refused. The record says why.
 */
final class Ending {

    private final Refuser refuser;
    private final Metrics metrics;

    Ending(Refuser refuser, Metrics metrics) {
        this.refuser = refuser;
        this.metrics = metrics;
    }

    /** On any loop; done on the exchange's own. */
    void end(Exchange exchange, Denial why) {
        exchange.downstream.context().runOnContext(here -> endHere(exchange, why));
    }

    private void endHere(Exchange exchange, Denial why) {
        if (exchange.isWithdrawn() || exchange.downstream.closed().isComplete()) {
            return;
        }
        exchange.withdrawn(why);
        metrics.withdrawn(why.reason());
        if (exchange.tunnel().isPresent()) {
            exchange.tunnel().get().withdraw(closing(why));
            return;
        }
        try {
            refuser.refuse(exchange, why.asException());
        } catch (RuntimeException broken) {
            exchange.downstream.cut();
            throw broken;
        }
    }

    static Tunnel.Close closing(Denial why) {
        return why.reason() == Reason.UPSTREAM_WITHDRAWN ? Tunnel.Close.GOING_AWAY : Tunnel.Close.POLICY_VIOLATION;
    }
}
