package dev.postern.edge;

import dev.postern.config.IngressConfig.Bounds;
import dev.postern.exchange.FieldText;
import dev.postern.exchange.Protocol;
import dev.postern.exchange.Reason;
import dev.postern.exchange.RefusedException;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.Arrays;
import java.util.List;

/**
 * What a header section must be: bounded, made of tokens and field values (RFC 9110 §5), framed in exactly one way (RFC 9112 §6, RFC 9113 §8.2.2), free of names that a
 * back end could mistake for ours.
 */
final class HeaderRules {

    /** Of these a second line would leave it to each reader which one counts. */
    private static final List<CharSequence> SINGLE = names("content-length", "transfer-encoding", "content-type", "expect", "upgrade", "origin");

    /** Connection-specific fields mean a malformed request in HTTP/2. */
    private static final List<CharSequence> NOT_IN_HTTP_2 = names("connection", "keep-alive", "proxy-connection", "transfer-encoding", "upgrade");

    /** The handshake of WebSocket drafts before RFC 6455, in which eight octets of body come without being announced. */
    private static final List<CharSequence> UNANNOUNCED_BODY = names("sec-websocket-key1", "sec-websocket-key2");

    private static final CharSequence TE = HttpHeaders.createOptimized("te");
    private static final int LINE_OVERHEAD = 4; // colon, blank, CRLF

    private final Bounds bounds;
    private volatile GuardedNames guarded;

    HeaderRules(Bounds bounds, GuardedNames guarded) {
        this.bounds = bounds;
        this.guarded = guarded;
    }

    void guard(GuardedNames names) {
        guarded = names;
    }

    private static List<CharSequence> names(String... names) {
        return Arrays.stream(names).map(HttpHeaders::createOptimized).toList();
    }

    void check(MultiMap headers, Protocol protocol) {
        Section section = new Section(protocol);
        headers.forEach(section::field);
        section.finish();
        single(headers);
        framing(headers, protocol);
        String expect = headers.get(HttpHeaders.EXPECT); // one line at most, as single() has seen
        if (expect != null && !expect.equalsIgnoreCase("100-continue")) {
            throw new RefusedException(Reason.REQUEST_HEADER_REFUSED, "expect is not 100-continue");
        }
    }

    private static void single(MultiMap headers) {
        for (CharSequence name : SINGLE) {
            if (headers.contains(name) && headers.getAll(name).size() > 1) {
                throw malformed("several " + name);
            }
        }
        for (CharSequence name : UNANNOUNCED_BODY) {
            if (headers.contains(name)) {
                throw malformed(name.toString());
            }
        }
    }

    private static void framing(MultiMap headers, Protocol protocol) {
        String length = headers.get(HttpHeaders.CONTENT_LENGTH);
        if (length != null && (length.isEmpty() || length.length() > 18 || !FieldText.isDigits(length))) {
            throw malformed("content-length is not a number");
        }
        if (protocol == Protocol.HTTP_2) {
            notConnectionSpecific(headers);
            return;
        }
        String coding = headers.get(HttpHeaders.TRANSFER_ENCODING);
        if (coding != null && (length != null || !coding.equalsIgnoreCase("chunked"))) {
            throw malformed(length == null ? "transfer-encoding is not chunked" : "transfer-encoding and content-length");
        }
    }

    private static void notConnectionSpecific(MultiMap headers) {
        for (CharSequence name : NOT_IN_HTTP_2) {
            if (headers.contains(name)) {
                throw malformed(name + " in HTTP/2");
            }
        }
        for (String te : headers.contains(TE) ? headers.getAll(TE) : List.<String>of()) {
            if (!te.equalsIgnoreCase("trailers")) {
                throw malformed("te in HTTP/2");
            }
        }
    }

    private static RefusedException malformed(String detail) {
        return new RefusedException(Reason.REQUEST_MALFORMED, detail);
    }

    /** Sums over one section. HTTP/2 clients send each cookie as a line of its own, so there only the octets of cookies are bounded. */
    private final class Section {

        private final Protocol protocol;
        private int lines;
        private long octets;
        private long cookieOctets;

        Section(Protocol protocol) {
            this.protocol = protocol;
        }

        void field(String name, String value) {
            GuardedNames.Finding found = guarded.judge(name);
            boolean cookie = found == GuardedNames.Finding.COOKIE;
            octets += name.length() + value.length() + LINE_OVERHEAD;
            cookieOctets += cookie ? value.length() : 0;
            lines += cookie && protocol == Protocol.HTTP_2 ? 0 : 1;
            if (found == GuardedNames.Finding.NO_TOKEN) {
                throw malformed("header name is no token");
            }
            if (!FieldText.isValue(value)) {
                throw malformed("header value holds a control octet");
            }
            if (found == GuardedNames.Finding.ALIAS) {
                throw new RefusedException(Reason.REQUEST_HEADER_REFUSED, "header " + Printable.of(name, 64) + " could be taken for one of the gateway's");
            }
        }

        void finish() {
            if (lines > bounds.headerCount() || octets > bounds.headerBytes()) {
                throw new RefusedException(Reason.REQUEST_HEADERS_TOO_LARGE, lines + " header lines, " + octets + " octets");
            }
            if (cookieOctets > bounds.headerBytes() / 2) {
                throw new RefusedException(Reason.REQUEST_HEADERS_TOO_LARGE, "cookies of " + cookieOctets + " octets");
            }
        }
    }
}
