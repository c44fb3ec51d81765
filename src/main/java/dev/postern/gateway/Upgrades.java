package dev.postern.gateway;

import dev.postern.edge.Upgrade;
import dev.postern.exchange.Authority;
import dev.postern.exchange.Reason;
import dev.postern.exchange.RefusedException;
import dev.postern.exchange.RequestFacts;
import dev.postern.inspect.Conversation;
import dev.postern.inspect.MessageExamination;
import dev.postern.upstream.RequestBody;
import dev.postern.upstream.Upgraded;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

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

    /** What need not be shown to inspectors to be refused. */
    static void require(Exchange exchange) {
        if (exchange.plan().upgrades() == RoutePlan.Upgrades.NONE) {
            throw new RefusedException(Reason.REQUEST_UPGRADE_REFUSED, "the route accepts no upgrade");
        }
        if (!sameSite(exchange)) {
            throw new RefusedException(Reason.REQUEST_ORIGIN_REFUSED, "a page of another origin asks for an upgrade");
        }
    }

    /** @param facts once the request has passed the inspectors, with the headers that they left */
    static Future<Upgraded> ask(Exchange exchange, RequestFacts facts, RequestBody body) {
        Optional<MessageExamination> messages = switch (exchange.examined().conversation()) {
            case Conversation.Refused(String inspector) -> throw new RefusedException(Reason.CONTENT_UNINSPECTED, inspector + " cannot look into what follows an upgrade");
            case Conversation.Unseen unseen -> Optional.empty();
            case Conversation.Examined examined -> Optional.of(examined.by());
        };
        return exchange.snapshot.forwarder().upgrade(exchange.permit(), Outgoing.of(exchange, facts, body), exchange.downstream::upgrade, messages);
    }
}
