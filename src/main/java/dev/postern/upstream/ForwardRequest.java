package dev.postern.upstream;

import dev.postern.exchange.RequestFacts;
import dev.postern.trace.ExchangeTrace;
import io.vertx.core.Future;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * What is to be forwarded. Method, client, authority and headers come from the facts; the forwarder itself removes from the headers what must not pass.
 *
 * @param facts       the request, normalised
 * @param target      path and query for the upstream, already rewritten; begins with a slash
 * @param body        unread
 * @param asserted    what the gateway says about the request besides {@code X-Forwarded-*}, {@code Forwarded} and {@code X-Request-Id}, which the forwarder adds
 *                    itself: the assertion, identity headers; in this order
 * @param credentials whether the client's {@code Authorization} was for the gateway
 * @param ownCookie   whether a cookie of this name is the gateway's
 * @param trace       what the upstream is told of the trace the request belongs to
 * @param over        done, in either way, when nobody waits for the answer any more: the client has gone, or the exchange was ended by the gateway. The upstream
 *                    is then reset. Its failure, when it has one, is what the forwarding fails with
 * @param reached     told of the connections that the request is about to be sent on, or is under way on, whenever they change: one, or two while it is hedged; for
 *                    {@link Upstreams#objection}
 */
public record ForwardRequest(
        RequestFacts facts,
        String target,
        RequestBody body,
        List<Asserted> asserted,
        Credentials credentials,
        Predicate<String> ownCookie,
        ExchangeTrace trace,
        Future<Void> over,
        Consumer<List<Dialled>> reached) {

    public ForwardRequest {
        Objects.requireNonNull(facts, "facts");
        Objects.requireNonNull(body, "body");
        Objects.requireNonNull(credentials, "credentials");
        Objects.requireNonNull(ownCookie, "ownCookie");
        Objects.requireNonNull(trace, "trace");
        Objects.requireNonNull(over, "over");
        Objects.requireNonNull(reached, "reached");
        asserted = List.copyOf(asserted);
        if (!target.startsWith("/")) {
            throw new IllegalArgumentException("a target begins with a slash");
        }
    }

    /** What becomes of the client's {@code Authorization}. */
    public enum Credentials {
        /** It was for the gateway, and the upstream never sees it. */
        OURS,
        /** It is for the upstream. */
        UPSTREAMS
    }
}
