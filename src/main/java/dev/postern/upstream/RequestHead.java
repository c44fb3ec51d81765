package dev.postern.upstream;

import dev.postern.exchange.FieldText;
import dev.postern.exchange.Headers;
import dev.postern.exchange.Memo;
import dev.postern.exchange.Reason;
import dev.postern.exchange.RefusedException;
import dev.postern.exchange.RequestFacts;
import dev.postern.route.HeaderEdits;
import dev.postern.trace.TraceHeaders;
import io.netty.util.AsciiString;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;

/**
 * Makes the headers an upstream sees out of the client's: first everything goes that ends at the gateway or that only the gateway can say, in every spelling; then the
 * route's edits; then what the gateway says. In this order nothing the client sends, {@code Connection} included, can remove or double what the gateway says.
 */
final class RequestHead {

    /** Framing and connection: decided here, never passed. Expectations were met by the edge. */
    private static final Set<String> REMADE = Set.of("host", "content-length", "expect");
    private static final int HTTPS = 443;
    private static final String COOKIE = "cookie";
    private static final CharSequence TE = HttpHeaders.createOptimized("te");
    private static final CharSequence FORWARDED_FOR = HttpHeaders.createOptimized("X-Forwarded-For");
    private static final CharSequence FORWARDED_PROTO = HttpHeaders.createOptimized("X-Forwarded-Proto");
    private static final CharSequence FORWARDED_HOST = HttpHeaders.createOptimized("X-Forwarded-Host");
    private static final CharSequence FORWARDED_PORT = HttpHeaders.createOptimized("X-Forwarded-Port");
    private static final CharSequence FORWARDED = HttpHeaders.createOptimized("Forwarded");
    private static final CharSequence REQUEST_ID = HttpHeaders.createOptimized("X-Request-Id");
    private static final List<CharSequence> SAID = List.of(FORWARDED_FOR, FORWARDED_PROTO, FORWARDED_HOST, FORWARDED_PORT, FORWARDED, REQUEST_ID);

    private final OwnedNames owned;
    private final HeaderEdits edits;
    private final Memo<Name> names = new Memo<>(this::judge);

    /** What there is to say about a client's header by its name alone. */
    private record Name(CharSequence written, String folded, boolean token, boolean passes, boolean traces) {

        boolean is(String other) {
            return folded.equals(other);
        }
    }

    RequestHead(OwnedNames owned, HeaderEdits edits) {
        this.owned = owned;
        this.edits = edits;
    }

    private Name judge(String name) {
        String folded = FieldText.folded(name);
        return new Name(HttpHeaders.createOptimized(name), folded, FieldText.isToken(name), !REMADE.contains(folded) && !HopByHop.isAlways(folded) && !owned.has(folded), TraceHeaders.has(folded));
    }

    /** @throws RefusedException when a header cannot be passed on without ambiguity */
    HeaderLines lines(ForwardRequest request) {
        try {
            HeaderLines out = received(request);
            if (!edits.isEmpty()) {
                MultiMap edited = HttpHeaders.headers();
                out.writeTo(edited);
                edits.apply(edited);
                SAID.forEach(edited::remove);
                request.asserted().forEach(asserted -> edited.remove(asserted.name()));
                out = HeaderLines.of(edited);
            }
            sayWhereItComesFrom(request.facts(), out);
            for (Asserted asserted : request.asserted()) {
                out.add(asserted.name(), asserted.encoded());
            }
            return out;
        } catch (IllegalArgumentException notAHeader) {
            throw new RefusedException(Reason.REQUEST_HEADER_REFUSED, "a header cannot be written to the upstream");
        }
    }

    /** @throws RefusedException when a header cannot be passed on without ambiguity */
    MultiMap headers(ForwardRequest request) {
        MultiMap out = HttpHeaders.headers();
        lines(request).writeTo(out);
        return out;
    }

    private HeaderLines received(ForwardRequest request) {
        Headers received = request.facts().headers();
        HopByHop hopByHop = HopByHop.of(received.all(HttpHeaders.CONNECTION));
        boolean dropAuthorization = request.credentials() == ForwardRequest.Credentials.OURS;
        HeaderLines out = new HeaderLines();
        received.forEach((header, value) -> {
            Name name = names.of(header);
            boolean said = isAsserted(name, request) || name.traces() && !TraceHeaders.pass(name.folded(), request.trace());
            if (name.passes() && !said && !hopByHop.lists(name.folded()) && !(dropAuthorization && name.is("authorization"))) {
                AsciiString written = written(name, value);
                if (!name.is(COOKIE)) {
                    out.add(name.written(), written);
                }
            }
        });
        List<String> cookies = hopByHop.lists(COOKIE) ? List.of() : received.all(HttpHeaders.COOKIE);
        if (!cookies.isEmpty()) {
            Cookies.forUpstream(cookies, request.ownCookie()).ifPresent(kept -> out.add(HttpHeaders.COOKIE, kept));
        }
        if (acceptsTrailers(received)) {
            out.add(TE, "trailers");
        }
        return out;
    }

    private static boolean isAsserted(Name name, ForwardRequest request) {
        for (Asserted asserted : request.asserted()) {
            if (asserted.name().length() == name.folded().length() && name.is(FieldText.folded(asserted.name()))) {
                return true;
            }
        }
        return false;
    }

    private static AsciiString written(Name name, String value) {
        if (!name.token()) {
            throw new IllegalArgumentException("not a name");
        }
        return FieldText.written(value);
    }

    private static boolean acceptsTrailers(Headers received) {
        for (String line : received.all(TE)) {
            for (String coding : line.split(",")) {
                if (coding.strip().equalsIgnoreCase("trailers")) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Never appended to what came: a client could have said anything. */
    private static void sayWhereItComesFrom(RequestFacts facts, HeaderLines out) {
        String address = address(facts.client().address());
        String host = facts.authority().toString();
        out.add(FORWARDED_FOR, address);
        out.add(FORWARDED_PROTO, "https");
        out.add(FORWARDED_HOST, host);
        out.add(FORWARDED_PORT, Integer.toString(facts.authority().port().orElse(HTTPS)));
        out.add(FORWARDED, "for=" + node(address) + ";host=\"" + host + "\";proto=https");
        out.add(REQUEST_ID, facts.id().value());
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
