package dev.postern.edge;

import dev.postern.config.IngressConfig;
import dev.postern.config.IngressConfig.Bounds;
import dev.postern.exchange.Client;
import dev.postern.exchange.Headers;
import dev.postern.exchange.Protocol;
import dev.postern.exchange.Reason;
import dev.postern.exchange.RefusedException;
import dev.postern.exchange.RequestFacts;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.http.HttpServerRequest;
import java.util.Set;

/**
 * Makes the one canonical request out of what a client sent, or refuses it. What could be read in two ways by two parties is refused, never repaired (RFC 9110, 9112, 9113).
 *
 * <p>Pure but for the request it reads; called once for each exchange, on its event loop, after its body has been paused.
 */
final class Hygiene {

    /** RFC 9110 §9.3 and RFC 5789. CONNECT and TRACE are not for an ingress; others are not known here. */
    static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";

    private static final Set<String> ACCEPTED = Set.of(METHODS.split(", "));

    private final Bounds bounds;
    private final HeaderRules headers;
    private final HopTrust hops;

    /** @param guarded names of headers, any case, that the gateway writes for upstreams besides its fixed ones */
    Hygiene(IngressConfig config, Set<String> guarded) {
        this.bounds = config.bounds();
        this.headers = new HeaderRules(config.bounds(), new GuardedNames(guarded));
        this.hops = new HopTrust(config.trustedHops());
    }

    /** @throws RefusedException with the reason */
    RequestFacts check(Downstream downstream) {
        HttpServerRequest request = downstream.request();
        if (request.decoderResult().isFailure()) {
            throw undecodable(request.decoderResult().cause());
        }
        if (downstream.protocol() == Protocol.HTTP_1_0) {
            throw malformed("HTTP version");
        }
        String method = request.method().name();
        if (!ACCEPTED.contains(method)) {
            throw new RefusedException(Reason.REQUEST_METHOD_REFUSED, "method " + downstream.rawMethod());
        }
        if (request.uri().length() > bounds.uriBytes()) {
            throw new RefusedException(Reason.REQUEST_URI_TOO_LONG, "request target of " + request.uri().length() + " octets");
        }
        headers.check(request.headers(), downstream.protocol());
        Target target = Target.of(request, downstream.protocol());
        SniMatch.check(downstream.peer(), target.authority());
        Client client = hops.client(downstream.peer(), request.headers());
        downstream.client(client);
        return new RequestFacts(downstream.id(), downstream.receivedAt(), downstream.protocol(), method, target.authority(), target.path(), target.query(),
                Headers.of(EndToEnd.of(request.headers())), client);
    }

    private static RefusedException undecodable(Throwable cause) {
        return switch (cause) {
            case TooLongHttpLineException line -> new RefusedException(Reason.REQUEST_URI_TOO_LONG, "request line too long");
            case TooLongHttpHeaderException header -> new RefusedException(Reason.REQUEST_HEADERS_TOO_LARGE, "headers too large or too many");
            default -> malformed(Printable.of(String.valueOf(cause.getMessage()).replace(' ', '_'), 120));
        };
    }

    private static RefusedException malformed(String detail) {
        return new RefusedException(Reason.REQUEST_MALFORMED, detail);
    }
}
