package dev.postern.inspect;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.ArrayDeque;
import java.util.Queue;

/** A source under the test's control that keeps to demand and fails when it is read without having been paused first. */
final class Source implements ReadStream<Buffer> {

    private static final Buffer END = Buffer.buffer();

    private final Queue<Buffer> pieces = new ArrayDeque<>();
    private Handler<Buffer> handler;
    private Handler<Void> endHandler;
    Handler<Throwable> exceptionHandler;
    long demand = Long.MAX_VALUE;
    int emitted;

    Source add(String... texts) {
        for (String text : texts) {
            pieces.add(Buffer.buffer(text));
        }
        return this;
    }

    Source end() {
        pieces.add(END);
        return this;
    }

    void drain() {
        while (demand > 0 && handler != null && !pieces.isEmpty()) {
            demand = demand == Long.MAX_VALUE ? demand : demand - 1;
            Buffer piece = pieces.remove();
            emitted++;
            if (piece == END) {
                endHandler.handle(null);
            } else {
                handler.handle(piece);
            }
        }
    }

    @Override
    public Source exceptionHandler(Handler<Throwable> toCall) {
        exceptionHandler = toCall;
        return this;
    }

    @Override
    public Source handler(Handler<Buffer> toCall) {
        handler = toCall;
        drain();
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
        drain();
        return this;
    }

    @Override
    public Source endHandler(Handler<Void> toCall) {
        endHandler = toCall;
        return this;
    }
}
