package dev.postern.upstream;

import dev.postern.config.Problems;
import dev.postern.config.RouteConfig;
import dev.postern.exchange.Authority;
import dev.postern.exchange.Reason;
import dev.postern.exchange.RefusedException;
import dev.postern.inspect.MessageExamination;
import dev.postern.policy.Permit;
import dev.postern.route.Route;
import dev.postern.route.RouteActions;
import dev.postern.route.RouteTable;
import dev.postern.upstream.WebSocketHandshake.Extensions;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.net.HostAndPort;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Sends what the policy has permitted to its upstream, and nothing else: each of its methods takes the {@link Permit} first.
 *
 * <p>To be called on the event loop of the exchange; it answers there. All failures are {@code RefusedException}s: {@code upstream.unreachable}, {@code upstream.untrusted},
 * {@code upstream.timeout}, {@code upstream.broken}, {@code upstream.busy}, or what the request's own body or its {@code over} failed with.
 */
public final class Forwarder {

    /** CONNECT opens a tunnel past every later decision, TRACE shows the client what the gateway says to the upstream. */
    private static final Set<String> NEVER_FORWARDED = Set.of("CONNECT", "TRACE");

    /** By the index of the route; empty for a route that redirects. */
    private final List<Optional<Destination>> destinations;

    private Forwarder(List<Optional<Destination>> destinations) {
        this.destinations = destinations;
    }

    /** Compiles for these routes; reports routes whose upstream does not exist. */
    public static Forwarder compile(RouteTable routes, Upstreams upstreams, Problems problems) {
        return compile(routes, upstreams, problems, Bounds.UPGRADE_IDLE);
    }

    static Forwarder compile(RouteTable table, Upstreams upstreams, Problems problems, Duration upgradeIdle) {
        List<Route> routes = table.routes();
        OwnedNames owned = OwnedNames.with(routes.stream().flatMap(route -> identityHeaders(route.config())).toList());
        List<Optional<Destination>> destinations = new ArrayList<>(Collections.nCopies(routes.size(), Optional.empty()));
        for (Route route : routes) {
            destinations.set(route.index(), route.config().upstream().flatMap(name -> {
                Optional<Pool> pool = upstreams.pool(name.value());
                if (pool.isEmpty()) {
                    problems.add(name.at(), "route " + route.name() + " names an upstream that is not there: " + name);
                }
                return pool.map(found -> destination(new Compiling(found, owned, upgradeIdle, problems), route.config(), table.actions(route)));
            }));
        }
        return new Forwarder(List.copyOf(destinations));
    }

    private static Stream<String> identityHeaders(RouteConfig route) {
        return Stream.of(route.identityHeaders().user(), route.identityHeaders().groups(), route.identityHeaders().device()).flatMap(Optional::stream);
    }

    private record Compiling(Pool pool, OwnedNames owned, Duration upgradeIdle, Problems problems) {}

    private static Destination destination(Compiling with, RouteConfig route, RouteActions actions) {
        return new Destination(with.pool(), host(route, with.problems()), route.timeouts().orElse(with.pool().definition().timeouts()),
                new RequestHead(with.owned(), actions.requestHeaders()), actions.responseHeaders(),
                route.upgrades().contains("websocket") ? new Destination.Upgrades.WebSocket(with.upgradeIdle()) : new Destination.Upgrades.None());
    }

    private static Destination.HostRule host(RouteConfig route, Problems problems) {
        if (route.rewrite().host().isEmpty()) {
            return new Destination.HostRule.Own();
        }
        String host = route.rewrite().host().get();
        if (host.equals("preserve")) {
            return new Destination.HostRule.Preserved();
        }
        try {
            Authority authority = Authority.parse(host);
            return new Destination.HostRule.Fixed(HostAndPort.create(authority.host(), authority.port().orElse(-1)));
        } catch (RefusedException notAHost) {
            problems.add(route.name().at(), "not a host: " + host, "expected a host, host:port, or preserve");
            return new Destination.HostRule.Own();
        }
    }

    /** Forwards a request; the answer's head is the result, its body still unread. */
    public Future<ForwardedResponse> forward(Permit permit, ForwardRequest request) {
        try {
            Destination destination = destination(permit);
            if (NEVER_FORWARDED.contains(request.facts().method())) {
                throw new RefusedException(Reason.REQUEST_METHOD_REFUSED, request.facts().method() + " is never forwarded");
            }
            return new Forwarding(destination, request, destination.head().lines(request)).start();
        } catch (RefusedException refused) {
            return Future.failedFuture(refused);
        }
    }

    /**
     * Opens a WebSocket (RFC 6455), when the route accepts upgrades. Only after the upstream has agreed is the client told so, and only then does any of the client's octets
     * pass. An upstream that does not agree has its answer forwarded like any other.
     *
     * @param request  a GET without a body, over HTTP/1.1; refused otherwise
     * @param client   switches the client's side
     * @param messages looks into what both say; without it octets pass as they come. No extension is offered to the upstream then: what is compressed cannot be looked into
     */
    public Future<Upgraded> upgrade(Permit permit, ForwardRequest request, ClientSwitch client, Optional<MessageExamination> messages) {
        try {
            Destination destination = destination(permit);
            return switch (destination.upgrades()) {
                case Destination.Upgrades.None none -> throw new RefusedException(Reason.REQUEST_UPGRADE_REFUSED, "the route accepts no upgrades");
                case Destination.Upgrades.WebSocket webSocket -> {
                    WebSocketHandshake handshake = WebSocketHandshake.of(request, messages.isPresent() ? Extensions.NONE : Extensions.ANY);
                    MultiMap headers = handshake.offer(destination.head().headers(request));
                    yield new Upgrading(destination, request, new Upgrading.Offer(handshake, headers, new Tunnel.Terms(webSocket.idle(), messages), client)).start();
                }
            };
        } catch (RefusedException refused) {
            return Future.failedFuture(refused);
        }
    }

    private Destination destination(Permit permit) {
        int index = permit.route().index();
        return (index < destinations.size() ? destinations.get(index) : Optional.<Destination>empty())
                .orElseThrow(() -> new RefusedException(Reason.INTERNAL, "the route has no upstream"));
    }
}
