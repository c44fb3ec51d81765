package dev.postern.upstream;

import dev.postern.exchange.Denial;
import dev.postern.exchange.Reason;
import dev.postern.exchange.RefusedException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.List;
import java.util.Optional;

/** One request to switch protocols on its way to an upstream, on a connection of its own that is never used again. Confined to the event loop it began on. */
final class Upgrading {

    private static final int SWITCHING_PROTOCOLS = 101;

    /** What is asked of the upstream, and by whom. */
    record Offer(WebSocketHandshake handshake, MultiMap headers, Tunnel.Terms terms, ClientSwitch client) {}

    private final Destination destination;
    private final ForwardRequest forward;
    private final Offer offer;
    private final Context context;
    private final Watch watch;
    private final Promise<Upgraded> outcome = Promise.promise();
    private Optional<Dialled> dialled = Optional.empty();
    private Optional<ResponseBody> body = Optional.empty();
    private Optional<Tunnel> tunnel = Optional.empty();
    private boolean over;

    Upgrading(Destination destination, ForwardRequest forward, Offer offer) {
        this.destination = destination;
        this.forward = forward;
        this.offer = offer;
        this.context = destination.pool().vertx().getOrCreateContext();
        this.watch = new Watch(context, destination.timeouts(), what ->
                end(Denial.of(Reason.UPSTREAM_TIMEOUT, "the upstream took too long for " + what)));
    }

    Future<Upgraded> start() {
        if (!destination.pool().circuit().enter()) {
            return Future.failedFuture(Denial.of(Reason.UPSTREAM_BUSY, "too many requests to the upstream are under way").asException());
        }
        forward.over().onComplete(done -> notWanted(done.succeeded() ? Optional.empty() : Optional.of(done.cause())));
        new Dial(destination, Line.UPGRADE, forward, List.of()).connect()
                .onComplete(this::send, failure -> end(Failures.connecting(failure)));
        return outcome.future();
    }

    private void send(Dialled to) {
        dialled = Optional.of(to);
        HttpClientRequest request = to.request();
        request.exceptionHandler(failure -> end(Failures.exchanging(failure)));
        if (over) {
            release();
            return;
        }
        forward.reached().accept(List.of(to));
        request.setURI(forward.target());
        destination.nameAuthority(request, to.member().origin(), forward.facts().authority());
        request.headers().addAll(offer.headers());
        to.trying().tell(request.headers());
        watch.upstreamOwes();
        request.connect().onComplete(this::answered, failure -> end(Failures.exchanging(failure)));
    }

    private void answered(HttpClientResponse response) {
        if (over) {
            return;
        }
        watch.answered();
        dialled.orElseThrow().trying().answered(response.statusCode());
        try {
            if (response.statusCode() == SWITCHING_PROTOCOLS) {
                agreed(response);
            } else {
                declined(response);
            }
        } catch (RefusedException broken) {
            end(broken.denial());
        }
    }

    private void agreed(HttpClientResponse response) {
        MultiMap headers = offer.handshake().accepted(response.headers(), ResponseHead.switching(response.headers(), forward.ownCookie()));
        ConnectionSource source = new ConnectionSource(response, context);
        offer.client().switchProtocols(headers).onComplete(client -> connect(client, source), failure -> notWanted(Optional.of(failure)));
    }

    private void connect(NetSocket client, ConnectionSource source) {
        client.pause();
        if (over) {
            client.close();
            return;
        }
        Dialled to = dialled.orElseThrow();
        Tunnel open = new Tunnel(destination.pool().vertx(), client, (ConnectionBase) to.request().connection(), source, offer.terms());
        tunnel = Optional.of(open);
        open.ended().onSuccess(ended -> release());
        outcome.tryComplete(new Upgraded.Switched(open));
    }

    private void declined(HttpClientResponse response) {
        ResponseHead head = ResponseHead.of(response, HttpMethod.GET, forward.ownCookie());
        destination.edits().apply(head.headers());
        ResponseBody incoming = new ResponseBody(response, head.length(), new CleanEnd(response, head), context);
        body = Optional.of(incoming);
        incoming.outcome().onComplete(whole -> release(), cut -> end(Failures.exchanging(cut)));
        outcome.tryComplete(new Upgraded.Answered(new ForwardedResponse(head.status(), head.headers(), head.length(), incoming, incoming.outcome(), response.version(),
                dialled.orElseThrow().member().origin().toString())));
    }

    private void notWanted(Optional<Throwable> why) {
        RefusedException cause = why.filter(RefusedException.class::isInstance).map(RefusedException.class::cast)
                .orElseGet(() -> new RefusedException(Reason.REQUEST_MALFORMED, "the client has gone"));
        tunnel.ifPresent(Tunnel::end);
        body.ifPresent(incoming -> incoming.cut(cause));
        dialled.ifPresent(to -> to.trying().failed(Forwarding.NOT_WANTED));
        end(cause.denial());
    }

    private void end(Denial denial) {
        if (over || tunnel.isPresent()) {
            return;
        }
        RefusedException cause = denial.asException();
        dialled.ifPresent(to -> to.trying().failed(denial.reason().code()));
        if (denial.reason().fault() == Reason.Fault.UPSTREAM) {
            dialled.ifPresent(to -> destination.pool().outliers().failed(to.member()));
        }
        outcome.tryFail(cause);
        body.ifPresent(incoming -> incoming.fail(cause));
        release();
    }

    /** The connection is closed whatever has become of it: it is between two protocols. */
    private void release() {
        if (!over) {
            destination.pool().circuit().leave();
        }
        over = true;
        watch.ended();
        dialled.ifPresent(to -> {
            if (tunnel.isEmpty()) {
                to.request().connection().close();
            }
            to.release();
        });
    }
}
