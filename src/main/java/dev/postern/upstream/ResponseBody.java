package dev.postern.upstream;

import dev.postern.exchange.Reason;
import dev.postern.exchange.RefusedException;
import dev.postern.exchange.WholeBody;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;

/**
 * The body of an upstream's answer. It begins paused, reads ahead of its reader only up to a bound, and ends well only when every octet that was promised has come and the
 * upstream said that it was the end; in every other case it fails, so that a cut answer is never taken for a whole one. A failure is delivered at once,
 * whatever is still unread. On the event loop of its exchange.
 *
 * <p>A whole answer that was read ahead stays whole when the upstream closes or resets afterwards, as it does when it answers before the upload is done.
 */
final class ResponseBody implements WholeBody {

    private final HttpClientResponse source;
    private final OptionalLong length;
    private final BooleanSupplier endedCleanly;
    private final Context context;
    private final Deque<Buffer> held = new ArrayDeque<>();
    private final Promise<MultiMap> outcome = Promise.promise();
    private long heldBytes;
    private long received;
    private long demand;
    private boolean delivering;
    private boolean ended;
    private boolean endDelivered;
    private Optional<RefusedException> failure = Optional.empty();
    private Handler<Buffer> handler;
    private Handler<Void> endHandler;
    private Handler<Throwable> failureHandler;

    /** Must be made while the head of {@code source} is being handled: what comes next would be lost otherwise. */
    ResponseBody(HttpClientResponse source, OptionalLong length, BooleanSupplier endedCleanly, Context context) {
        this.source = source;
        this.length = length;
        this.endedCleanly = endedCleanly;
        this.context = context;
        source.exceptionHandler(failure -> fail(Failures.exchanging(failure).asException()));
        source.endHandler(end -> ended());
        source.handler(this::received);
    }

    /** Succeeds with the trailers when the answer has been received whole; fails otherwise. */
    Future<MultiMap> outcome() {
        return outcome.future();
    }

    /** Whether its end has come, as it should or not: from then on, what it came on belongs to others. */
    boolean hasEnded() {
        return ended;
    }

    /** Calls when everything that has come is taken in: of a body that is decided, nothing is left unread then. */
    void takeIn(Handler<Void> taken) {
        if (ended) {
            taken.handle(null);
            return;
        }
        source.resume(); // in a later turn, which is before the one that is asked for here
        context.runOnContext(taken);
    }

    private void received(Buffer piece) {
        if (outcome.future().isComplete()) {
            return;
        }
        received += piece.length();
        if (length.isPresent() && received > length.getAsLong()) {
            fail(new RefusedException(Reason.UPSTREAM_BROKEN, "more body than was announced"));
            return;
        }
        held.add(piece);
        heldBytes += piece.length();
        deliver();
        if (heldBytes >= Bounds.RESPONSE_READ_AHEAD_BYTES) {
            source.pause();
        }
    }

    private void ended() {
        ended = true;
        if (length.isPresent() && received != length.getAsLong()) {
            fail(new RefusedException(Reason.UPSTREAM_BROKEN, "less body than was announced"));
        } else if (!endedCleanly.getAsBoolean()) {
            fail(new RefusedException(Reason.UPSTREAM_BROKEN, "the connection was cut where the body might have ended"));
        } else {
            outcome.tryComplete(ResponseHead.trailers(source.trailers()));
            deliver();
        }
    }

    /** Ends it as broken; without effect once it has been received whole. */
    void fail(RefusedException cause) {
        if (outcome.tryFail(cause)) {
            drop(cause);
        }
    }

    /** Ends it even when it has been received whole, unless the reader has had it all. */
    void cut(RefusedException cause) {
        if (!endDelivered && failure.isEmpty()) {
            outcome.tryFail(cause);
            drop(cause);
        }
    }

    private void drop(RefusedException cause) {
        failure = Optional.of(cause);
        held.clear();
        heldBytes = 0;
        source.resume();
        if (failureHandler != null) {
            failureHandler.handle(cause);
        }
    }

    @Override
    public Optional<Buffer> takeWhole() {
        if (handler != null || endDelivered || held.size() > 1 || failure.isPresent() || !outcome.future().succeeded()) {
            return Optional.empty();
        }
        endDelivered = true;
        heldBytes = 0;
        return Optional.of(held.isEmpty() ? Buffer.buffer() : held.poll());
    }

    private void deliver() {
        if (delivering) {
            return;
        }
        delivering = true;
        try {
            while (demand > 0 && handler != null && !held.isEmpty()) {
                deliverOne();
            }
        } finally {
            delivering = false;
        }
        if (held.isEmpty() && demand > 0 && outcome.future().succeeded() && failure.isEmpty() && endHandler != null && !endDelivered) {
            endDelivered = true;
            endHandler.handle(null);
        }
    }

    private void deliverOne() {
        if (demand != Long.MAX_VALUE) {
            demand--;
        }
        Buffer piece = held.poll();
        boolean full = heldBytes >= Bounds.RESPONSE_READ_AHEAD_BYTES;
        heldBytes -= piece.length();
        if (full && heldBytes < Bounds.RESPONSE_READ_AHEAD_BYTES) {
            context.runOnContext(later -> source.resume());
        }
        handler.handle(piece);
    }

    @Override
    public ResponseBody handler(Handler<Buffer> handler) {
        this.handler = handler;
        return this;
    }

    @Override
    public ResponseBody endHandler(Handler<Void> handler) {
        this.endHandler = handler;
        return this;
    }

    @Override
    public ResponseBody exceptionHandler(Handler<Throwable> handler) {
        this.failureHandler = handler;
        if (handler != null) {
            failure.ifPresent(cause -> context.runOnContext(later -> {
                if (failureHandler == handler) {
                    handler.handle(cause);
                }
            }));
        }
        return this;
    }

    @Override
    public ResponseBody pause() {
        demand = 0;
        return this;
    }

    @Override
    public ResponseBody resume() {
        return fetch(Long.MAX_VALUE);
    }

    @Override
    public ResponseBody fetch(long amount) {
        demand = demand + amount < 0 ? Long.MAX_VALUE : demand + amount;
        deliver();
        return this;
    }
}
