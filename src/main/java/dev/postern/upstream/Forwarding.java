package dev.postern.upstream;

import dev.postern.exchange.Denial;
import dev.postern.exchange.Reason;
import dev.postern.exchange.RefusedException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.streams.ReadStream;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * One request on its way to an upstream and its answer on the way back. It has one outcome; whatever ends it settles the outcome first and resets the upstream second, so
 * that the reset is never what the client hears of. Confined to the event loop it began on.
 */
final class Forwarding {

    /** RFC 9110 §9.2.2, of what can be forwarded. */
    private static final Set<String> IDEMPOTENT = Set.of("GET", "HEAD", "OPTIONS", "PUT", "DELETE");

    private final Destination destination;
    private final ForwardRequest forward;
    private final MultiMap headers;
    private final HttpMethod method;
    private final Context context;
    private final Watch watch;
    private final Promise<ForwardedResponse> outcome = Promise.promise();
    private Optional<Dialled> dialled = Optional.empty();
    private Optional<ResponseBody> body = Optional.empty();
    private Optional<Upload> upload = Optional.empty();
    private boolean requestSent;
    private boolean over;
    private boolean retried;

    Forwarding(Destination destination, ForwardRequest forward, MultiMap headers) {
        this.destination = destination;
        this.forward = forward;
        this.headers = headers;
        this.method = HttpMethod.valueOf(forward.facts().method());
        this.context = destination.pool().vertx().getOrCreateContext();
        this.watch = new Watch(destination.pool().vertx(), destination.timeouts(), this::late);
    }

    Future<ForwardedResponse> start() {
        watch.started();
        forward.over().onComplete(done -> notWanted(done.succeeded() ? Optional.empty() : Optional.of(done.cause())));
        dial(Line.SHARED);
        return outcome.future();
    }

    private void dial(Line line) {
        new Dial(destination.pool(), destination.timeouts().connect(), line, method).connect().onComplete(this::send, failure -> end(Failures.connecting(failure)));
    }

    private void send(Dialled to) {
        dialled = Optional.of(to);
        HttpClientRequest request = to.request();
        request.exceptionHandler(failure -> requestFailed(to, failure));
        if (over) {
            reset();
            return;
        }
        to.begun();
        request.setURI(forward.target());
        destination.nameAuthority(request, to.member().origin(), forward.facts().authority());
        request.headers().addAll(headers);
        request.response().onComplete(this::answered, failure -> requestFailed(to, failure));
        sendBody(to);
    }

    private void sendBody(Dialled to) {
        HttpClientRequest request = to.request();
        switch (forward.body()) {
            case RequestBody.None none -> {
                if (method.equals(HttpMethod.POST) || method.equals(HttpMethod.PUT) || method.equals(HttpMethod.PATCH)) {
                    request.putHeader("Content-Length", "0");
                }
                requestSent = true;
                watch.upstreamOwes();
                request.end();
            }
            case RequestBody.Sized sized -> {
                request.putHeader("Content-Length", Long.toString(sized.bytes()));
                upload(to, OptionalLong.of(sized.bytes()), sized.stream());
            }
            case RequestBody.Streamed streamed -> {
                request.setChunked(true);
                upload(to, OptionalLong.empty(), streamed.stream());
            }
        }
    }

    private void upload(Dialled to, OptionalLong length, ReadStream<Buffer> stream) {
        Upload sending = new Upload(to.request(), length, watch);
        upload = Optional.of(sending);
        to.request().sendHead();
        sending.from(stream).onSuccess(end -> uploaded(to, end));
    }

    private void uploaded(Dialled to, Upload.End end) {
        switch (end) {
            case Upload.End.Sent sent -> {
                requestSent = true;
                releaseWhenDone();
            }
            case Upload.End.SourceFailed source -> end(source.cause() instanceof RefusedException refused
                    ? refused.denial() : Denial.of(Reason.REQUEST_MALFORMED, "the request body was cut"));
            case Upload.End.SinkFailed sink -> requestFailed(to, sink.cause());
        }
    }

    private void answered(HttpClientResponse response) {
        if (over) {
            return;
        }
        watch.answered();
        ResponseHead head;
        try {
            head = ResponseHead.of(response, method, forward.ownCookie());
        } catch (RefusedException broken) {
            end(broken.denial());
            return;
        }
        destination.edits().apply(head.headers());
        ResponseBody incoming = new ResponseBody(response, head.length(), new CleanEnd(response, head), context);
        body = Optional.of(incoming);
        incoming.outcome().onComplete(whole -> releaseWhenDone(), cut -> end(Failures.exchanging(cut)));
        outcome.tryComplete(new ForwardedResponse(head.status(), head.headers(), head.length(), incoming, incoming.outcome(), response.version(),
                dialled.orElseThrow().member().origin().toString()));
    }

    /** The connection failed, or the stream, or a write. An answer that has come whole is not lost by it. */
    private void requestFailed(Dialled on, Throwable failure) {
        if (over || dialled.orElse(on) != on) {
            return;
        }
        if (body.isPresent() && body.get().outcome().succeeded()) {
            finish();
            return;
        }
        if (mayRetry(failure)) {
            retried = true;
            dialled = Optional.empty();
            on.release();
            dial(on.overHttp1() ? Line.FRESH : Line.SHARED);
            return;
        }
        end(Failures.exchanging(failure));
    }

    /** Once, on a new connection, when the old one had been used before, no part of an answer has come, and doing it twice would do no harm: idempotent and without a body. */
    private boolean mayRetry(Throwable failure) {
        return !retried && body.isEmpty() && forward.body() instanceof RequestBody.None && IDEMPOTENT.contains(method.name())
                && dialled.map(Dialled::onUsedConnection).orElse(false) && Failures.isStaleConnection(failure);
    }

    private void releaseWhenDone() {
        boolean whole = body.map(incoming -> incoming.outcome().succeeded()).orElse(false);
        if (whole && requestSent) {
            finish();
        } else if (whole) {
            destination.pool().vertx().setTimer(Bounds.UPLOAD_LINGER.toMillis(), due -> stopUpload());
        }
    }

    private void stopUpload() {
        if (!over) {
            finish();
        }
    }

    private void late(String what) {
        end(Denial.of(Reason.UPSTREAM_TIMEOUT, "the upstream took too long for " + what));
    }

    private void notWanted(Optional<Throwable> why) {
        RefusedException cause = why.filter(RefusedException.class::isInstance).map(RefusedException.class::cast)
                .orElseGet(() -> new RefusedException(Reason.REQUEST_MALFORMED, "the client has gone"));
        body.ifPresent(incoming -> incoming.cut(cause));
        end(cause.denial());
    }

    private void end(Denial denial) {
        if (over) {
            return;
        }
        RefusedException cause = denial.asException();
        if (denial.reason().fault() == Reason.Fault.UPSTREAM) {
            dialled.ifPresent(to -> to.member().exchangeFailed());
        }
        outcome.tryFail(cause);
        body.ifPresent(incoming -> incoming.fail(cause));
        finish();
    }

    /** Nothing more is to come. Resets whatever is not complete: over HTTP/1.1 that closes the connection, so that no rest of this exchange is met by the next. */
    private void finish() {
        over = true;
        watch.ended();
        reset();
    }

    private void reset() {
        dialled.ifPresent(to -> {
            boolean whole = requestSent && body.map(incoming -> incoming.outcome().succeeded()).orElse(false);
            if (!whole) {
                to.cut();
            }
            to.release();
        });
        upload.ifPresent(Upload::stop);
    }
}
