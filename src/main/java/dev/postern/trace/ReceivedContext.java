package dev.postern.trace;

import dev.postern.exchange.Headers;
import java.util.List;
import java.util.Optional;

/**
 * Reads {@code traceparent} and {@code tracestate} of a request (W3C Trace Context, Level 1, §3 and §4). A {@code traceparent} that is not exactly as it should be, or that stands
 * there twice, is none, and then so is the {@code tracestate}. Linear in what is read.
 */
final class ReceivedContext {

    static final String PARENT = "traceparent";
    static final String STATE = "tracestate";

    private static final int LENGTH = 55; // of version 00: 2-32-16-2
    private static final int MAX_LENGTH = 256; // of versions to come
    private static final int TRACE = 3;
    private static final int SPAN = 36;
    private static final int FLAGS = 53;
    private static final int SAMPLED = 1;

    private ReceivedContext() {}

    static Optional<TraceContext> of(Headers headers) {
        return headers.has(PARENT) ? read(headers.all(PARENT), headers.all(STATE)) : Optional.empty();
    }

    static Optional<TraceContext> read(List<String> parents, List<String> states) {
        if (parents.size() != 1 || !isWellFormed(parents.getFirst())) {
            return Optional.empty();
        }
        String parent = parents.getFirst();
        boolean sampled = (Character.digit(parent.charAt(FLAGS + 1), 16) & SAMPLED) != 0;
        return Optional.of(new TraceContext(parent.substring(TRACE, TRACE + TraceContext.TRACE_ID), parent.substring(SPAN, SPAN + TraceContext.SPAN_ID),
                sampled, TraceState.read(states)));
    }

    /** A later version may add to the end, after a hyphen; {@code ff} is no version. */
    private static boolean isWellFormed(String text) {
        if (text.length() < LENGTH || text.length() > MAX_LENGTH || !hex(text, 0) || text.startsWith("ff")) {
            return false;
        }
        boolean ends = text.length() == LENGTH || !text.startsWith("00") && text.charAt(LENGTH) == '-';
        return ends && text.charAt(TRACE - 1) == '-' && text.charAt(SPAN - 1) == '-' && text.charAt(FLAGS - 1) == '-'
                && Hex.isId(text, TRACE, TRACE + TraceContext.TRACE_ID) && Hex.isId(text, SPAN, SPAN + TraceContext.SPAN_ID) && hex(text, FLAGS);
    }

    private static boolean hex(String text, int at) {
        return Hex.isDigit(text.charAt(at)) && Hex.isDigit(text.charAt(at + 1));
    }
}
