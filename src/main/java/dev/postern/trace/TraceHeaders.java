package dev.postern.trace;

import java.util.Set;

/** Headers by which requests are traced, in lower case. Who reads them may record whatever they say, so nobody says it who is not trusted with that. */
public final class TraceHeaders {

    /** Ours to write: W3C Trace Context. */
    private static final Set<String> OWN = Set.of(ReceivedContext.PARENT, ReceivedContext.STATE);

    private static final Set<String> FOREIGN = Set.of("baggage", "b3", "uber-trace-id", "x-cloud-trace-context", "x-amzn-trace-id", "x-ot-span-context", "grpc-trace-bin",
            "elastic-apm-traceparent", "sw8", "sentry-trace", "newrelic");

    private static final String ZIPKIN = "x-b3-";
    private static final String DATADOG = "x-datadog-";

    private TraceHeaders() {}

    /** Whether a header of that name is one of them. */
    public static boolean has(String name) {
        return OWN.contains(name) || isForeign(name);
    }

    /** Whether a client's header of that name passes. */
    public static boolean pass(String name, ExchangeTrace trace) {
        return !OWN.contains(name) && (trace.foreign() == ExchangeTrace.Foreign.PASSED || !isForeign(name));
    }

    private static boolean isForeign(String name) {
        return FOREIGN.contains(name) || name.startsWith(ZIPKIN) || name.startsWith(DATADOG);
    }
}
