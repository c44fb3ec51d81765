package dev.postern.upstream;

import dev.postern.config.UpstreamConfig.RetryConfig.Condition;
import dev.postern.exchange.Denial;
import dev.postern.exchange.Reason;
import dev.postern.exchange.RefusedException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.streams.ReadStream;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One request on its way to an upstream and its answer on the way back. It has one outcome; whatever ends it settles the outcome first and resets the upstream second, so
 * that the reset is never what the client hears of. Confined to the event loop it began on.
 */
final class Forwarding {

    /** To the trace: the client has gone, or the exchange was ended here. */
    static final String NOT_WANTED = "cancelled";

    private final Destination destination;
    private final ForwardRequest forward;
    private final HeaderLines headers;
    private final HttpMethod method;
    private final Context context;
    private final Watch watch;
    private final Attempts attempts;
    private final Tries tries;
    private final Promise<ForwardedResponse> outcome = Promise.promise();
    private Optional<ResponseBody> body = Optional.empty();
    private Optional<Upload> upload = Optional.empty();
    private boolean requestSent;
    private boolean over;

    Forwarding(Destination destination, ForwardRequest forward, HeaderLines headers) {
        this.destination = destination;
        this.forward = forward;
        this.headers = headers;
        this.method = HttpMethod.valueOf(forward.facts().method());
        this.context = destination.pool().vertx().getOrCreateContext();
        this.watch = new Watch(context, destination.timeouts(), this::late);
        this.attempts = new Attempts(destination.pool(), method, forward.body());
        this.tries = new Tries(attempts, forward.reached());
    }

    Future<ForwardedResponse> start() {
        if (!destination.pool().circuit().enter()) {
            return Future.failedFuture(Denial.of(Reason.UPSTREAM_BUSY, "too many requests to the upstream are under way").asException());
        }
        watch.started();
        forward.over().onComplete(done -> notWanted(done.succeeded() ? Optional.empty() : Optional.of(done.cause())));
        dial(Line.SHARED);
        return outcome.future();
    }

    private void dial(Line line) {
        if (!over) {
            new Dial(destination, line, forward, attempts.failed()).connect().onComplete(this::send, failure -> end(Failures.connecting(failure)));
        }
    }

    private void send(Dialled to) {
        HttpClientRequest request = to.request();
        request.exceptionHandler(failure -> requestFailed(to, failure));
        if (over) {
            reset(to);
            return;
        }
        tries.first(to);
        if (attempts.isRetry()) {
            to.member().retried();
        }
        writeHead(to);
        sendBody(to);
        if (!over && tries.isCurrent(to) && attempts.hedge().isPresent()) {
            to.onWithdrawn(() -> withdrawn(to));
            tries.hedged(new Hedge(destination, forward, to, new Hedge.Race() {
                @Override
                public void connected(Dialled second) {
                    sendToo(second);
                }

                @Override
                public void failed(Member asked, Throwable cause) {
                    nobodyElse(asked, cause);
                }
            }));
        }
    }

    /** The same once more, elsewhere. The first-byte clock goes on as it is: a hedge buys an upstream no time. */
    private void sendToo(Dialled to) {
        to.request().exceptionHandler(failure -> requestFailed(to, failure));
        to.onWithdrawn(() -> withdrawn(to));
        tries.second(to);
        writeHead(to);
        to.request().end();
    }

    private void writeHead(Dialled to) {
        HttpClientRequest request = to.request();
        to.begun();
        request.setURI(forward.target());
        destination.nameAuthority(request, to.member().origin(), forward.facts().authority());
        headers.writeTo(request.headers());
        to.trying().tell(request.headers());
        request.response().onComplete(response -> answered(to, response), failure -> requestFailed(to, failure));
        attempts.patience().ifPresent(patience -> destination.pool().vertx().setTimer(patience.toMillis(), due -> attemptLate(to)));
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

    private void answered(Dialled to, HttpClientResponse response) {
        response.exceptionHandler(cut -> { }); // of one that is not wanted; the library would log it as an error
        if (over || !tries.isUnderWay(to)) {
            return;
        }
        int status = response.statusCode();
        to.trying().answered(status);
        destination.pool().outliers().answered(to.member(), status);
        if (tries.areBothSent() && attempts.isFailure(status)) {
            to.trying().failed(Integer.toString(status));
            tries.lose(to, Attempts.condition(status));
            return;
        }
        tries.goOnWith(to);
        if (Attempts.condition(status).filter(why -> attempts.mayRetry(why, to.member())).isPresent()) {
            retry(to);
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
        incoming.outcome().onComplete(whole -> received(to, status), cut -> end(Failures.exchanging(cut)));
        outcome.tryComplete(new ForwardedResponse(head.status(), head.headers(), head.length(), incoming, incoming.outcome(), response.version(),
                to.member().label()));
    }

    private void received(Dialled from, int status) {
        destination.pool().outliers().completed(from.member(), status);
        releaseWhenDone();
    }

    /** The hedge has no connection, and the first try may have failed meanwhile. */
    private void nobodyElse(Member asked, Throwable cause) {
        if (over || !tries.isOverWithoutHedge()) {
            return;
        }
        if (tries.lost().filter(why -> attempts.mayRetry(why, asked)).isPresent()) {
            watch.upstreamOwesNothing();
            dialAgain();
        } else {
            end(Failures.connecting(cause));
        }
    }

    /** What it rests on has been taken from one of two tries. */
    private void withdrawn(Dialled on) {
        if (!over && tries.isRacing() && tries.isUnderWay(on)) {
            on.trying().failed(Reason.UPSTREAM_WITHDRAWN.code());
            tries.lose(on, Optional.empty());
        }
    }

    /** The connection failed, or the stream, or a write. An answer that has come whole is not lost by it, and what has begun to be answered is not asked again. */
    private void requestFailed(Dialled on, Throwable failure) {
        if (over || !tries.isUnderWay(on)) {
            return;
        }
        if (body.isPresent()) {
            bodyFailed(failure);
            return;
        }
        on.trying().failed(Failures.exchanging(failure).reason().code());
        if (tries.isRacing()) {
            if (!on.onUsedConnection() || !Failures.isStaleConnection(failure)) {
                destination.pool().outliers().failed(on.member());
            }
            tries.lose(on, Failures.isReset(failure) ? Optional.of(Condition.RESET_BEFORE_HEAD) : Optional.empty());
            return;
        }
        if (attempts.mayRenew(on, failure)) {
            leave(on);
            dial(on.overHttp1() ? Line.FRESH : Line.SHARED);
        } else if (Failures.isReset(failure) && attempts.mayRetry(Condition.RESET_BEFORE_HEAD, on.member())) {
            destination.pool().outliers().failed(on.member());
            retry(on);
        } else {
            end(Failures.exchanging(failure));
        }
    }

    private void bodyFailed(Throwable failure) {
        if (body.orElseThrow().outcome().succeeded()) {
            finish();
        } else {
            end(Failures.exchanging(failure));
        }
    }

    /** An attempt has had its time, and there is another one to be made. */
    private void attemptLate(Dialled on) {
        if (!over && tries.isRacing() && tries.isUnderWay(on)) {
            destination.pool().outliers().failed(on.member());
            on.trying().failed(Reason.UPSTREAM_TIMEOUT.code());
            tries.lose(on, Optional.of(Condition.RESET_BEFORE_HEAD));
        } else if (!over && tries.isCurrent(on) && body.isEmpty() && attempts.mayRetry(Condition.RESET_BEFORE_HEAD, on.member())) {
            destination.pool().outliers().failed(on.member());
            on.trying().failed(Reason.UPSTREAM_TIMEOUT.code());
            retry(on);
        }
    }

    private void retry(Dialled on) {
        leave(on); // first: what the cut brings about is not this exchange's any more
        on.cut();
        dialAgain();
    }

    private void dialAgain() {
        destination.pool().vertx().setTimer(attempts.pause().toMillis(), due -> dial(Line.SHARED));
    }

    /** Nothing that still comes of it concerns this exchange. */
    private void leave(Dialled on) {
        tries.leave();
        on.release();
        watch.upstreamOwesNothing();
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
        tries.current().ifPresent(to -> to.trying().failed(NOT_WANTED));
        end(cause.denial());
    }

    private void end(Denial denial) {
        if (over) {
            return;
        }
        RefusedException cause = denial.asException();
        tries.current().ifPresent(to -> to.trying().failed(denial.reason().code()));
        if (isItsFault(denial)) {
            tries.current().ifPresent(to -> destination.pool().outliers().failed(to.member()));
        }
        outcome.tryFail(cause);
        body.ifPresent(incoming -> incoming.fail(cause));
        finish();
    }

    /** A hedge has had less time for its head than the exchange. */
    private boolean isItsFault(Denial denial) {
        boolean hadLess = tries.isOnHedge() && body.isEmpty() && denial.reason() == Reason.UPSTREAM_TIMEOUT;
        return denial.reason().fault() == Reason.Fault.UPSTREAM && !hadLess;
    }

    /** Nothing more is to come. Resets whatever is not complete: over HTTP/1.1 that closes the connection, so that no rest of this exchange is met by the next. */
    private void finish() {
        if (!over) {
            destination.pool().circuit().leave();
        }
        over = true;
        watch.ended();
        tries.giveUpHedge();
        reset();
    }

    private void reset() {
        tries.current().ifPresent(this::reset);
        upload.ifPresent(Upload::stop);
    }

    /** What has come of an answer and is unread is taken in before: with its end, its connection may serve somebody else by now. */
    private void reset(Dialled to) {
        if (to.overHttp1() && body.isPresent()) {
            body.get().takeIn(taken -> stop(to));
        } else {
            stop(to);
        }
    }

    private void stop(Dialled to) {
        boolean asked = requestSent || upload.filter(Upload::isEndWritten).isPresent();
        if (!asked || body.filter(ResponseBody::hasEnded).isEmpty()) {
            to.cut();
        }
        to.release();
    }
}
