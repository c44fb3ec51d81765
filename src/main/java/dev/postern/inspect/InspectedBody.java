package dev.postern.inspect;

import dev.postern.exchange.RefusedException;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.Pipe;
import io.vertx.core.streams.ReadStream;
import io.vertx.core.streams.WriteStream;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/**
 * A body on its way through the inspections of its route: a stream with demand, which begins paused.
 *
 * <p>One piece of the source is fetched at a time: when the one before has passed every inspection and, in streaming, the reader has asked for more. What is in memory is
 * therefore one piece, what the inspections hold back within their bounds, and the source's own queue. A holding chain reads to the end without being asked and hands
 * nothing out before its last verdict.
 *
 * <p>A refusal fails {@link #outcome} and {@link #ready} first and the reader after that, so that whoever resets the other side in answer finds the reason in place. The
 * source is left paused with its handlers off: who refuses the exchange drains or closes it. Pipes from here never end their sink on failure: a message cut short must not
 * look complete.
 *
 * <p>Confined to the event loop of its source.
 */
public final class InspectedBody implements ReadStream<Buffer>, Chain.Outlet {

    private final ReadStream<Buffer> source;
    private final Chain chain;
    private final Promise<Void> ready = Promise.promise();
    private final Promise<Void> begun = Promise.promise();
    private final Promise<Void> outcome = Promise.promise();
    private final Queue<Buffer> passed = new ArrayDeque<>();
    private long passedBytes;
    private long demand;
    private boolean eager;
    private boolean fetching;
    private boolean sourceEnded;
    private boolean inspected;
    private boolean over;
    private boolean running;
    private boolean again;
    private Optional<Long> knownLength = Optional.empty();
    private Optional<Handler<Buffer>> handler = Optional.empty();
    private Optional<Handler<Void>> endHandler = Optional.empty();
    private Optional<Handler<Throwable>> exceptionHandler = Optional.empty();

    private InspectedBody(ReadStream<Buffer> source, Chain chain) {
        this.source = source;
        this.chain = chain;
    }

    static InspectedBody over(ReadStream<Buffer> source, Chain chain) {
        InspectedBody body = new InspectedBody(source, chain);
        body.attach();
        return body;
    }

    private void attach() {
        try {
            source.pause();
            source.exceptionHandler(this::fail);
            source.endHandler(end -> sourceEnded());
            source.handler(this::received);
        } catch (RuntimeException gone) {
            chain.close();
            throw gone;
        }
        if (!chain.holds()) {
            ready.tryComplete();
        }
        advance();
    }

    /** Done when the head may be sent: at once in streaming, after the last verdict in holding. Fails as {@link #outcome} does. */
    public Future<Void> ready() {
        return ready.future();
    }

    /**
     * Done when the first of it has been released or all of it inspected, read for that without being asked: who waits for this before sending the head can still refuse what comes
     * first. Fails as {@link #outcome} does.
     */
    public Future<Void> begun() {
        eager = true;
        advance();
        return begun.future();
    }

    /**
     * Done when everything has passed and has been read; fails once, with a {@link RefusedException} when an inspection refused, with the source's own failure when
     * the source was cut. By then every inspection has been closed.
     */
    public Future<Void> outcome() {
        return outcome.future();
    }

    /** How long the body is, once {@link #ready} is done in holding; in streaming only when {@link #begun} is done because nothing came. */
    public Optional<Long> knownLength() {
        return knownLength;
    }

    /** Whether anything has been replaced so far; final once {@link #ready} is done in holding. */
    public boolean changed() {
        return chain.changed();
    }

    /** The exchange is over: gives up what is left. Does nothing when the body is through. */
    public void close() {
        fail(new CutException());
    }

    @Override
    public InspectedBody handler(Handler<Buffer> toCall) {
        handler = Optional.ofNullable(toCall);
        advance();
        return this;
    }

    @Override
    public InspectedBody endHandler(Handler<Void> toCall) {
        endHandler = Optional.ofNullable(toCall);
        advance();
        return this;
    }

    @Override
    public InspectedBody exceptionHandler(Handler<Throwable> toCall) {
        exceptionHandler = Optional.ofNullable(toCall);
        return this;
    }

    @Override
    public InspectedBody pause() {
        demand = 0;
        return this;
    }

    @Override
    public InspectedBody resume() {
        return fetch(Long.MAX_VALUE);
    }

    @Override
    public InspectedBody fetch(long amount) {
        if (amount < 0) {
            throw new IllegalArgumentException("amount must not be negative");
        }
        demand = demand + amount < 0 ? Long.MAX_VALUE : demand + amount;
        advance();
        return this;
    }

    @Override
    public Pipe<Buffer> pipe() {
        return ReadStream.super.pipe().endOnFailure(false);
    }

    @Override
    public Future<Void> pipeTo(WriteStream<Buffer> sink) {
        return pipe().to(sink);
    }

    @Override
    public void pipeTo(WriteStream<Buffer> sink, Handler<AsyncResult<Void>> done) {
        pipeTo(sink).onComplete(done);
    }

    private void received(Buffer piece) {
        fetching = false;
        if (!over && piece.length() > 0) {
            chain.put(piece);
        }
        advance();
    }

    private void sourceEnded() {
        fetching = false;
        if (!over && !sourceEnded) {
            sourceEnded = true;
            chain.putEnd();
            advance();
        }
    }

    @Override
    public void passed(Buffer piece) {
        passed.add(piece);
        passedBytes += piece.length();
        if (chain.holds() && passedBytes > chain.heldBound()) {
            refused(chain.uninspected("the body grew past " + chain.heldBound() + " octets"));
        } else if (!chain.holds()) {
            begun.tryComplete();
        }
    }

    @Override
    public void ended() {
        inspected = true;
        if (chain.holds() || !begun.future().isComplete()) {
            knownLength = Optional.of(passedBytes);
            ready.tryComplete();
            begun.tryComplete();
        }
    }

    @Override
    public void refused(RefusedException refusal) {
        fail(refusal);
    }

    /** Handlers may call back into this stream; they only mark that there is more to do, so the stack stays flat. */
    private void advance() {
        again = true;
        if (running) {
            return;
        }
        running = true;
        try {
            while (again && !over) {
                again = false;
                step();
            }
        } catch (Throwable broken) { // an Error too: what was shown and not judged would pass with the next piece
            fail(broken);
        } finally {
            running = false;
        }
    }

    private void step() {
        chain.run(this, this::advance);
        deliver();
        if (wantsMore()) {
            fetching = true;
            source.fetch(1);
        }
    }

    private void deliver() {
        while (!over && demand > 0 && handler.isPresent() && !passed.isEmpty() && mayDeliver()) {
            Buffer piece = passed.remove();
            passedBytes -= piece.length();
            demand = demand == Long.MAX_VALUE ? demand : demand - 1;
            handler.get().handle(piece);
        }
        if (!over && demand > 0 && endHandler.isPresent() && inspected && passed.isEmpty()) {
            finish(endHandler.get());
        }
    }

    private boolean mayDeliver() {
        return inspected || !chain.holds();
    }

    private boolean wantsMore() {
        boolean asked = chain.holds() || passed.isEmpty() && (demand > 0 || eager && !begun.future().isComplete());
        return !over && !fetching && !sourceEnded && asked && chain.idle();
    }

    private void finish(Handler<Void> end) {
        over = true;
        detach();
        chain.close();
        try {
            end.handle(null);
        } finally {
            outcome.tryComplete();
        }
    }

    private void fail(Throwable cause) {
        if (over) {
            return;
        }
        over = true;
        passed.clear();
        detach();
        chain.close();
        outcome.tryFail(cause);
        ready.tryFail(cause);
        begun.tryFail(cause);
        exceptionHandler.ifPresent(reader -> reader.handle(cause));
    }

    private void detach() {
        try {
            source.handler(null);
            source.endHandler(null);
            source.exceptionHandler(null);
            if (!sourceEnded) {
                source.pause();
            }
        } catch (IllegalStateException _) {
            // A source that has ended takes no handlers any more: there is nothing to take off.
        }
    }
}
