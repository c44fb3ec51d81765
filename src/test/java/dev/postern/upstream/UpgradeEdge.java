package dev.postern.upstream;

import dev.postern.exchange.Reason;
import dev.postern.exchange.RefusedException;
import dev.postern.exchange.RequestFacts;
import dev.postern.inspect.MessageExamination;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/** What the edge does with an upgrade: it hands the request to the forwarder, and the connection when the upstream has agreed. */
final class UpgradeEdge {

    private final Lab lab;
    private final Optional<MessageExamination> messages;
    final Promise<Tunnel> tunnel = Promise.promise();
    final Promise<Reason> refused = Promise.promise();

    UpgradeEdge(Lab lab, Optional<MessageExamination> messages) {
        this.lab = lab;
        this.messages = messages;
    }

    /** @return its port */
    int listen(Forwarder forwarder) {
        return Lab.await(lab.vertx.createHttpServer(new HttpServerOptions()).requestHandler(request -> serve(forwarder, request)).listen(0, "127.0.0.1")).actualPort();
    }

    private void serve(Forwarder forwarder, HttpServerRequest request) {
        request.pause();
        RequestFacts facts = Lab.facts(request.method().name(), request.headers());
        ForwardRequest forward = Lab.request(facts, request.uri(), new RequestBody.None(), Promise.<Void>promise().future());
        forwarder.upgrade(lab.permit(), forward, headers -> {
            request.response().headers().addAll(headers);
            return request.toNetSocket();
        }, messages).onSuccess(upgraded -> {
            switch (upgraded) {
                case Upgraded.Switched switched -> tunnel.complete(switched.tunnel());
                case Upgraded.Answered answered -> Lab.read(answered.response()).onSuccess(answer ->
                        request.response().setStatusCode(answer.status()).end(answer.body()));
            }
        }).onFailure(failure -> {
            refused.tryComplete(((RefusedException) failure).denial().reason());
            request.response().setStatusCode(502).end();
        });
    }
}
