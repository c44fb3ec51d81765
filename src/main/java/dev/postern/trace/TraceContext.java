package dev.postern.trace;

import java.util.Objects;

/**
 * A place in a trace (W3C Trace Context, Level 1): what one party tells the next.
 *
 * @param traceId 32 lower-case hexadecimal digits, not all zeros
 * @param spanId  16 of them: the span that the next party's is a child of
 * @param sampled whether the party that tells has recorded its span
 * @param state   the {@code tracestate} line; empty without one
 */
public record TraceContext(String traceId, String spanId, boolean sampled, String state) {

    static final int TRACE_ID = 32;
    static final int SPAN_ID = 16;

    public TraceContext {
        Objects.requireNonNull(state, "state");
        if (traceId.length() != TRACE_ID || !Hex.isId(traceId, 0, TRACE_ID) || spanId.length() != SPAN_ID || !Hex.isId(spanId, 0, SPAN_ID)) {
            throw new IllegalArgumentException("no ids of a trace: " + traceId + ", " + spanId);
        }
    }

    /** The same trace, from another span on. */
    TraceContext at(String span, boolean recorded) {
        return new TraceContext(traceId, span, recorded, state);
    }

    /** The line {@code traceparent}, in the version that this gateway speaks. */
    public String traceparent() {
        return "00-" + traceId + '-' + spanId + (sampled ? "-01" : "-00");
    }
}
