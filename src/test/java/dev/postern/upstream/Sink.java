package dev.postern.upstream;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.WriteStream;

/** Keeps what is written to it. */
final class Sink implements WriteStream<Buffer> {

    final Buffer written = Buffer.buffer();
    Handler<Buffer> onWrite = piece -> { };

    @Override
    public Future<Void> write(Buffer piece) {
        written.appendBuffer(piece);
        onWrite.handle(piece);
        return Future.succeededFuture();
    }

    @Override
    public void write(Buffer piece, Handler<AsyncResult<Void>> done) {
        write(piece).onComplete(done);
    }

    @Override
    public void end(Handler<AsyncResult<Void>> done) {
        Future.<Void>succeededFuture().onComplete(done);
    }

    @Override
    public boolean writeQueueFull() {
        return false;
    }

    @Override
    public Sink drainHandler(Handler<Void> handler) {
        return this;
    }

    @Override
    public Sink exceptionHandler(Handler<Throwable> handler) {
        return this;
    }

    @Override
    public Sink setWriteQueueMaxSize(int maxSize) {
        return this;
    }
}
