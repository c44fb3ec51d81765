package dev.postern.upstream;

import dev.postern.exchange.Reason;
import dev.postern.exchange.RefusedException;
import dev.postern.exchange.RequestFacts;
import dev.postern.route.HeaderEdits;
import io.vertx.core.MultiMap;
import java.net.InetAddress;
import java.util.HashSet;
import java.util.Set;

/**
 * Makes the headers an upstream sees out of the client's: first everything goes that ends at the gateway or that only the gateway can say, in every spelling; then the
 * route's edits; then what the gateway says. In this order nothing the client sends, {@code Connection} included, can remove or double what the gateway says.
 */
final class RequestHead {

    /** Framing and connection: decided here, never passed. Expectations were met by the edge. */
    private static final Set<String> REMADE = Set.of("host", "content-length", "expect");
    private static final int HTTPS = 443;

    private final OwnedNames owned;
    private final HeaderEdits edits;

    RequestHead(OwnedNames owned, HeaderEdits edits) {
        this.owned = owned;
        this.edits = edits;
    }

    /** @throws RefusedException when a header cannot be passed on without ambiguity */
    MultiMap headers(ForwardRequest request) {
        MultiMap out = io.vertx.core.http.HttpHeaders.headers();
        try {
            copy(request, out);
            edits.apply(out);
            sayWhereItComesFrom(request.facts(), out);
            request.asserted().forEach(asserted -> out.remove(asserted.name()));
            request.asserted().forEach(asserted -> out.add(asserted.name(), asserted.encoded()));
            return out;
        } catch (IllegalArgumentException notAHeader) {
            throw new RefusedException(Reason.REQUEST_HEADER_REFUSED, "a header cannot be written to the upstream");
        }
    }

    private void copy(ForwardRequest request, MultiMap out) {
        MultiMap received = MultiMap.caseInsensitiveMultiMap();
        request.facts().headers().forEach(received::add);
        HopByHop hopByHop = HopByHop.of(received);
        Set<String> asserted = new HashSet<>();
        request.asserted().forEach(header -> asserted.add(HeaderText.folded(header.name())));
        boolean dropAuthorization = request.credentials() == ForwardRequest.Credentials.OURS;
        received.forEach((name, value) -> {
            String folded = HeaderText.folded(name);
            boolean passes = !REMADE.contains(folded) && !hopByHop.has(folded) && !owned.has(folded) && !asserted.contains(folded)
                    && !(dropAuthorization && folded.equals("authorization"));
            if (passes) {
                check(name, value);
                out.add(name, value);
            }
        });
        Cookies.keepFromUpstream(out, request.ownCookie());
        if (acceptsTrailers(received)) {
            out.set("te", "trailers");
        }
    }

    private static void check(String name, String value) {
        if (!HeaderText.isToken(name) || !HeaderText.isValue(value)) {
            throw new RefusedException(Reason.REQUEST_HEADER_REFUSED, "a header holds a character that is not allowed");
        }
    }

    private static boolean acceptsTrailers(MultiMap received) {
        for (String line : received.getAll("te")) {
            for (String coding : line.split(",")) {
                if (coding.strip().equalsIgnoreCase("trailers")) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Never appended to what came: a client could have said anything. */
    private static void sayWhereItComesFrom(RequestFacts facts, MultiMap out) {
        String address = address(facts.client().address());
        String host = facts.authority().toString();
        out.set("X-Forwarded-For", address);
        out.set("X-Forwarded-Proto", "https");
        out.set("X-Forwarded-Host", host);
        out.set("X-Forwarded-Port", Integer.toString(facts.authority().port().orElse(HTTPS)));
        out.set("Forwarded", "for=" + node(address) + ";host=\"" + host + "\";proto=https");
        out.set("X-Request-Id", facts.id().value());
    }

    /** Without the zone of a link-local address, which means nothing to anybody else. */
    private static String address(InetAddress address) {
        String text = address.getHostAddress();
        int zone = text.indexOf('%');
        return zone < 0 ? text : text.substring(0, zone);
    }

    /** RFC 7239 §6: an IPv6 address stands in brackets and quotes. */
    private static String node(String address) {
        return address.indexOf(':') < 0 ? address : "\"[" + address + "]\"";
    }
}
