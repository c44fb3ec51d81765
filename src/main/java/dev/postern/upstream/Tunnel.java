package dev.postern.upstream;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
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

    /** What a client is told (RFC 6455 §7.4.1) when what its tunnel rests on has been taken away. */
    public enum Close {
        /** It may come back: there is another place to go to. */
        GOING_AWAY(1001),
        POLICY_VIOLATION(1008);

        private final byte[] frame;

        Close(int code) {
            this.frame = new byte[] {(byte) 0x88, 2, (byte) (code >> 8), (byte) code};
        }
    }

    private final Vertx vertx;
    private final NetSocket client;
    private final ConnectionBase upstream;
    private final ConnectionSource source;
    private final ConnectionSink sink;
    private final long idleTimer;
    private final Promise<Ended> ended = Promise.promise();
    private final FrameBoundary frames;
    private long movedSinceLook;
    private long sourceBytesAtLook;

    Tunnel(Vertx vertx, NetSocket client, ConnectionBase upstream, ConnectionSource source, Duration idle) {
        this.vertx = vertx;
        this.client = client;
        this.upstream = upstream;
        this.source = source;
        this.sink = new ConnectionSink(upstream, vertx.getOrCreateContext(), () -> movedSinceLook++);
        this.frames = source.frames();
        this.idleTimer = vertx.setPeriodic(Math.max(1, idle.toMillis()), look -> endWhenIdle());
        client.pipe().endOnComplete(false).to(sink).onComplete(done -> end(By.CLIENT), failure -> end(By.UPSTREAM));
        source.pipe().endOnComplete(false).to(client).onComplete(done -> end(By.UPSTREAM), failure -> end(By.CLIENT));
    }

    /** Done when it is over; never fails. */
    public Future<Ended> ended() {
        return ended.future();
    }

    /** Octets that passed to the upstream so far. */
    public long fromClientBytes() {
        return sink.writtenBytes();
    }

    /** Octets that passed to the client so far. */
    public long toClientBytes() {
        return source.readBytes();
    }

    /** Closes both sides now. */
    public void end() {
        end(By.GATEWAY);
    }

    /**
     * Closes both sides because what it rests on has been taken away. A client between two frames is told why with a close frame; in
     * the middle of one there is nothing to say that it would understand. A client that does not take it in is cut off after {@link Bounds#WITHDRAWN_GRACE}.
     */
    public void withdraw(Close why) {
        if (!ended.future().isComplete()) {
            source.handler(piece -> {}); // nothing may follow a close frame
            if (frames.between()) {
                client.write(Buffer.buffer(why.frame));
            }
            end(By.GATEWAY, Bounds.WITHDRAWN_GRACE);
        }
    }

    private void endWhenIdle() {
        if (movedSinceLook == 0 && source.readBytes() == sourceBytesAtLook) {
            end(By.IDLE);
        }
        movedSinceLook = 0;
        sourceBytesAtLook = source.readBytes();
    }

    private void end(By by) {
        end(by, Bounds.UPGRADE_CLOSE_GRACE);
    }

    private void end(By by, Duration grace) {
        if (ended.tryComplete(new Ended(by, sink.writtenBytes(), source.readBytes()))) {
            vertx.cancelTimer(idleTimer);
            close((ConnectionBase) client, grace);
            close(upstream, grace);
        }
    }

    /** In order: what has been written goes out first, but not for ever. */
    private void close(ConnectionBase side, Duration grace) {
        long forced = vertx.setTimer(grace.toMillis(), due -> side.channel().close());
        side.close().onComplete(closed -> vertx.cancelTimer(forced));
    }
}
