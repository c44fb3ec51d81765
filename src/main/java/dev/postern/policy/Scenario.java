package dev.postern.policy;

import dev.postern.device.Device;
import dev.postern.exchange.Authority;
import dev.postern.exchange.CanonicalPath;
import dev.postern.exchange.Client;
import dev.postern.exchange.Headers;
import dev.postern.exchange.Protocol;
import dev.postern.exchange.RequestFacts;
import dev.postern.exchange.RequestId;
import dev.postern.identity.Principal;
import dev.postern.route.RouteMatch;
import dev.postern.route.RouteTable;
import io.vertx.core.MultiMap;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A made-up request by a made-up caller, for {@code postern explain} and policy cases: what the gateway would know, without a connection or a
 * directory.
 *
 * @param facts     the request
 * @param principal who asks
 * @param device    on what device
 */
public record Scenario(RequestFacts facts, Principal principal, Device device) {

    /** What is asked when nothing else is said: noon on Monday, 5 January 2026, UTC. Cases give the same result on every day. */
    public static final Instant DEFAULT_TIME = Instant.parse("2026-01-05T12:00:00Z");

    /** From where, when nothing else is said: an address for documentation (RFC 5737). */
    public static final InetAddress DEFAULT_ADDRESS = InetAddress.ofLiteral("192.0.2.1");

    private static final RequestId ID = new RequestId("00000000000000000000000000000000");

    /**
     * An anonymous request without a device, at {@link #DEFAULT_TIME} from {@link #DEFAULT_ADDRESS}.
     *
     * @param url absolute, {@code https} or {@code http}
     * @throws dev.postern.exchange.RefusedException when the gateway would refuse its host or path
     * @throws IllegalArgumentException when it is no absolute URL
     */
    public static Scenario of(String method, String url) {
        int scheme = url.startsWith("https://") ? 8 : url.startsWith("http://") ? 7 : 0;
        if (scheme == 0) {
            throw new IllegalArgumentException("'" + url + "' is no absolute URL: it begins with https:// or http://");
        }
        int question = url.indexOf('?') < 0 ? url.length() : url.indexOf('?');
        int slash = url.indexOf('/', scheme) < 0 ? url.length() : url.indexOf('/', scheme);
        int end = Math.min(slash, question);
        String path = end == question ? "/" : url.substring(end, question);
        String query = question == url.length() ? "" : url.substring(question + 1);
        Client client = new Client(DEFAULT_ADDRESS, DEFAULT_ADDRESS, Optional.empty(), List.of());
        return new Scenario(new RequestFacts(ID, DEFAULT_TIME, Protocol.HTTP_2, method, Authority.parse(url.substring(scheme, end)),
                CanonicalPath.parse(path), query,
                Headers.none(), client), new Principal.Anonymous(), new Device.Absent());
    }

    public Scenario by(Principal other) {
        return new Scenario(facts, other, device);
    }

    public Scenario on(Device other) {
        return new Scenario(facts, principal, other);
    }

    public Scenario at(Instant time) {
        return new Scenario(new RequestFacts(facts.id(), time, facts.protocol(), facts.method(), facts.authority(), facts.path(), facts.query(),
                facts.headers(), facts.client()),
                principal, device);
    }

    public Scenario from(InetAddress address) {
        Client client = new Client(address, address, Optional.empty(), List.of());
        return new Scenario(new RequestFacts(facts.id(), facts.receivedAt(), facts.protocol(), facts.method(), facts.authority(), facts.path(),
                facts.query(), facts.headers(), client),
                principal, device);
    }

    /** With these headers; the caller must not change them afterwards. */
    public Scenario with(MultiMap headers) {
        return new Scenario(new RequestFacts(facts.id(), facts.receivedAt(), facts.protocol(), facts.method(), facts.authority(), facts.path(),
                facts.query(), Headers.of(headers),
                facts.client()), principal, device);
    }

    /** What would be decided; empty when no route matches. */
    public Optional<Attempt> attempt(RouteTable routes) {
        return routes.match(facts).map(RouteMatch::route).map(route -> new Attempt(facts, route, principal, device));
    }
}
