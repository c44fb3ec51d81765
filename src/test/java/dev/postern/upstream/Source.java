package dev.postern.upstream;

import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;

/** A body of so many pieces, made as they are asked for; it counts what has been taken, and may fail or wait in the middle. On one event loop. */
final class Source implements ReadStream<Buffer> {

    private final Buffer piece;
    private final int pieces;
    private final Context context = Vertx.currentContext();
    volatile long takenBytes;
    private int given;
    private int heldAt = Integer.MAX_VALUE;
    private long demand;
    private boolean scheduled;
    private boolean done;
    private Handler<Buffer> handler;
    private Handler<Void> endHandler;
    private Handler<Throwable> failureHandler;

    Source(int pieceBytes, int pieces) {
        this(Buffer.buffer(new byte[pieceBytes]), pieces);
    }

    Source(Buffer piece, int pieces) {
        this.piece = piece;
        this.pieces = pieces;
    }

    /** Gives no more than so many pieces before {@link #proceed}. */
    Source holdingAt(int pieces) {
        heldAt = pieces;
        return this;
    }

    void proceed() {
        heldAt = Integer.MAX_VALUE;
        schedule();
    }

    void fail(Throwable cause) {
        done = true;
        if (failureHandler != null) {
            failureHandler.handle(cause);
        }
    }

    private void schedule() {
        if (!scheduled && !done) {
            scheduled = true;
            context.runOnContext(here -> give());
        }
    }

    private void give() {
        scheduled = false;
        if (done || demand == 0) {
            return;
        }
        if (given == pieces) {
            done = true;
            if (endHandler != null) {
                endHandler.handle(null);
            }
        } else if (handler != null && given < heldAt) {
            given++;
            demand = demand == Long.MAX_VALUE ? demand : demand - 1;
            takenBytes += piece.length();
            handler.handle(piece.copy());
            schedule();
        }
    }

    @Override
    public Source handler(Handler<Buffer> handler) {
        this.handler = handler;
        return this;
    }

    @Override
    public Source endHandler(Handler<Void> handler) {
        this.endHandler = handler;
        return this;
    }

    @Override
    public Source exceptionHandler(Handler<Throwable> handler) {
        this.failureHandler = handler;
        return this;
    }

    @Override
    public Source pause() {
        demand = 0;
        return this;
    }

    @Override
    public Source resume() {
        return fetch(Long.MAX_VALUE);
    }

    @Override
    public Source fetch(long amount) {
        demand = demand + amount < 0 ? Long.MAX_VALUE : demand + amount;
        schedule();
        return this;
    }
}
