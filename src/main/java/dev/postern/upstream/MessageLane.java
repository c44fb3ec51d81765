package dev.postern.upstream;

import dev.postern.exchange.Denial;
import dev.postern.exchange.Reason;
import dev.postern.inspect.Direction;
import dev.postern.inspect.MessageExamination;
import dev.postern.inspect.MessageExamination.Reach;
import dev.postern.inspect.Verdict;
import dev.postern.websocket.CloseReason;
import dev.postern.websocket.FrameReader;
import dev.postern.websocket.FrameWriter;
import dev.postern.websocket.Kind;
import dev.postern.websocket.Limits;
import dev.postern.websocket.MessageHandler;
import dev.postern.websocket.Part;
import dev.postern.websocket.ProtocolException;
import dev.postern.websocket.Role;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What one side of a WebSocket says, as the other is to hear it: a stream with demand of whole frames, each message of it one that an examination has passed, in the order in which they
 * came. While one is examined, or nobody wants more, the source is paused. It begins paused. It fails with {@link RefusedConversation} when what is said must not pass, and ends when
 * its source does; what its source says after a close frame is not listened to.
 *
 * <p>Memory: a message as {@link FrameReader} holds it, once more as it is sent, one piece of the source, and {@value #AT_ONCE_BYTES} octets of frames. On the event loop of its exchange.
 */
final class MessageLane implements ReadStream<Buffer> {

    /** Frames are handed on together up to so many octets: a flood of small ones must not cost a write for each. */
    static final int AT_ONCE_BYTES = 16 * 1024;

    /** So many messages may be examined before others on this event loop have their turn. */
    static final int TURN_MESSAGES = 16;

    private final ReadStream<Buffer> source;
    private final Direction direction;
    private final MessageExamination examination;
    private final Context context;
    private final Reach reach;
    private final FrameReader reader;
    private final FrameWriter writer;
    private final Runnable closeSaid;
    private final Deque<byte[]> pieces = new ArrayDeque<>();
    private int at;
    private Buffer frames = Buffer.buffer();
    private long demand;
    private long passedBytes;
    private int turn;
    private boolean running;
    private boolean yielded;
    private boolean examining;
    private boolean passing;
    private boolean lastSaid;
    private boolean flowing;
    private boolean ended;
    private boolean over;
    private Handler<Buffer> handler;
    private Handler<Void> endHandler;
    private Handler<Throwable> exceptionHandler;

    /**
     * What holds for both directions.
     *
     * @param closeSaid told when a close frame has been handed on
     */
    record Terms(MessageExamination examination, Context context, Runnable closeSaid) {}

    /** @param source paused */
    MessageLane(ReadStream<Buffer> source, Direction direction, Terms terms) {
        this.source = source;
        this.direction = direction;
        this.examination = terms.examination();
        this.context = terms.context();
        this.closeSaid = terms.closeSaid();
        this.reach = examination.reach(direction);
        Role from = direction == Direction.REQUEST ? Role.CLIENT : Role.SERVER;
        this.reader = new FrameReader(from, limits(reach), new Said());
        this.writer = new FrameWriter(from);
        source.exceptionHandler(this::fail).endHandler(end -> ended()).handler(this::came);
    }

    private static Limits limits(Reach reach) {
        return new Limits(reach.messageBytes(), switch (reach.beyond()) {
            case REFUSE -> Limits.Beyond.REFUSE;
            case PASS -> Limits.Beyond.PASS;
        });
    }

    /** Octets of frames that were handed on. */
    long passedBytes() {
        return passedBytes;
    }

    /** Whether its side has said its last, and the other has it. */
    boolean closed() {
        return lastSaid && frames.length() == 0;
    }

    /** Nothing comes out any more; what the source still says is dropped as it comes. */
    void stop() {
        over = true;
        pieces.clear();
        frames = Buffer.buffer();
        source.resume();
    }

    private void came(Buffer piece) {
        if (!over && !lastSaid) {
            pieces.add(piece.getBytes(0, piece.length()));
            run();
        }
    }

    private void ended() {
        ended = true;
        run();
    }

    /** Reads until something has to be waited for. */
    private void run() {
        if (running || over) {
            return;
        }
        running = true;
        turn = 0;
        try {
            while (mayRead()) {
                byte[] piece = pieces.element();
                at = reader.read(piece, at);
                if (at == piece.length) {
                    pieces.poll(); // none is left when something in it ended the conversation
                    at = 0;
                }
                handOnIf(frames.length() >= AT_ONCE_BYTES);
            }
        } catch (ProtocolException broken) {
            broken(broken);
        } finally {
            running = false;
        }
        handOnIf(frames.length() > 0);
        settle();
    }

    private boolean mayRead() {
        if (over || examining || yielded || demand == 0 || pieces.isEmpty()) {
            return false;
        }
        if (turn >= TURN_MESSAGES) {
            yielded = true;
            context.runOnContext(next -> {
                yielded = false;
                run();
            });
        }
        return !yielded;
    }

    private void handOnIf(boolean wanted) {
        if (wanted && demand > 0 && !over && handler != null) {
            Buffer ready = frames;
            frames = Buffer.buffer();
            passedBytes += ready.length();
            demand = demand == Long.MAX_VALUE ? demand : demand - 1;
            handler.handle(ready);
            if (closed()) {
                closeSaid.run();
            }
        }
    }

    /** Asks the source for more, or for no more, or tells of its end. */
    private void settle() {
        if (over) {
            return;
        }
        boolean waiting = examining || yielded || !pieces.isEmpty() || frames.length() > 0;
        if (ended && !waiting && demand > 0 && endHandler != null) {
            over = true;
            endHandler.handle(null);
            return;
        }
        boolean wanted = demand > 0 && !waiting;
        if (wanted != flowing) {
            flowing = wanted;
            if (wanted) {
                source.resume();
            } else {
                source.pause();
            }
        }
    }

    private void examine(Kind kind, byte[] payload) {
        turn++;
        Future<Verdict> verdict = examination.examine(direction, said(kind), payload);
        if (verdict.isComplete()) {
            judge(kind, payload, verdict);
            return;
        }
        examining = true;
        verdict.onComplete(late -> {
            examining = false;
            if (!over) {
                judge(kind, payload, verdict);
                run();
            }
        });
    }

    private static MessageExamination.Kind said(Kind kind) {
        return switch (kind) {
            case TEXT -> MessageExamination.Kind.TEXT;
            case BINARY -> MessageExamination.Kind.BINARY;
        };
    }

    private void judge(Kind kind, byte[] payload, Future<Verdict> verdict) {
        if (verdict.failed()) {
            refuse(Denial.of(uninspected(), "the examination failed: " + verdict.cause().getClass().getSimpleName()));
            return;
        }
        switch (verdict.result()) {
            case Verdict.Release release -> frames.appendBytes(writer.message(kind, payload));
            case Verdict.Replace(Buffer content) -> frames.appendBytes(writer.message(kind, content.getBytes(0, content.length())));
            case Verdict.Deny(Denial denial) -> refuse(denial);
            case Verdict.Hold _, Verdict.Amend _ -> refuse(Denial.of(uninspected(), "the examination came to no verdict"));
        }
    }

    private void refuse(Denial denial) {
        fail(new RefusedConversation(denial, CloseReason.POLICY_VIOLATION));
    }

    private Reason uninspected() {
        return switch (direction) {
            case REQUEST -> Reason.CONTENT_UNINSPECTED;
            case RESPONSE -> Reason.RESPONSE_REFUSED;
        };
    }

    private void broken(ProtocolException broken) {
        boolean tooBig = broken.closeCode() == CloseReason.TOO_BIG;
        if (tooBig) {
            examination.unread(direction, tooLong());
        }
        Reason notKeptTo = direction == Direction.REQUEST ? Reason.REQUEST_MALFORMED : Reason.UPSTREAM_BROKEN;
        fail(new RefusedConversation(Denial.of(tooBig ? uninspected() : notKeptTo, broken.getMessage()), broken.closeCode()));
    }

    private String tooLong() {
        return "a message longer than the " + reach.messageBytes() + " octets that may be held";
    }

    /** What passed before it has been handed on, unless nobody wants it: then nobody will. */
    private void fail(Throwable failure) {
        if (over) {
            return;
        }
        handOnIf(frames.length() > 0);
        over = true;
        pieces.clear();
        if (exceptionHandler != null) {
            exceptionHandler.handle(failure);
        }
    }

    /** What the reader has heard. */
    private final class Said implements MessageHandler {

        @Override
        public void message(Kind kind, byte[] payload) {
            if (reach.messageBytes() == 0) {
                frames.appendBytes(writer.message(kind, payload));
            } else {
                examine(kind, payload);
            }
        }

        @Override
        public void passing(Kind kind, byte[] piece, Part part) {
            if (!passing && reach.messageBytes() > 0) {
                examination.unread(direction, tooLong());
            }
            passing = part == Part.MORE;
            frames.appendBytes(writer.passing(kind, piece, part));
        }

        @Override
        public void ping(byte[] payload) {
            frames.appendBytes(writer.ping(payload));
        }

        @Override
        public void pong(byte[] payload) {
            frames.appendBytes(writer.pong(payload));
        }

        @Override
        public void close(CloseReason reason) {
            lastSaid = true;
            frames.appendBytes(writer.close(reason));
        }
    }

    @Override
    public MessageLane handler(Handler<Buffer> handler) {
        this.handler = handler;
        return this;
    }

    @Override
    public MessageLane endHandler(Handler<Void> handler) {
        this.endHandler = handler;
        return this;
    }

    @Override
    public MessageLane exceptionHandler(Handler<Throwable> handler) {
        this.exceptionHandler = handler;
        return this;
    }

    @Override
    public MessageLane pause() {
        demand = 0;
        settle();
        return this;
    }

    @Override
    public MessageLane resume() {
        return fetch(Long.MAX_VALUE);
    }

    @Override
    public MessageLane fetch(long amount) {
        demand = demand + amount < 0 ? Long.MAX_VALUE : demand + amount;
        run();
        return this;
    }
}
