package dev.postern.trace;

import io.vertx.core.MultiMap;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One try to have a request answered by an upstream: a span of its own where the exchange is recorded, and what the upstream is told in every case. Confined to its event loop. */
public final class UpstreamTry {

    /** Of an exchange that stands in no trace. */
    static final UpstreamTry UNTRACED = new UpstreamTry(Optional.empty(), Optional.empty());

    private static final int CLIENT_ERROR = 400;

    /**
     * What is tried.
     *
     * @param method   of the request
     * @param base     scheme, host and port of the endpoint, as configured
     * @param host     of it
     * @param port     of it
     * @param target   path and query
     * @param upstream by its configured name
     */
    public record Asked(String method, String base, String host, int port, String target, String upstream) {}

    /** What has been recorded of it, besides what comes of it. */
    record Recorded(Recording recording, Asked asked, int before, Instant begin) {}

    private final Optional<TraceContext> told;
    private Optional<Recorded> recorded;
    private int status;
    private String error = "";

    UpstreamTry(TraceContext told, Optional<Recorded> recorded) {
        this(Optional.of(told), recorded);
    }

    private UpstreamTry(Optional<TraceContext> told, Optional<Recorded> recorded) {
        this.told = told;
        this.recorded = recorded;
    }

    /** Writes where in the trace the upstream is: whatever was there by these names has been removed. */
    public void tell(MultiMap headers) {
        if (told.isPresent()) {
            TraceContext context = told.get();
            headers.set(ReceivedContext.PARENT, context.traceparent());
            if (!context.state().isEmpty()) {
                headers.set(ReceivedContext.STATE, context.state());
            }
        }
    }

    public void answered(int code) {
        status = code;
    }

    /** The first reason stays. @param reason a code, not a text of somebody else's */
    public void failed(String reason) {
        if (recorded.isPresent() && error.isEmpty()) {
            error = reason;
        }
    }

    /** Further calls do nothing. */
    public void ended() {
        if (recorded.isPresent()) {
            Recorded of = recorded.get();
            recorded = Optional.empty();
            of.recording().tried(told.orElseThrow(), of.begin(), told(of));
        }
    }

    private Span.Told told(Recorded of) {
        Asked asked = of.asked();
        List<Attribute> attributes = new ArrayList<>(10);
        attributes.add(new Attribute.Text("http.request.method", asked.method()));
        attributes.add(new Attribute.Text("url.full", asked.base() + QueryNames.ofTarget(asked.target())));
        attributes.add(new Attribute.Text("server.address", asked.host()));
        attributes.add(new Attribute.Whole("server.port", asked.port()));
        attributes.add(new Attribute.Text("postern.upstream", asked.upstream()));
        if (of.before() > 0) {
            attributes.add(new Attribute.Whole("http.request.resend_count", of.before()));
        }
        if (status > 0) {
            attributes.add(new Attribute.Whole("http.response.status_code", status));
        }
        Optional<String> wrong = error.isEmpty() && status >= CLIENT_ERROR ? Optional.of(Integer.toString(status)) : Optional.of(error).filter(code -> !code.isEmpty());
        wrong.ifPresent(code -> attributes.add(new Attribute.Text("error.type", code)));
        return new Span.Told(Span.Kind.CLIENT, asked.method(), attributes, wrong);
    }
}
