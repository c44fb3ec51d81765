package dev.postern.inspect;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;

/**
 * The inspection of one message in one direction. Called on one event loop, one call at a time: the next comes when the future of the last is done, and until then the
 * source of the body is paused. CPU work over a millisecond belongs on a bounded pool.
 */
public interface Inspection {

    /**
     * What the body goes through.
     *
     * <p>{@code HOLD}: nothing reaches the other side before {@link #end} has given its verdict; the body is buffered up to {@link #boundBytes}, beyond which the exchange is
     * refused. {@code STREAM}: pieces pass as they are released; the other side may have seen a prefix before a denial.
     */
    enum Mode { HOLD, STREAM }

    Mode mode();

    /** How many octets may be held back at any time; past it the exchange is refused with {@code content.uninspected}. */
    long boundBytes();

    /** The head, before any of the body; {@link Verdict.Hold} here means "let the body come first", {@link Verdict.Replace} is not allowed. */
    Future<Verdict> head();

    /** One more piece of the body. The buffer is read-only. */
    Future<Verdict> body(Buffer piece);

    /** The body is complete: {@link Verdict.Hold} is not allowed any more. */
    Future<Verdict> end();

    /** The exchange is over, however it ended; called exactly once. */
    void close();
}
