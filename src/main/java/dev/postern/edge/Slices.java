package dev.postern.edge;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;

/** A buffer as a stream with demand, so that a long answer that is at hand goes out at the client's pace like any other. Lives on one event loop. */
final class Slices implements ReadStream<Buffer> {

    private static final int SLICE_BYTES = 16 * 1024;

    private final Buffer content;
    private Handler<Buffer> onPiece = piece -> { };
    private Handler<Void> onEnd = end -> { };
    private int at;
    private long demand;
    private boolean delivering;
    private boolean ended;

    Slices(Buffer content) {
        this.content = content;
    }

    @Override
    public Slices handler(Handler<Buffer> handler) {
        onPiece = handler == null ? piece -> { } : handler;
        return this;
    }

    @Override
    public Slices endHandler(Handler<Void> handler) {
        onEnd = handler == null ? end -> { } : handler;
        return this;
    }

    @Override
    public Slices exceptionHandler(Handler<Throwable> handler) {
        return this;
    }

    @Override
    public Slices pause() {
        demand = 0;
        return this;
    }

    @Override
    public Slices resume() {
        return fetch(Long.MAX_VALUE);
    }

    @Override
    public Slices fetch(long amount) {
        demand = demand + amount < 0 ? Long.MAX_VALUE : demand + amount;
        if (!delivering) {
            delivering = true;
            deliver();
            delivering = false;
        }
        return this;
    }

    private void deliver() {
        while (demand > 0 && at < content.length()) {
            int end = Math.min(at + SLICE_BYTES, content.length());
            Buffer piece = content.slice(at, end);
            at = end;
            demand--;
            onPiece.handle(piece);
        }
        if (at >= content.length() && !ended) {
            ended = true;
            onEnd.handle(null);
        }
    }
}
