package dev.postern.upstream;

import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.Arrays;

/** What one side of a connection says, cut after so many octets again and again, as it is asked for; then it ends. On one event loop. */
final class Spoken implements ReadStream<Buffer> {

    private final byte[] octets;
    private final int cut;
    private final Context context = Vertx.currentContext();
    private int at;
    private boolean flowing;
    private boolean scheduled;
    private boolean ended;
    private Handler<Buffer> handler;
    private Handler<Void> endHandler;

    Spoken(byte[] octets, int cut) {
        this.octets = octets.clone();
        this.cut = cut;
    }

    /** Octets that were taken. */
    int taken() {
        return at;
    }

    boolean isFlowing() {
        return flowing;
    }

    private void schedule() {
        if (flowing && !scheduled && !ended) {
            scheduled = true;
            context.runOnContext(here -> give());
        }
    }

    private void give() {
        scheduled = false;
        if (!flowing) {
            return;
        }
        if (at == octets.length) {
            ended = true;
            endHandler.handle(null);
            return;
        }
        int from = at;
        at = Math.min(octets.length, at + cut);
        handler.handle(Buffer.buffer(Arrays.copyOfRange(octets, from, at)));
        schedule();
    }

    @Override
    public Spoken handler(Handler<Buffer> handler) {
        this.handler = handler;
        return this;
    }

    @Override
    public Spoken endHandler(Handler<Void> handler) {
        this.endHandler = handler;
        return this;
    }

    @Override
    public Spoken exceptionHandler(Handler<Throwable> handler) {
        return this;
    }

    @Override
    public Spoken pause() {
        flowing = false;
        return this;
    }

    @Override
    public Spoken resume() {
        flowing = true;
        schedule();
        return this;
    }

    @Override
    public Spoken fetch(long amount) {
        return resume();
    }
}
