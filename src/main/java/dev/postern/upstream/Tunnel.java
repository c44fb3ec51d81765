package dev.postern.upstream;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Duration;

/**
 * A WebSocket between a client and an upstream: two pipes with demand. The close of one side closes the other, after what was said before it; so does a silence of both longer
 * than the idle bound, and {@link #end}. On the event loop of its exchange, {@link #end} too.
 */
public final class Tunnel {

    /** Who ended it. */
    public enum By { CLIENT, UPSTREAM, IDLE, GATEWAY }

    /**
     * How it ended.
     *
     * @param fromClientBytes octets that passed to the upstream
     * @param toClientBytes   octets that passed to the client
     */
    public record Ended(By by, long fromClientBytes, long toClientBytes) {}

    private final Vertx vertx;
    private final NetSocket client;
    private final ConnectionBase upstream;
    private final ConnectionSource source;
    private final ConnectionSink sink;
    private final long idleTimer;
    private final Promise<Ended> ended = Promise.promise();
    private long movedSinceLook;
    private long sourceBytesAtLook;

    Tunnel(Vertx vertx, NetSocket client, ConnectionBase upstream, ConnectionSource source, Duration idle) {
        this.vertx = vertx;
        this.client = client;
        this.upstream = upstream;
        this.source = source;
        this.sink = new ConnectionSink(upstream, vertx.getOrCreateContext(), () -> movedSinceLook++);
        this.idleTimer = vertx.setPeriodic(Math.max(1, idle.toMillis()), look -> endWhenIdle());
        client.pipe().endOnComplete(false).to(sink).onComplete(done -> end(By.CLIENT), failure -> end(By.UPSTREAM));
        source.pipe().endOnComplete(false).to(client).onComplete(done -> end(By.UPSTREAM), failure -> end(By.CLIENT));
    }

    /** Done when it is over; never fails. */
    public Future<Ended> ended() {
        return ended.future();
    }

    /** Closes both sides now, for example because the session it rests on has been revoked. */
    public void end() {
        end(By.GATEWAY);
    }

    private void endWhenIdle() {
        if (movedSinceLook == 0 && source.readBytes() == sourceBytesAtLook) {
            end(By.IDLE);
        }
        movedSinceLook = 0;
        sourceBytesAtLook = source.readBytes();
    }

    private void end(By by) {
        if (ended.tryComplete(new Ended(by, sink.writtenBytes(), source.readBytes()))) {
            vertx.cancelTimer(idleTimer);
            close((ConnectionBase) client);
            close(upstream);
        }
    }

    /** In order: what has been written goes out first, but not for ever. */
    private void close(ConnectionBase side) {
        long forced = vertx.setTimer(Bounds.UPGRADE_CLOSE_GRACE.toMillis(), due -> side.channel().close());
        side.close().onComplete(closed -> vertx.cancelTimer(forced));
    }
}
