package dev.postern.portal;

import dev.postern.exchange.Reason;
import dev.postern.exchange.RefusedException;
import dev.postern.page.PageHeaders;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.function.Supplier;

/** How the portal's answers look on the wire. */
final class Replies {

    private Replies() {}

    static Future<Void> only(HttpServerRequest request, Supplier<Future<Void>> answer, String... methods) {
        if (List.of(methods).contains(request.method().name())) {
            return answer.get();
        }
        request.response().putHeader("Allow", String.join(", ", methods));
        return Future.failedFuture(new RefusedException(Reason.REQUEST_METHOD_REFUSED, "the page takes " + String.join(", ", methods)));
    }

    static Future<Void> page(HttpServerRequest request, String html) {
        PageHeaders.set(request.response().headers());
        return whole(request, html);
    }

    static Future<Void> pageWithFormTo(HttpServerRequest request, String html, String origin) {
        PageHeaders.setWithFormTo(request.response().headers(), origin);
        return whole(request, html);
    }

    /** The address of an asset changes with its content, so it may be kept for long. */
    static Future<Void> asset(HttpServerRequest request, String type, String content) {
        fixed(request.response(), type, "public, max-age=86400");
        return whole(request, content);
    }

    /** Verifiers fetch keys often and everywhere (RFC 7517 §8.5). */
    static Future<Void> keys(HttpServerRequest request, String jwks) {
        fixed(request.response(), "application/jwk-set+json", "public, max-age=300").putHeader("Access-Control-Allow-Origin", "*");
        return whole(request, jwks);
    }

    private static HttpServerResponse fixed(HttpServerResponse response, String type, String caching) {
        return response.putHeader("Content-Type", type).putHeader("Cache-Control", caching).putHeader("X-Content-Type-Options", "nosniff");
    }

    /** Over HTTP/2 the server sends whatever it is given, after HEAD too (RFC 9110 §9.3.2). */
    private static Future<Void> whole(HttpServerRequest request, String content) {
        Buffer octets = Buffer.buffer(content);
        HttpServerResponse response = request.response().putHeader("Content-Length", Integer.toString(octets.length()));
        return request.method().name().equals("HEAD") ? response.end() : response.end(octets);
    }

    /** OpenID Connect Back-Channel Logout 1.0 §2.8. */
    static Future<Void> done(HttpServerResponse response) {
        return response.putHeader("Cache-Control", "no-store").end();
    }

    /** The same, for whatever is wrong: which check failed is nobody's business but the record's. */
    static Future<Void> badLogout(HttpServerResponse response) {
        return fixed(response.setStatusCode(400), "application/json", "no-store").end("{\"error\":\"invalid_request\"}");
    }

    static Future<Void> redirect(HttpServerResponse response, String location) {
        return response.setStatusCode(303)
                .putHeader("Location", location)
                .putHeader("Cache-Control", "no-store")
                .putHeader("Referrer-Policy", "no-referrer")
                .end();
    }
}
