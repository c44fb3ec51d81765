package dev.postern.upstream;

import dev.postern.exchange.Denial;
import dev.postern.inspect.Direction;
import dev.postern.inspect.MessageExamination;
import dev.postern.websocket.CloseReason;
import dev.postern.websocket.FrameWriter;
import dev.postern.websocket.Role;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.core.streams.ReadStream;
import io.vertx.core.streams.WriteStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * A WebSocket between a client and an upstream: two pipes with demand, through which octets pass as they come, or messages that have been looked into. The close
 * of one side closes the other, after what was said before it; so does a silence of both longer than the idle bound, and {@link #end}. On the event loop of its exchange, {@link #end} too.
 */
public final class Tunnel {

    /** Who ended it. */
    public enum By { CLIENT, UPSTREAM, IDLE, GATEWAY }

    /**
     * How it ended.
     *
     * @param fromClientBytes octets that passed to the upstream
     * @param toClientBytes   octets that passed to the client
     * @param refused         why, when it ended for something that was said in it
     */
    public record Ended(By by, long fromClientBytes, long toClientBytes, Optional<Denial> refused) {}

    /**
     * What passes, and how long there may be nothing.
     *
     * @param messages looks into what passes; without it octets pass as they come
     */
    record Terms(Duration idle, Optional<MessageExamination> messages) {}

    /** What a client is told (RFC 6455 §7.4.1) when what its tunnel rests on has been taken away. */
    public enum Close {
        /** It may come back: there is another place to go to. */
        GOING_AWAY(CloseReason.GOING_AWAY),
        POLICY_VIOLATION(CloseReason.POLICY_VIOLATION);

        private final byte[] frame;

        Close(int code) {
            this.frame = new FrameWriter(Role.SERVER).close(CloseReason.of(code, ""));
        }
    }

    private final Vertx vertx;
    private final NetSocket client;
    private final ConnectionBase upstream;
    private final ConnectionSink sink;
    private final ReadStream<Buffer> toClient;
    private final LongSupplier toClientBytes;
    private final BooleanSupplier betweenFrames;
    private final List<MessageLane> lanes;
    private final long idleTimer;
    private final Promise<Ended> ended = Promise.promise();
    private long movedSinceLook;
    private long toClientBytesAtLook;

    Tunnel(Vertx vertx, NetSocket client, ConnectionBase upstream, ConnectionSource source, Terms terms) {
        this.vertx = vertx;
        this.client = client;
        this.upstream = upstream;
        Context context = vertx.getOrCreateContext();
        this.sink = new ConnectionSink(upstream, context, () -> movedSinceLook++);
        ReadStream<Buffer> fromClient = client;
        if (terms.messages().isPresent()) {
            MessageLane.Terms looking = new MessageLane.Terms(terms.messages().get(), context, this::closeSaid);
            MessageLane up = new MessageLane(client, Direction.REQUEST, looking);
            MessageLane down = new MessageLane(source, Direction.RESPONSE, looking);
            this.lanes = List.of(up, down);
            fromClient = up;
            this.toClient = down;
            this.toClientBytes = down::passedBytes;
            this.betweenFrames = () -> true; // whole frames are all it ever writes
        } else {
            this.lanes = List.of();
            this.toClient = source;
            this.toClientBytes = source::readBytes;
            this.betweenFrames = source.frames()::between;
        }
        this.idleTimer = vertx.setPeriodic(Math.max(1, terms.idle().toMillis()), look -> endWhenIdle());
        fromClient.pipe().endOnComplete(false).to(sink).onComplete(done -> end(By.CLIENT), failure -> broken(failure, By.UPSTREAM));
        toClient.pipe().endOnComplete(false).to(client).onComplete(done -> end(By.UPSTREAM), failure -> broken(failure, By.CLIENT));
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
        return toClientBytes.getAsLong();
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
            toClient.handler(piece -> {}); // nothing may follow a close frame
            if (betweenFrames.getAsBoolean() && (lanes.isEmpty() || !lanes.getLast().closed())) {
                client.write(Buffer.buffer(why.frame));
            }
            end(By.GATEWAY, Bounds.WITHDRAWN_GRACE);
        }
    }

    private void broken(Throwable failure, By by) {
        if (failure instanceof RefusedConversation refused) {
            refuse(refused);
        } else {
            end(by);
        }
    }

    /**
     * Both sides are told, unless they have been told already that nothing follows. They are listened to a little longer, without hearing them: a connection that is closed with octets
     * unread is reset, which can take the close frame with it.
     */
    private void refuse(RefusedConversation refused) {
        if (complete(new Ended(By.GATEWAY, fromClientBytes(), toClientBytes(), Optional.of(refused.why())))) {
            CloseReason reason = CloseReason.of(refused.closeCode(), refused.why().reason().code());
            tell(lanes.getFirst(), sink, new FrameWriter(Role.CLIENT).close(reason));
            tell(lanes.getLast(), client, new FrameWriter(Role.SERVER).close(reason));
            vertx.setTimer(Bounds.REFUSED_LINGER.toMillis(), told -> close(Bounds.WITHDRAWN_GRACE));
        }
    }

    private static void tell(MessageLane lane, WriteStream<Buffer> side, byte[] frame) {
        if (!lane.closed()) {
            side.write(Buffer.buffer(frame));
        }
    }

    /** Both sides have said their last: nothing is to be waited for (RFC 6455 §7.1.1). */
    private void closeSaid() {
        if (lanes.stream().allMatch(MessageLane::closed)) {
            end(By.CLIENT);
        }
    }

    private void endWhenIdle() {
        if (movedSinceLook == 0 && toClientBytes() == toClientBytesAtLook) {
            end(By.IDLE);
        }
        movedSinceLook = 0;
        toClientBytesAtLook = toClientBytes();
    }

    private void end(By by) {
        end(by, Bounds.UPGRADE_CLOSE_GRACE);
    }

    private void end(By by, Duration grace) {
        if (complete(new Ended(by, fromClientBytes(), toClientBytes(), Optional.empty()))) {
            close(grace);
        }
    }

    private boolean complete(Ended how) {
        boolean first = ended.tryComplete(how);
        if (first) {
            vertx.cancelTimer(idleTimer);
            lanes.forEach(MessageLane::stop);
        }
        return first;
    }

    private void close(Duration grace) {
        close((ConnectionBase) client, grace);
        close(upstream, grace);
    }

    /** In order: what has been written goes out first, but not for ever. */
    private void close(ConnectionBase side, Duration grace) {
        long forced = vertx.setTimer(grace.toMillis(), due -> side.channel().close());
        side.close().onComplete(closed -> vertx.cancelTimer(forced));
    }
}
