package dev.postern.upstream;

import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.streams.ReadStream;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What an upstream says on a connection that has switched protocols. It begins paused and reads ahead up to a bound; the close of the connection is its end, and comes after
 * everything that was said before it. On the event loop of its exchange.
 */
final class ConnectionSource implements ReadStream<Buffer> {

    private final HttpClientResponse source;
    private final Context context;
    private final Deque<Buffer> held = new ArrayDeque<>();
    private final FrameBoundary frames = new FrameBoundary();
    private int heldBytes;
    private long readBytes;
    private long demand;
    private boolean delivering;
    private boolean closed;
    private boolean ended;
    private Handler<Buffer> handler;
    private Handler<Void> endHandler;

    /** Must be made while the head of {@code source} is being handled. */
    ConnectionSource(HttpClientResponse source, Context context) {
        this.source = source;
        this.context = context;
        source.exceptionHandler(close -> closed());
        source.handler(this::said);
    }

    /** Where the stream stands between frames. */
    FrameBoundary frames() {
        return frames;
    }

    long readBytes() {
        return readBytes;
    }

    private void said(Buffer piece) {
        held.add(piece);
        heldBytes += piece.length();
        deliver();
        if (heldBytes >= Bounds.UPGRADE_BUFFER_BYTES && !closed) {
            source.pause();
        }
    }

    /** What the connection still holds, bounded by its own window, comes before the end. */
    private void closed() {
        closed = true;
        source.resume();
        context.runOnContext(after -> deliver());
    }

    private void deliver() {
        if (delivering) {
            return;
        }
        delivering = true;
        while (demand > 0 && handler != null && !held.isEmpty()) {
            deliverOne();
        }
        delivering = false;
        if (closed && held.isEmpty() && demand > 0 && endHandler != null && !ended) {
            ended = true;
            endHandler.handle(null);
        }
    }

    private void deliverOne() {
        if (demand != Long.MAX_VALUE) {
            demand--;
        }
        Buffer piece = held.poll();
        boolean wasFull = heldBytes >= Bounds.UPGRADE_BUFFER_BYTES;
        heldBytes -= piece.length();
        readBytes += piece.length();
        frames.passed(piece);
        if (wasFull && heldBytes < Bounds.UPGRADE_BUFFER_BYTES) {
            context.runOnContext(later -> source.resume());
        }
        handler.handle(piece);
    }

    @Override
    public ConnectionSource handler(Handler<Buffer> handler) {
        this.handler = handler;
        return this;
    }

    @Override
    public ConnectionSource endHandler(Handler<Void> handler) {
        this.endHandler = handler;
        return this;
    }

    @Override
    public ConnectionSource exceptionHandler(Handler<Throwable> handler) {
        return this;
    }

    @Override
    public ConnectionSource pause() {
        demand = 0;
        return this;
    }

    @Override
    public ConnectionSource resume() {
        return fetch(Long.MAX_VALUE);
    }

    @Override
    public ConnectionSource fetch(long amount) {
        demand = demand + amount < 0 ? Long.MAX_VALUE : demand + amount;
        deliver();
        return this;
    }
}
