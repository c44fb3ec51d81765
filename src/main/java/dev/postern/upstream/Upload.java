package dev.postern.upstream;

import dev.postern.exchange.Reason;
import dev.postern.exchange.RefusedException;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.streams.Pipe;
import io.vertx.core.streams.ReadStream;
import io.vertx.core.streams.WriteStream;
import java.util.OptionalLong;

/**
 * The body of a request on its way: a pipe with demand from the client to the upstream that counts. A body that turns out longer or shorter than announced never ends its
 * request: the upstream would take the rest, or the next request, for what it is not.
 *
 * <p>It counts what has been written and not yet taken by the network itself: Vert.x' HTTP/2 client calls a stream full only at the size of the <em>connection's</em> window.
 */
final class Upload implements WriteStream<Buffer> {

    /** Tells why an upload ended early. */
    sealed interface End {
        record Sent() implements End {}

        /** The client's side failed, or announced another length than it sent. */
        record SourceFailed(Throwable cause) implements End {}

        /** The upstream's side failed, or nobody wants the rest. */
        record SinkFailed(Throwable cause) implements End {}
    }

    private final HttpClientRequest request;
    private final OptionalLong length;
    private final Watch watch;
    private final Promise<End> ended = Promise.promise();
    private long sent;
    private int pendingBytes;
    private boolean full;
    private boolean endWritten;
    private Handler<Void> drainHandler;

    Upload(HttpClientRequest request, OptionalLong length, Watch watch) {
        this.request = request;
        this.length = length;
        this.watch = watch;
    }

    /** Moves the body until it ends, fails or is stopped; the source is left paused. Never fails: says how it ended. */
    Future<End> from(ReadStream<Buffer> source) {
        Pipe<Buffer> pipe = source.pipe().endOnFailure(false);
        ended.future().onSuccess(end -> {
            if (!(end instanceof End.Sent)) {
                pipe.close();
                source.pause();
            }
        });
        pipe.to(this).onComplete(
                done -> ended.tryComplete(new End.Sent()),
                failure -> ended.tryComplete(new End.SourceFailed(failure)));
        return ended.future();
    }

    /** Takes nothing more from the client. */
    void stop() {
        ended.tryComplete(new End.SinkFailed(new RefusedException(Reason.UPSTREAM_BROKEN, "the upload was not wanted to its end")));
    }

    /** Whether the end of the request is on its way. */
    boolean isEndWritten() {
        return endWritten;
    }

    @Override
    public Future<Void> write(Buffer piece) {
        sent += piece.length();
        if (length.isPresent() && sent > length.getAsLong()) {
            return refuse("the body is longer than announced");
        }
        int size = piece.length();
        pendingBytes += size;
        full |= pendingBytes >= Bounds.UPLOAD_BUFFER_BYTES;
        return request.write(piece).onComplete(written -> written(size)).onFailure(cause -> ended.tryComplete(new End.SinkFailed(cause)));
    }

    private void written(int size) {
        pendingBytes -= size;
        if (full && pendingBytes < Bounds.UPLOAD_BUFFER_BYTES / 2) {
            full = false;
            watch.upstreamOwesNothing();
            if (drainHandler != null) {
                drainHandler.handle(null);
            }
        }
    }

    @Override
    public void write(Buffer piece, Handler<AsyncResult<Void>> done) {
        write(piece).onComplete(done);
    }

    @Override
    public void end(Handler<AsyncResult<Void>> done) {
        finish().onComplete(done);
    }

    private Future<Void> finish() {
        if (length.isPresent() && sent != length.getAsLong()) {
            return refuse("the body is shorter than announced");
        }
        watch.upstreamOwes();
        endWritten = true;
        return request.end().onFailure(cause -> ended.tryComplete(new End.SinkFailed(cause)));
    }

    private Future<Void> refuse(String why) {
        RefusedException cause = new RefusedException(Reason.REQUEST_MALFORMED, why);
        ended.tryComplete(new End.SourceFailed(cause));
        return Future.failedFuture(cause);
    }

    @Override
    public boolean writeQueueFull() {
        if (full) {
            watch.upstreamOwes();
        }
        return full;
    }

    @Override
    public Upload drainHandler(Handler<Void> handler) {
        drainHandler = handler;
        return this;
    }

    @Override
    public Upload exceptionHandler(Handler<Throwable> handler) {
        return this;
    }

    @Override
    public Upload setWriteQueueMaxSize(int maxSize) {
        return this;
    }
}
