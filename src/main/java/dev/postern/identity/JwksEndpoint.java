package dev.postern.identity;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemTrustOptions;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Fetches a JWK Set over HTTPS without blocking: at most {@link #TIMEOUT} from connecting to the last octet, at most {@link #MAX_BYTES}, status 200
 * alone, no redirects, no decompression.
 */
final class JwksEndpoint implements KeySource {

    static final Duration TIMEOUT = Duration.ofSeconds(5);
    static final int MAX_BYTES = 512 * 1024;
    private static final int CONNECT_MILLIS = 2_000;

    private final Vertx vertx;
    private final HttpClient client;
    private final RequestOptions request;
    private final Duration timeout;

    /** @param trust PEM of the authorities that vouch for the endpoint; the platform's by default */
    JwksEndpoint(Vertx vertx, URI uri, Optional<Buffer> trust, Duration timeout) {
        this.vertx = vertx;
        this.timeout = timeout;
        boolean tls = uri.getScheme().equalsIgnoreCase("https");
        HttpClientOptions options = new HttpClientOptions().setSsl(tls).setVerifyHost(true).setConnectTimeout(CONNECT_MILLIS)
                .setIdleTimeout((int) TIMEOUT.toSeconds()).setMaxPoolSize(1).setDecompressionSupported(false);
        trust.ifPresent(pem -> options.setTrustOptions(new PemTrustOptions().addCertValue(pem)));
        this.client = vertx.createHttpClient(options);
        this.request = new RequestOptions().setMethod(HttpMethod.GET).setAbsoluteURI(uri.toString()).setFollowRedirects(false)
                .putHeader("accept", "application/jwk-set+json, application/json");
    }

    @Override
    public Future<Buffer> fetch() {
        Promise<Buffer> body = Promise.promise();
        long timer = vertx.setTimer(timeout.toMillis(), late -> body.tryFail(new IOException("no answer within " + timeout)));
        client.request(new RequestOptions(request)).onFailure(body::tryFail).onSuccess(sending -> send(sending, body));
        return body.future().onComplete(done -> vertx.cancelTimer(timer));
    }

    private static void send(HttpClientRequest sending, Promise<Buffer> body) {
        body.future().onFailure(given -> sending.reset());
        if (!body.future().isComplete()) {
            sending.send().onFailure(body::tryFail).onSuccess(response -> receive(response, body));
        }
    }

    private static void receive(HttpClientResponse response, Promise<Buffer> body) {
        if (response.statusCode() != 200) {
            body.tryFail(new IOException("status " + response.statusCode()));
            return;
        }
        Buffer received = Buffer.buffer();
        response.handler(chunk -> {
            if (received.length() + chunk.length() > MAX_BYTES) {
                body.tryFail(new IOException("larger than " + MAX_BYTES + " octets"));
            } else {
                received.appendBuffer(chunk);
            }
        });
        response.exceptionHandler(body::tryFail);
        response.endHandler(end -> body.tryComplete(received));
    }

    @Override
    public void close() {
        client.close();
    }
}
