package dev.postern.inspect;

import dev.postern.exchange.Headers;
import dev.postern.exchange.RefusedException;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.streams.ReadStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

/** As much of a gateway as it takes to send real bodies through inspections in both directions, on real sockets. */
final class MiniGateway implements AutoCloseable {

    final Vertx vertx = Vertx.vertx();
    final HttpClient client = vertx.createHttpClient();
    final AtomicReference<Throwable> requestOutcome = new AtomicReference<>();
    final CompletableFuture<Void> outcome = new CompletableFuture<>();
    final int port;
    private final int upstreamPort;
    private final InspectionPlan requests;
    private final InspectionPlan responses;

    MiniGateway(InspectionPlan requests, InspectionPlan responses, Handler<HttpServerRequest> upstream) {
        this.requests = requests;
        this.responses = responses;
        this.upstreamPort = listening(vertx.createHttpServer().requestHandler(upstream));
        this.port = listening(vertx.createHttpServer().requestHandler(this::handle));
    }

    private static int listening(HttpServer server) {
        return OnLoop.wait(server.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture()).actualPort();
    }

    private void handle(HttpServerRequest request) {
        request.pause();
        request.response().exceptionHandler(gone -> { });
        requests.enter(Party.NOBODY).begin(Message.request(Inspections.facts(), Message.Content.POSSIBLE, "/"))
                .compose(head -> forward(request, head))
                .onFailure(refused -> refuse(request.response(), refused));
    }

    private Future<Void> forward(HttpServerRequest request, InspectedHead head) {
        return switch (head) {
            case InspectedHead.Clear clear -> upstream(request.method()).compose(up -> exchange(request, up, send(up, request)));
            case InspectedHead.Watched watched -> {
                InspectedBody body = watched.over(request);
                body.outcome().onComplete(done -> {
                    requestOutcome.set(done.cause());
                    outcome.complete(null);
                });
                yield body.ready().compose(ready -> upstream(request.method())).compose(up -> {
                    up.setChunked(body.knownLength().isEmpty());
                    body.knownLength().ifPresent(length -> up.putHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(length)));
                    body.outcome().onFailure(failed -> up.reset());
                    return exchange(request, up, send(up, body))
                            .recover(failed -> Future.failedFuture(body.outcome().failed() ? body.outcome().cause() : failed));
                });
            }
        };
    }

    private Future<HttpClientRequest> upstream(HttpMethod method) {
        return client.request(new RequestOptions().setMethod(method).setHost("127.0.0.1").setPort(upstreamPort).setURI("/"));
    }

    private static Future<HttpClientResponse> send(HttpClientRequest up, ReadStream<Buffer> body) {
        if (!up.headers().contains(HttpHeaders.CONTENT_LENGTH)) {
            up.setChunked(true);
        }
        Future<HttpClientResponse> response = up.response().map(head -> {
            head.pause();
            return head;
        });
        body.pipeTo(up);
        return response;
    }

    private Future<Void> exchange(HttpServerRequest request, HttpClientRequest up, Future<HttpClientResponse> answered) {
        return answered.compose(answer -> responses.enter(Party.NOBODY).begin(Message.response(Inspections.facts(), answer.statusCode(), Headers.of(answer.headers())))
                .compose(head -> back(request.response(), answer, head))
                .onFailure(failed -> up.reset()));
    }

    private Future<Void> back(HttpServerResponse response, HttpClientResponse answer, InspectedHead head) {
        return switch (head) {
            case InspectedHead.Clear clear -> {
                response.setChunked(true);
                yield answer.pipeTo(response);
            }
            case InspectedHead.Watched watched -> {
                InspectedBody body = watched.over(answer);
                yield body.ready().compose(ready -> {
                    body.knownLength().ifPresentOrElse(
                            length -> response.putHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(length)), () -> response.setChunked(true));
                    return body.pipeTo(response);
                });
            }
        };
    }

    private static void refuse(HttpServerResponse response, Throwable failed) {
        if (response.headWritten()) {
            response.reset();
        } else if (!response.closed()) {
            int status = failed instanceof RefusedException refused ? refused.denial().reason().status() : 502;
            response.putHeader(HttpHeaders.CONNECTION, "close").setStatusCode(status).end();
        }
    }

    @Override
    public void close() {
        OnLoop.wait(vertx.close().toCompletionStage().toCompletableFuture());
    }
}
