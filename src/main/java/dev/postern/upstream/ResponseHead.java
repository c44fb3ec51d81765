package dev.postern.upstream;

import dev.postern.exchange.FieldText;
import dev.postern.exchange.Memo;
import dev.postern.exchange.Reason;
import dev.postern.exchange.RefusedException;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The head of an upstream's answer, judged and cleaned.
 *
 * @param status  200 to 599
 * @param headers what may pass to the client
 * @param length  octets of body that must come; empty when the body ends by its framing
 */
record ResponseHead(int status, MultiMap headers, OptionalLong length) {

    private static final Set<String> NEVER_IN_TRAILERS = Set.of(
            "content-length", "content-encoding", "content-type", "content-range", "host", "authorization", "set-cookie", "cookie", "cache-control", "expires",
            "location", "vary", "age", "date", "retry-after", "www-authenticate", "max-forwards", "range", "expect", "alt-svc", "strict-transport-security",
            "content-security-policy", "access-control-allow-origin", "access-control-allow-credentials");
    private static final int MAX_LENGTH_DIGITS = 18;
    private static final Memo<Name> NAMES = new Memo<>(ResponseHead::judge);

    /** What there is to say about a header by its name alone. */
    private record Name(String folded, boolean token, boolean passes) {}

    private static Name judge(String name) {
        String folded = FieldText.folded(name);
        return new Name(folded, FieldText.isToken(name), !HopByHop.isAlways(folded) && !isOurs(folded));
    }

    /** @throws RefusedException when the answer must not be passed on */
    static ResponseHead of(HttpClientResponse response, HttpMethod method, Predicate<String> ownCookie) {
        int status = response.statusCode();
        if (status < 200 || status > 599) {
            throw broken("status " + status + " is no final answer");
        }
        MultiMap received = response.headers();
        List<String> codings = received.getAll(HttpHeaders.TRANSFER_ENCODING);
        if (!codings.isEmpty() && (codings.size() > 1 || !codings.getFirst().strip().equalsIgnoreCase("chunked"))) {
            throw broken("a transfer coding that is not chunked");
        }
        OptionalLong declared = length(received.getAll(HttpHeaders.CONTENT_LENGTH));
        if (declared.isPresent() && !codings.isEmpty()) {
            throw broken("both Content-Length and Transfer-Encoding");
        }
        MultiMap headers = cleaned(received);
        Cookies.keepFromClient(headers, ownCookie);
        boolean bodyless = method.equals(HttpMethod.HEAD) || status == 204 || status == 304;
        if (status == 204) {
            headers.remove(HttpHeaders.CONTENT_LENGTH);
        } else if (declared.isPresent() && received.getAll(HttpHeaders.CONTENT_LENGTH).size() > 1) {
            headers.set(HttpHeaders.CONTENT_LENGTH, Long.toString(declared.getAsLong()));
        }
        return new ResponseHead(status, headers, bodyless ? OptionalLong.of(0) : declared);
    }

    /** The headers of an answer that switches protocols, cleaned like any other. */
    static MultiMap switching(MultiMap received, Predicate<String> ownCookie) {
        MultiMap headers = cleaned(received);
        Cookies.keepFromClient(headers, ownCookie);
        return headers;
    }

    private static OptionalLong length(List<String> values) {
        if (values.isEmpty()) {
            return OptionalLong.empty();
        }
        String first = values.getFirst().strip();
        boolean number = !first.isEmpty() && first.length() <= MAX_LENGTH_DIGITS && FieldText.isDigits(first);
        if (!number || values.size() > 1 && !values.stream().allMatch(value -> value.strip().equals(first))) {
            throw broken("Content-Length is not one number");
        }
        return OptionalLong.of(Long.parseLong(first));
    }

    private static MultiMap cleaned(MultiMap received) {
        HopByHop hopByHop = HopByHop.of(received.getAll(HttpHeaders.CONNECTION));
        MultiMap out = HttpHeaders.headers();
        received.forEach((name, value) -> {
            Name known = NAMES.of(name);
            if (!known.token() || !FieldText.isValue(value)) {
                throw broken("a header holds a character that is not allowed");
            }
            if (known.passes() && !hopByHop.lists(known.folded())) {
                out.add(name, value);
            }
        });
        return out;
    }

    /** An upstream does not speak for the gateway, and does not tell a browser to go around it. */
    private static boolean isOurs(String folded) {
        return folded.startsWith("x-postern-") || folded.equals("alt-svc");
    }

    /** Trailers that may pass: nothing that frames, routes, authenticates or sets what a head has decided (RFC 9110 §6.5.1). */
    static MultiMap trailers(MultiMap received) {
        MultiMap out = HttpHeaders.headers();
        if (received.isEmpty()) {
            return out;
        }
        HopByHop hopByHop = HopByHop.of(received.getAll(HttpHeaders.CONNECTION));
        received.forEach((name, value) -> {
            Name known = NAMES.of(name);
            boolean passes = known.token() && known.passes() && FieldText.isValue(value) && !hopByHop.lists(known.folded()) && !NEVER_IN_TRAILERS.contains(known.folded());
            if (passes) {
                out.add(name, value);
            }
        });
        return out;
    }

    private static RefusedException broken(String detail) {
        return new RefusedException(Reason.UPSTREAM_BROKEN, detail);
    }
}
