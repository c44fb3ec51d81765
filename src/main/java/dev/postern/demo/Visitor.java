package dev.postern.demo;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.SocketAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A small browser for the walk: cookies by host, redirects followed, optionally a device certificate. Every name is taken for loopback, as {@code *.localhost} is. It blocks, so it
 * runs on the walk's own thread.
 */
final class Visitor implements AutoCloseable {

    private static final int MAX_REDIRECTS = 10;

    private final HttpClient client;
    private final Map<String, Map<String, String>> cookies = new HashMap<>();
    private final Optional<String> loginHint;

    /** @param device name of the demo certificate to show; empty for none */
    Visitor(Vertx vertx, DemoPki pki, Optional<String> device, Optional<String> loginHint) {
        HttpClientOptions options = new HttpClientOptions().setTrustOptions(new PemTrustOptions().addCertPath(pki.file("ingress-ca.pem")));
        device.ifPresent(name -> options.setKeyCertOptions(
                new PemKeyCertOptions().setCertPath(pki.file(name + ".pem")).setKeyPath(pki.file(name + "-key.pem"))));
        this.client = vertx.createHttpClient(options);
        this.loginHint = loginHint;
    }

    /** What came back. */
    record Answer(int status, URI url, Map<String, String> headers, String body) {

        Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name));
        }
    }

    /** Asks as a program does: no redirects, JSON wanted. */
    Answer call(String url, Map<String, String> headers) {
        Map<String, String> all = new LinkedHashMap<>(Map.of("accept", "application/json"));
        all.putAll(headers);
        return once(new Asked(HttpMethod.GET, URI.create(url), all, Buffer.buffer()));
    }

    /** Sends something as a program does. */
    Answer post(String url, String type, String content) {
        return once(new Asked(HttpMethod.POST, URI.create(url), Map.of("accept", "application/json", "content-type", type), Buffer.buffer(content)));
    }

    /** Opens a page as a browser does, through sign-in where that is asked for. */
    Answer open(String url) {
        Map<String, String> headers = Map.of("accept", "text/html", "sec-fetch-mode", "navigate", "sec-fetch-dest", "document");
        URI at = URI.create(url);
        for (int hop = 0; hop < MAX_REDIRECTS; hop++) {
            Answer answer = once(new Asked(HttpMethod.GET, at, headers, Buffer.buffer()));
            Optional<String> location = answer.header("location");
            if (answer.status() < 300 || answer.status() > 399 || location.isEmpty()) {
                return answer;
            }
            at = hinted(at.resolve(location.get()));
        }
        throw new IllegalStateException("redirected more than " + MAX_REDIRECTS + " times, last to " + at);
    }

    /** At the provider's sign-in page the visitor says who it is. */
    private URI hinted(URI target) {
        boolean asked = Optional.ofNullable(target.getRawQuery()).orElse("").contains("response_type=code");
        return loginHint.isPresent() && asked ? URI.create(target + "&login_hint=" + loginHint.get()) : target;
    }

    private record Asked(HttpMethod method, URI url, Map<String, String> headers, Buffer content) {}

    private Answer once(Asked asked) {
        URI url = asked.url();
        boolean tls = url.getScheme().equals("https");
        RequestOptions options = new RequestOptions()
                .setMethod(asked.method())
                .setHost(url.getHost())
                .setPort(url.getPort())
                .setURI(url.getRawPath().isEmpty() ? "/" : url.getRawPath() + (url.getRawQuery() == null ? "" : '?' + url.getRawQuery()))
                .setSsl(tls)
                .setServer(SocketAddress.inetSocketAddress(url.getPort(), "127.0.0.1"));
        return await(client.request(options).compose(request -> send(request, asked)));
    }

    private Future<Answer> send(HttpClientRequest request, Asked asked) {
        asked.headers().forEach(request::putHeader);
        Map<String, String> jar = cookies.getOrDefault(asked.url().getHost(), Map.of());
        if (!jar.isEmpty()) {
            request.putHeader("cookie", jar.entrySet().stream().map(c -> c.getKey() + '=' + c.getValue()).reduce((a, b) -> a + "; " + b).orElseThrow());
        }
        return request.send(asked.content()).compose(response -> response.body().map(body -> answer(asked.url(), response, body)));
    }

    private Answer answer(URI url, HttpClientResponse response, Buffer body) {
        response.headers().getAll("set-cookie").forEach(line -> remember(url.getHost(), line));
        Map<String, String> headers = new HashMap<>();
        response.headers().forEach((name, value) -> headers.putIfAbsent(name.toLowerCase(java.util.Locale.ROOT), value));
        return new Answer(response.statusCode(), url, headers, body.toString());
    }

    private void remember(String host, String line) {
        String pair = line.split(";", 2)[0];
        int equals = pair.indexOf('=');
        Map<String, String> jar = cookies.computeIfAbsent(host, h -> new LinkedHashMap<>());
        String value = pair.substring(equals + 1);
        if (value.isEmpty() || line.toLowerCase(java.util.Locale.ROOT).contains("max-age=0")) {
            jar.remove(pair.substring(0, equals));
        } else {
            jar.put(pair.substring(0, equals), value);
        }
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", stopped);
        } catch (ExecutionException | TimeoutException failed) {
            throw new IllegalStateException("the request did not succeed: " + failed.getMessage(), failed);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
