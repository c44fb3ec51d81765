package dev.postern.gateway;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import java.util.Map;

/** An upload that goes as fast as it is taken, and no faster; it ends when it has all been taken. */
final class Pouring {

    private static final Buffer PIECE = Buffer.buffer(new byte[16 * 1024]);

    private final HttpClientRequest request;
    private final long bytes;
    private long poured;

    private Pouring(HttpClientRequest request, long bytes) {
        this.request = request;
        this.bytes = bytes;
    }

    /** A POST whose head has been sent, without an end. */
    static HttpClientRequest open(HttpClient client, String path, Map<String, String> headers) throws Exception {
        return Lab.await(client.request(HttpMethod.POST, path).compose(request -> {
            request.headers().addAll(MultiMap.caseInsensitiveMultiMap().addAll(headers));
            return request.setChunked(true).sendHead().map(request);
        }));
    }

    static void into(HttpClientRequest request, long bytes) {
        request.exceptionHandler(cut -> { });
        new Pouring(request, bytes).more();
    }

    private void more() {
        while (poured < bytes) {
            if (request.writeQueueFull()) {
                request.drainHandler(drained -> more());
                return;
            }
            poured += PIECE.length();
            request.write(PIECE);
        }
        request.end();
    }

    static Future<Call> whole(Future<HttpClientResponse> response) {
        return response.compose(head -> head.body().map(body -> new Call(head.statusCode(), head.headers(), body, head.trailers())));
    }
}
