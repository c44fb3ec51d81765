package dev.postern.edge;

import dev.postern.exchange.Denial;
import dev.postern.exchange.Reason;
import dev.postern.exchange.RefusedException;
import dev.postern.loop.Alarm;
import io.netty.util.concurrent.EventExecutor;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.StreamResetException;
import io.vertx.core.streams.ReadStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * A request's body as a stream with demand, a bound and a clock. Nothing flows before it is asked for; nothing is delivered past the bound; and while it is asked for, the
 * next piece must come in time, and the pieces not drip. Fails with {@link Reason#REQUEST_BODY_TOO_LARGE}, {@link Reason#REQUEST_TIMEOUT}, or whatever broke the connection.
 *
 * <p>Its handlers are hung on the request at once, while it is paused, because Vert.x refuses them later when the client has reset the stream meanwhile. Lives on the
 * exchange's event loop.
 */
final class RequestBody implements ReadStream<Buffer> {

    private final HttpServerRequest request;
    private final Alarm idle;
    private final Duration patience;
    private final BodyPace pace;
    private final Queue<Buffer> early = new ArrayDeque<>(1); // at most the one piece that peek() let in
    private final LateCredit credit;
    private Runnable beforeFirst = () -> { };
    private Handler<Buffer> onPiece = piece -> { };
    private Handler<Void> onEnd = end -> { };
    private Handler<Throwable> onFailure = failure -> { };
    private Runnable onReset = () -> { };
    private Throwable failed;
    private long bound = Long.MAX_VALUE;
    private long received;
    private long demand;
    private boolean started;
    private boolean ended;
    private boolean endSeen;
    private boolean reset; // from then on the request refuses to be asked for anything

    RequestBody(HttpServerRequest request, EventExecutor loop, Downstream.Terms terms) {
        Duration bodyIdle = terms.bodyIdle();
        this.request = request;
        this.pace = new BodyPace(isGrpc(request) ? 0 : terms.bodyRateBytes(), bodyIdle);
        this.patience = bodyIdle;
        this.credit = new LateCredit(request);
        this.idle = Alarm.on(loop, () -> refuse(Reason.REQUEST_TIMEOUT, "no piece of the body within " + bodyIdle));
        request.pause();
        request.handler(this::piece).endHandler(end -> end()).exceptionHandler(this::broken);
    }

    /** Its bodies are messages, which come when there is something to say. */
    private static boolean isGrpc(HttpServerRequest request) {
        String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
        return type != null && type.startsWith("application/grpc");
    }

    /** Lets in the first thing that comes, so that it shows whether there is a body at all where the head does not say (HTTP/2). It is kept until asked for. */
    void peek() {
        request.fetch(1);
    }

    /** Told of a client that has reset its request, before anybody can answer the broken body. */
    void resetHandler(Runnable handler) {
        onReset = handler;
    }

    private void broken(Throwable cause) {
        if (cause instanceof StreamResetException) {
            reset = true;
            onReset.run();
        }
        fail(cause);
    }

    void bound(long octets) {
        bound = octets;
        if (received > bound) {
            tooLarge();
        }
    }

    /** Run once, when the first piece is asked for. */
    void beforeFirst(Runnable step) {
        beforeFirst = step;
    }

    long received() {
        return received;
    }

    /** Whether the client has sent all of it and all of it has been taken. */
    boolean complete() {
        return endSeen;
    }

    /** Whether anybody has asked for it and still may. */
    boolean wanted() {
        return started && failed == null;
    }

    /** Nobody will read on. */
    void abandon(Throwable reason) {
        fail(reason);
    }

    @Override
    public RequestBody handler(Handler<Buffer> handler) {
        onPiece = handler == null ? piece -> { } : handler;
        return this;
    }

    @Override
    public RequestBody endHandler(Handler<Void> handler) {
        onEnd = handler == null ? end -> { } : handler;
        if (ended && started) {
            onEnd.handle(null);
        }
        return this;
    }

    @Override
    public RequestBody exceptionHandler(Handler<Throwable> handler) {
        onFailure = handler == null ? failure -> { } : handler;
        if (failed != null) {
            onFailure.handle(failed);
        }
        return this;
    }

    @Override
    public RequestBody pause() {
        demand = 0;
        waitsNoMore();
        if (!endSeen && failed == null && !reset) {
            request.pause();
        }
        return this;
    }

    @Override
    public RequestBody resume() {
        return fetch(Long.MAX_VALUE);
    }

    @Override
    public RequestBody fetch(long amount) {
        demand = demand + amount < 0 ? Long.MAX_VALUE : demand + amount;
        if (!started) {
            started = true;
            beforeFirst.run();
        }
        while (demand > 0 && failed == null && !early.isEmpty()) {
            deliver(early.poll());
        }
        if (endSeen && early.isEmpty()) {
            finish();
        } else if (demand > 0 && failed == null && !reset) {
            waits();
            request.fetch(amount);
        }
        return this;
    }

    private void piece(Buffer piece) {
        credit.taken(piece.length());
        if (failed != null) {
            return;
        }
        received += piece.length();
        if (received > bound) {
            tooLarge();
        } else if (pace.tooSlow(piece.length())) {
            refuse(Reason.REQUEST_TIMEOUT, "the body drips: less than " + pace);
        } else if (!started && !early.isEmpty()) {
            fail(new IllegalStateException("the body flows although nobody has asked for it")); // kept, it would grow without a bound
        } else if (!started || demand == 0) {
            early.add(piece);
        } else {
            deliver(piece);
        }
    }

    private void deliver(Buffer piece) {
        if (demand != Long.MAX_VALUE) {
            demand--;
        }
        if (demand > 0) {
            waits();
        } else {
            waitsNoMore();
        }
        onPiece.handle(piece);
    }

    private void waits() {
        idle.in(patience);
        pace.waits();
    }

    private void waitsNoMore() {
        idle.clear();
        pace.waitsNoMore();
    }

    private void end() {
        endSeen = true;
        idle.clear();
        if (started && early.isEmpty() && failed == null) {
            finish();
        }
    }

    private void finish() {
        if (!ended && failed == null) {
            ended = true;
            onEnd.handle(null);
        }
    }

    private void tooLarge() {
        refuse(Reason.REQUEST_BODY_TOO_LARGE, "body passed " + bound + " octets");
    }

    private void refuse(Reason reason, String detail) {
        fail(new RefusedException(Denial.of(reason, detail)));
    }

    private void fail(Throwable cause) {
        if (failed != null || ended) {
            return;
        }
        failed = cause;
        idle.clear();
        early.clear();
        if (!endSeen) {
            stopReading();
        }
        onFailure.handle(cause);
    }

    private void stopReading() {
        try {
            request.pause();
        } catch (IllegalStateException resetMeanwhile) {
            endSeen = true; // HTTP/2: the client has reset the stream, there is nothing left to pause
        }
    }
}
