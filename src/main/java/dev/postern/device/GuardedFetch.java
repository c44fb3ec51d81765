package dev.postern.device;

import dev.postern.address.CheckedAddress;
import dev.postern.address.Lookup;
import io.vertx.core.Context;
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
import java.io.IOException;
import java.net.URI;

/**
 * Fetches over HTTP from addresses that a guard permits: the address checked is the one dialled. Status 200 alone, no redirects, no decompression, nothing kept alive. With https
 * the platform's authorities vouch for the server. Whoever asks, it is done on one event loop from the request to the end of the answer: elsewhere an answer may have come and
 * gone before anybody listens.
 */
final class GuardedFetch implements Fetch, AutoCloseable {

    private static final int CONNECT_MILLIS = 2_000;
    private static final int CONNECTIONS = 64;

    private final Vertx vertx;
    private final Lookup lookup;
    private final HttpClient client;

    GuardedFetch(Vertx vertx, Lookup lookup) {
        this.vertx = vertx;
        this.lookup = lookup;
        this.client = vertx.createHttpClient(new HttpClientOptions().setConnectTimeout(CONNECT_MILLIS).setKeepAlive(false).setMaxPoolSize(CONNECTIONS)
                .setMaxWaitQueueSize(CONNECTIONS).setVerifyHost(true).setDecompressionSupported(false));
    }

    @Override
    public Future<byte[]> fetch(Order order) {
        Promise<byte[]> body = Promise.promise();
        long timer = vertx.setTimer(order.patience().toMillis(), late -> body.tryFail(new IOException("no answer within " + order.patience())));
        Context loop = vertx.getOrCreateContext();
        lookup.find(host(order.uri()), order.guard()).map(resolved -> options(order.uri(), resolved.addresses().getFirst(), order)).onFailure(body::tryFail)
                .onSuccess(asked -> loop.runOnContext(now -> client.request(asked).onFailure(body::tryFail).onSuccess(sending -> send(sending, order, body))));
        return body.future().onComplete(done -> vertx.cancelTimer(timer));
    }

    private static RequestOptions options(URI uri, CheckedAddress address, Order order) {
        RequestOptions options = new RequestOptions().setAbsoluteURI(uri.toString()).setFollowRedirects(false);
        options.setServer(address.at(options.getPort())).setMethod(order.question().isPresent() ? HttpMethod.POST : HttpMethod.GET);
        order.question().ifPresent(asked -> options.putHeader("content-type", "application/ocsp-request").putHeader("accept", "application/ocsp-response"));
        return options;
    }

    private static String host(URI uri) {
        String host = uri.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static void send(HttpClientRequest sending, Order order, Promise<byte[]> body) {
        body.future().onFailure(given -> sending.reset());
        if (!body.future().isComplete()) {
            order.question().map(asked -> sending.send(Buffer.buffer(asked))).orElseGet(sending::send)
                    .onFailure(body::tryFail).onSuccess(response -> receive(response, order.maxBytes(), body));
        }
    }

    private static void receive(HttpClientResponse response, int maxBytes, Promise<byte[]> body) {
        response.exceptionHandler(body::tryFail); // also when we leave it ourselves: without a handler that would be an error in the log
        if (response.statusCode() != 200) {
            body.tryFail(new IOException("status " + response.statusCode()));
            return;
        }
        Buffer received = Buffer.buffer();
        response.handler(chunk -> {
            if (received.length() + chunk.length() > maxBytes) {
                body.tryFail(new IOException("larger than " + maxBytes + " octets"));
            } else {
                received.appendBuffer(chunk);
            }
        });
        response.endHandler(end -> body.tryComplete(received.getBytes(0, received.length())));
    }

    @Override
    public void close() {
        client.close();
    }
}
