package dev.postern.inspect;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;

/**
 * The inspection of one message in one direction. Called on one event loop, one call at a time: the next comes when the future of the last is done, and until then the
 * source of the body is paused. Futures may be completed on any thread. CPU work over a millisecond belongs on a bounded pool.
 *
 * <p>A call that throws, a future that fails and a verdict that does not come in time refuse the exchange: what could not be inspected is not passed on.
 */
public interface Inspection {

    /**
     * What the body goes through.
     *
     * <p>{@code HOLD}: nothing reaches the other side, not even the head, before {@link #end} has given its verdict; the body is buffered up to {@link #boundBytes}, beyond
     * which the exchange is refused. A {@link Verdict.Release} on the way only settles what a later {@link Verdict.Replace} cannot replace any more.
     *
     * <p>{@code STREAM}: pieces pass as they are released; the other side may have seen a prefix before a denial, and then sees the message cut, never ended.
     */
    enum Mode { HOLD, STREAM }

    /** What the inspection wants with the body. */
    enum Interest {
        /** It has seen enough: neither {@link #body} nor {@link #end} is called. */
        NONE,
        /** It looks, and never replaces. */
        READ,
        /** It may replace, so the length of the message is not known before its end. */
        CHANGE
    }

    Mode mode();

    /** Asked once, when {@link #head} has given its verdict. */
    default Interest interest() {
        return Interest.CHANGE;
    }

    /** How many octets may be held back at any time, after replacement too; past it the exchange is refused. */
    long boundBytes();

    /** The head, before any of the body; {@link Verdict.Hold} here means "let the body come first", as in {@link Mode#HOLD}. {@link Verdict.Replace} is not allowed. */
    Future<Verdict> head();

    /** One more piece of the body, never empty. The buffer is read-only. */
    Future<Verdict> body(Buffer piece);

    /** The body is complete; also called for a message without a body. {@link Verdict.Hold} is not allowed any more. */
    Future<Verdict> end();

    /** The inspection is over, however it ended; called exactly once. It may come while a verdict is awaited, which is then ignored. */
    void close();
}
