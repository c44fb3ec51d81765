package dev.postern.edge;

import dev.postern.exchange.Reason;
import dev.postern.exchange.RefusedException;
import dev.postern.exchange.WholeBody;
import dev.postern.loop.Alarm;
import io.netty.util.concurrent.EventExecutor;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.streams.ReadStream;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;

/**
 * Moves an answer's body to the client as fast as the client takes it in, and no faster. Fails when the source fails, when what came is not what {@code Content-Length}
 * promised, and when the client has taken in nothing of a full write queue for the body-idle time. It never ends the response: that is for who knows it is whole.
 */
final class ResponsePump {

    private final ReadStream<Buffer> source;
    private final HttpServerResponse sink;
    private final OptionalLong promised;
    private final Pace pace;
    private final Alarm stalled;
    private final Promise<Void> done = Promise.promise();
    private Optional<Buffer> whole = Optional.empty();
    private long sent;

    ResponsePump(ReadStream<Buffer> source, HttpServerResponse sink, OptionalLong promised, Pace pace) {
        this.source = source;
        this.sink = sink;
        this.promised = promised;
        this.pace = pace;
        this.stalled = Alarm.on(pace.loop(), () -> fail(new RefusedException(Reason.REQUEST_TIMEOUT, "client stopped reading")));
    }

    /** Whether the client's write queue is full, and how long it may stay so. */
    record Pace(BooleanSupplier full, EventExecutor loop, Duration patience) {}

    /** What {@code Content-Length} promises; one that is no number is removed. */
    static OptionalLong promised(MultiMap headers) {
        String length = headers.get(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(length));
        } catch (NumberFormatException nonsense) {
            headers.remove(HttpHeaders.CONTENT_LENGTH);
            return OptionalLong.empty();
        }
    }

    /** Succeeds when all of it has been written, in whole. */
    Future<Void> done() {
        return done.future();
    }

    /** A stream may be silent for long, and what it is must be known before; one that has ended already with nothing ends with its head alone, as gRPC wants it. */
    void run() {
        if (done.future().isComplete()) {
            return;
        }
        if (source instanceof WholeBody body) {
            whole = body.takeWhole();
        }
        if (whole.isPresent()) {
            sent = whole.get().length();
            end();
        } else {
            stream();
        }
    }

    private void stream() {
        source.exceptionHandler(this::fail);
        source.endHandler(end -> end());
        source.handler(this::piece);
        source.resume();
        if (!done.future().isComplete() && !sink.headWritten()) {
            sink.writeHead();
        }
    }

    /** What is still to be written, together with the end; nothing where it has been written piece by piece. */
    Buffer rest() {
        return whole.orElseGet(Buffer::buffer);
    }

    /** The exchange is over, whatever the source does from here on. */
    void stop(Throwable why) {
        fail(why);
    }

    private void piece(Buffer piece) {
        if (done.future().isComplete()) {
            return;
        }
        sent += piece.length();
        if (promised.isPresent() && sent > promised.getAsLong()) {
            fail(new RefusedException(Reason.UPSTREAM_BROKEN, "body longer than its content-length"));
            return;
        }
        sink.write(piece);
        if (pace.full().getAsBoolean()) {
            source.pause();
            stalled.in(pace.patience());
            sink.drainHandler(drained -> {
                stalled.clear();
                source.resume();
            });
        }
    }

    private void end() {
        stalled.clear();
        if (promised.isPresent() && sent != promised.getAsLong()) {
            fail(new RefusedException(Reason.UPSTREAM_BROKEN, "body shorter or longer than its content-length"));
        } else {
            done.tryComplete();
        }
    }

    private void fail(Throwable cause) {
        stalled.clear();
        done.tryFail(cause);
    }
}
