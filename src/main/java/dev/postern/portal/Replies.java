package dev.postern.portal;

import dev.postern.exchange.Reason;
import dev.postern.exchange.RefusedException;
import dev.postern.page.PageHeaders;
import io.vertx.core.Future;
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

    static Future<Void> page(HttpServerResponse response, String html) {
        PageHeaders.set(response.headers());
        return response.end(html);
    }

    static Future<Void> pageWithFormTo(HttpServerResponse response, String html, String origin) {
        PageHeaders.setWithFormTo(response.headers(), origin);
        return response.end(html);
    }

    /** The address of an asset changes with its content, so it may be kept for long. */
    static Future<Void> asset(HttpServerResponse response, String type, String content) {
        return fixed(response, type, "public, max-age=86400").end(content);
    }

    /** Verifiers fetch keys often and everywhere (RFC 7517 §8.5). */
    static Future<Void> keys(HttpServerResponse response, String jwks) {
        return fixed(response, "application/jwk-set+json", "public, max-age=300").putHeader("Access-Control-Allow-Origin", "*").end(jwks);
    }

    private static HttpServerResponse fixed(HttpServerResponse response, String type, String caching) {
        return response.putHeader("Content-Type", type).putHeader("Cache-Control", caching).putHeader("X-Content-Type-Options", "nosniff");
    }

    static Future<Void> redirect(HttpServerResponse response, String location) {
        return response.setStatusCode(303)
                .putHeader("Location", location)
                .putHeader("Cache-Control", "no-store")
                .putHeader("Referrer-Policy", "no-referrer")
                .end();
    }
}
