package dev.postern.upstream;

import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.core.streams.WriteStream;

/**
 * Writes to an upstream connection that has switched protocols, with demand. Vert.x 4.5 counts what is written to such a connection and never counts it off again, so that
 * its own stream stays full after the first 64 KiB: here it is counted by the channel's own completion. On the event loop of its exchange.
 */
final class ConnectionSink implements WriteStream<Buffer> {

    private final ConnectionBase connection;
    private final Context context;
    private final Runnable moved;
    private int pendingBytes;
    private long writtenBytes;
    private boolean full;
    private Handler<Void> drainHandler;

    /** @param moved called whenever octets have been handed to the network */
    ConnectionSink(ConnectionBase connection, Context context, Runnable moved) {
        this.connection = connection;
        this.context = context;
        this.moved = moved;
    }

    long writtenBytes() {
        return writtenBytes;
    }

    @Override
    public Future<Void> write(Buffer piece) {
        Promise<Void> done = Promise.promise();
        int size = piece.length();
        pendingBytes += size;
        full |= pendingBytes >= Bounds.UPGRADE_BUFFER_BYTES;
        connection.writeToChannel(piece.getByteBuf(), (io.netty.util.concurrent.Future<Void> result) -> context.runOnContext(here -> written(size, result, done)));
        return done.future();
    }

    private void written(int size, io.netty.util.concurrent.Future<Void> result, Promise<Void> done) {
        pendingBytes -= size;
        if (!result.isSuccess()) {
            done.fail(result.cause());
            return;
        }
        writtenBytes += size;
        moved.run();
        done.complete();
        if (full && pendingBytes < Bounds.UPGRADE_BUFFER_BYTES / 2) {
            full = false;
            if (drainHandler != null) {
                drainHandler.handle(null);
            }
        }
    }

    @Override
    public void write(Buffer piece, Handler<AsyncResult<Void>> done) {
        write(piece).onComplete(done);
    }

    /** The connection is closed by its tunnel. */
    @Override
    public void end(Handler<AsyncResult<Void>> done) {
        Future.<Void>succeededFuture().onComplete(done);
    }

    @Override
    public boolean writeQueueFull() {
        return full;
    }

    @Override
    public ConnectionSink drainHandler(Handler<Void> handler) {
        drainHandler = handler;
        return this;
    }

    @Override
    public ConnectionSink exceptionHandler(Handler<Throwable> handler) {
        return this;
    }

    @Override
    public ConnectionSink setWriteQueueMaxSize(int maxSize) {
        return this;
    }
}
