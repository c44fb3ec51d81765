package dev.postern.trace;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** An exchange that is recorded: its own span, and those that are parts of it. Confined to its event loop. */
final class Recording {

    private final TraceContext own;
    private final Origin origin;
    private final Instant begin;
    private final Ground ground;
    private Instant reached;
    private int tries;

    /** Where the exchange came from: a span it is a part of, or one it is only linked to. */
    record Origin(Optional<String> parent, Optional<TraceContext> link) {}

    /** Where spans go, and what the time is. */
    record Ground(SpanExporter exporter, InstantSource clock) {}

    Recording(TraceContext own, Origin origin, Instant begin, Ground ground) {
        this.own = own;
        this.origin = origin;
        this.begin = begin;
        this.ground = ground;
        this.reached = begin;
        ground.exporter().begun();
    }

    void passed(String stage) {
        Instant now = ground.clock().instant();
        part(own.at(Hex.spanId(), true), new Span.Time(reached, now), new Span.Told(Span.Kind.INTERNAL, stage, List.of(), Optional.empty()));
        reached = now;
    }

    UpstreamTry upstream(UpstreamTry.Asked asked) {
        return new UpstreamTry(own.at(Hex.spanId(), true), Optional.of(new UpstreamTry.Recorded(this, asked, tries++, ground.clock().instant())));
    }

    void tried(TraceContext at, Instant from, Span.Told told) {
        part(at, new Span.Time(from, ground.clock().instant()), told);
    }

    private void part(TraceContext at, Span.Time time, Span.Told told) {
        ground.exporter().offer(new Span(at, Optional.of(own.spanId()), Optional.empty(), time, told));
    }

    void ended(ExchangeTrace.Outcome outcome) {
        ground.exporter().offer(new Span(own, origin.parent(), origin.link(), new Span.Time(begin, ground.clock().instant()),
                new Span.Told(Span.Kind.SERVER, outcome.name(), outcome.attributes(), outcome.error())));
        ground.exporter().ended();
    }
}
