package dev.postern.trace;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One piece of work that was recorded.
 *
 * @param at     its trace and its own id
 * @param parent the span it is a part of
 * @param link   what it came from without being a part of it
 * @param told   what there is to say about it
 */
record Span(TraceContext at, Optional<String> parent, Optional<TraceContext> link, Time time, Told told) {

    /** As OTLP numbers them. */
    enum Kind {
        INTERNAL(1), SERVER(2), CLIENT(3);

        final int number;

        Kind(int number) {
            this.number = number;
        }
    }

    record Time(Instant begin, Instant end) {

        Time {
            end = end.isBefore(begin) ? begin : end; // clocks are set back
        }
    }

    /** @param error what went wrong, when something did */
    record Told(Kind kind, String name, List<Attribute> attributes, Optional<String> error) {

        Told {
            attributes = List.copyOf(attributes);
        }
    }
}
