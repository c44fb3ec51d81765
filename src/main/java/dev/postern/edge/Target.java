package dev.postern.edge;

import dev.postern.exchange.Authority;
import dev.postern.exchange.CanonicalPath;
import dev.postern.exchange.Memo;
import dev.postern.exchange.Protocol;
import dev.postern.exchange.Reason;
import dev.postern.exchange.RefusedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.util.List;
import java.util.Locale;

/**
 * What a request asks for: authority, canonical path and raw query, from origin-form or absolute-form (RFC 9112 §3.2) or pseudo-headers (RFC 9113 §8.3.1). Where the
 * authority is said twice, both must agree; the asterisk-form is refused, as no route could match it.
 */
record Target(Authority authority, CanonicalPath path, String query) {

    private static final String HTTPS = "https://";
    private static final int HTTPS_PORT = 443;
    private static final Memo<Authority> AUTHORITIES = new Memo<>(Authority::parse);

    static Target of(HttpServerRequest request, Protocol protocol) {
        Authority authority = protocol == Protocol.HTTP_2 ? pseudo(request) : host(request);
        String uri = request.uri();
        if (uri.startsWith("/")) {
            return split(authority, uri);
        }
        if (protocol == Protocol.HTTP_2 || !uri.toLowerCase(Locale.ROOT).startsWith(HTTPS)) {
            throw malformed("request target is neither a path nor an https URL");
        }
        return absolute(authority, uri.substring(HTTPS.length()));
    }

    private static Target absolute(Authority host, String rest) {
        int end = firstOf(rest);
        agree(host, Authority.parse(rest.substring(0, end)));
        String tail = rest.substring(end);
        return split(host, tail.startsWith("/") ? tail : '/' + tail);
    }

    private static int firstOf(String rest) {
        for (int i = 0; i < rest.length(); i++) {
            char c = rest.charAt(i);
            if (c == '/' || c == '?' || c == '#') {
                return i;
            }
        }
        return rest.length();
    }

    private static Target split(Authority authority, String uri) {
        int mark = uri.indexOf('?');
        CanonicalPath path = CanonicalPath.parse(mark < 0 ? uri : uri.substring(0, mark));
        return new Target(authority, path, mark < 0 ? "" : query(uri.substring(mark + 1)));
    }

    /** The query stays as it came, so that a signature over it still holds: visible ASCII without a fragment mark. */
    private static String query(String raw) {
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c <= 0x20 || c >= 0x7f || c == '#') {
                throw malformed("query holds an octet outside visible ASCII, or a fragment mark");
            }
        }
        return raw;
    }

    private static Authority host(HttpServerRequest request) {
        List<String> hosts = request.headers().getAll(HttpHeaders.HOST);
        if (hosts.size() != 1) {
            throw new RefusedException(Reason.REQUEST_AUTHORITY_INVALID, hosts.size() + " host headers");
        }
        return AUTHORITIES.of(hosts.getFirst());
    }

    /** Vert.x gives {@code :authority}, or {@code host} in its absence, and leaves further {@code host} lines among the headers. */
    private static Authority pseudo(HttpServerRequest request) {
        if (!"https".equals(request.scheme())) {
            throw malformed(":scheme is not https");
        }
        HostAndPort asked = request.authority();
        if (asked == null) {
            throw new RefusedException(Reason.REQUEST_AUTHORITY_INVALID, "no authority");
        }
        Authority authority = AUTHORITIES.of(asked.toString());
        if (request.headers().contains(HttpHeaders.HOST)) {
            request.headers().getAll(HttpHeaders.HOST).forEach(host -> agree(authority, Authority.parse(host)));
        }
        return authority;
    }

    private static void agree(Authority one, Authority other) {
        if (!one.host().equals(other.host()) || one.port().orElse(HTTPS_PORT) != other.port().orElse(HTTPS_PORT)) {
            throw new RefusedException(Reason.REQUEST_AUTHORITY_INVALID, "two authorities");
        }
    }

    private static RefusedException malformed(String detail) {
        return new RefusedException(Reason.REQUEST_MALFORMED, detail);
    }
}
