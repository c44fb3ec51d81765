package dev.postern.gateway;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/** One request and what came back. */
record Call(int status, MultiMap headers, Buffer body, MultiMap trailers) {

    static Call get(HttpClient client, String path, Map<String, String> headers) throws Exception {
        return send(client, HttpMethod.GET, path, MultiMap.caseInsensitiveMultiMap().addAll(headers), Buffer.buffer());
    }

    static Call send(HttpClient client, HttpMethod method, String path, MultiMap headers, Buffer body) throws Exception {
        return Lab.await(start(client, method, path, headers, body));
    }

    static Future<Call> start(HttpClient client, HttpMethod method, String path, MultiMap headers, Buffer body) {
        return client.request(method, path).compose(request -> {
            headers.forEach(request.headers()::add);
            return (body.length() == 0 ? request.send() : request.send(body))
                    .compose(response -> response.body().map(content -> new Call(response.statusCode(), response.headers(), content, response.trailers())));
        });
    }

    JsonObject json() {
        return new JsonObject(body);
    }

    String reason() {
        return json().getString("reason");
    }
}
