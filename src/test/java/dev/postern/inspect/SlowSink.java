package dev.postern.inspect;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.WriteStream;
import java.util.concurrent.atomic.AtomicLong;

/** A sink with a queue of 64 KiB which it empties later than it is filled: one turn of the event loop for each time it is full. */
final class SlowSink implements WriteStream<Buffer> {

    private static final int QUEUE_BYTES = 64 * 1024;

    final AtomicLong consumed = new AtomicLong();
    private long queued;
    private boolean emptying;
    private Handler<Void> drain = ready -> { };

    @Override
    public Future<Void> write(Buffer piece) {
        queued += piece.length();
        if (writeQueueFull() && !emptying) {
            emptying = true;
            Vertx.currentContext().owner().setTimer(2, later -> empty());
        }
        return Future.succeededFuture();
    }

    private void empty() {
        emptying = false;
        consumed.addAndGet(queued);
        queued = 0;
        drain.handle(null);
    }

    @Override
    public void write(Buffer piece, Handler<AsyncResult<Void>> done) {
        write(piece).onComplete(done);
    }

    @Override
    public void end(Handler<AsyncResult<Void>> done) {
        empty();
        Promise<Void> ended = Promise.promise();
        ended.future().onComplete(done);
        ended.complete();
    }

    @Override
    public boolean writeQueueFull() {
        return queued >= QUEUE_BYTES;
    }

    @Override
    public SlowSink drainHandler(Handler<Void> toCall) {
        drain = toCall == null ? ready -> { } : toCall;
        return this;
    }

    @Override
    public SlowSink exceptionHandler(Handler<Throwable> toCall) {
        return this;
    }

    @Override
    public SlowSink setWriteQueueMaxSize(int maxSize) {
        return this;
    }
}
