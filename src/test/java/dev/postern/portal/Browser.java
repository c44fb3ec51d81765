package dev.postern.portal;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** As much of a browser as signing in needs: cookies by origin, redirects one at a time, every name resolved to loopback. */
final class Browser {

    private final Vertx vertx;
    private final HttpClient client;
    private final int port;
    private final Map<String, Map<String, String>> cookies = new LinkedHashMap<>();
    private final List<String> setCookies = new ArrayList<>();

    Browser(Vertx vertx, int port) {
        this(vertx, port, HttpVersion.HTTP_1_1);
    }

    Browser(Vertx vertx, int port, HttpVersion version) {
        this.vertx = vertx;
        this.client = vertx.createHttpClient(new HttpClientOptions().setTrustAll(true).setVerifyHost(false).setProtocolVersion(version).setUseAlpn(true));
        this.port = port;
    }

    record Answer(URI at, int status, Map<String, String> headers, String body) {

        URI location() {
            return at.resolve(headers.get("location"));
        }
    }

    Answer get(String address) {
        return send(HttpMethod.GET, URI.create(address), Map.of());
    }

    Answer get(URI address) {
        return send(HttpMethod.GET, address, Map.of());
    }

    Answer send(HttpMethod method, URI address, Map<String, String> headers) {
        RequestOptions options = new RequestOptions().setMethod(method).setAbsoluteURI(address.toString())
                .setServer(SocketAddress.inetSocketAddress(address.getPort() < 0 ? port : address.getPort(), "127.0.0.1"));
        Map<String, String> jar = cookies.computeIfAbsent(address.getAuthority(), host -> new LinkedHashMap<>());
        Promise<Answer> promise = Promise.promise();
        // On one event loop from end to end: a body that has arrived before anybody asks for it is lost.
        vertx.runOnContext(on -> client.request(options).compose(request -> {
            headers.forEach(request::putHeader);
            if (!jar.isEmpty()) {
                request.putHeader("Cookie", jar.entrySet().stream().map(e -> e.getKey() + '=' + e.getValue()).collect(Collectors.joining("; ")));
            }
            return request.send();
        }).compose(response -> response.body().map(body -> kept(address, response, body))).onComplete(promise));
        Future<Answer> answer = promise.future();
        try {
            return answer.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (Exception failed) {
            throw new AssertionError(method + " " + address, failed);
        }
    }

    private Answer kept(URI address, HttpClientResponse response, Buffer body) {
        for (String set : response.headers().getAll("Set-Cookie")) {
            setCookies.add(set);
            String pair = set.substring(0, set.indexOf(';'));
            String name = pair.substring(0, pair.indexOf('='));
            if (set.contains("Max-Age=0")) {
                jar(address).remove(name);
            } else {
                jar(address).put(name, pair.substring(pair.indexOf('=') + 1));
            }
        }
        Map<String, String> headers = new LinkedHashMap<>();
        response.headers().forEach((name, value) -> headers.put(name.toLowerCase(java.util.Locale.ROOT), value));
        return new Answer(address, response.statusCode(), headers, body.toString());
    }

    Map<String, String> jar(URI address) {
        return cookies.computeIfAbsent(address.getAuthority(), host -> new LinkedHashMap<>());
    }

    /** Every {@code Set-Cookie} this browser was ever sent. */
    List<String> everSet() {
        return setCookies;
    }

    void close() {
        client.close();
    }
}
