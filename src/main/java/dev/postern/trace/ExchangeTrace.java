package dev.postern.trace;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What one exchange has to do with traces: nothing, a place in one that is passed on, or spans of its own. Confined to its event loop. */
public final class ExchangeTrace {

    /** In no trace; nothing is done for it. */
    public static final ExchangeTrace NONE = new ExchangeTrace(UpstreamTry.UNTRACED, Optional.empty(), Foreign.REMOVED);
    /** The same for somebody who is trusted. */
    static final ExchangeTrace TRUSTED = new ExchangeTrace(UpstreamTry.UNTRACED, Optional.empty(), Foreign.PASSED);

    /** What becomes of the headers by which other systems trace, for example {@code b3}. */
    public enum Foreign { PASSED, REMOVED }

    /**
     * What came of an exchange.
     *
     * @param name       method and route: few are different
     * @param attributes what there is to say; no secrets
     * @param error      a code, when it is the gateway or the upstream that failed
     */
    public record Outcome(String name, List<Attribute> attributes, Optional<String> error) {

        public Outcome {
            attributes = List.copyOf(attributes);
        }
    }

    private final UpstreamTry unrecorded;
    private final Optional<Recording> recording;
    private final Foreign foreign;
    private final Optional<String> id;

    private ExchangeTrace(UpstreamTry unrecorded, Optional<Recording> recording, Foreign foreign) {
        this(unrecorded, recording, foreign, Optional.empty());
    }

    private ExchangeTrace(UpstreamTry unrecorded, Optional<Recording> recording, Foreign foreign, Optional<String> id) {
        this.unrecorded = unrecorded;
        this.recording = recording;
        this.foreign = foreign;
        this.id = id;
    }

    static ExchangeTrace passing(TraceContext context, Foreign foreign) {
        return new ExchangeTrace(new UpstreamTry(context, Optional.empty()), Optional.empty(), foreign, Optional.of(context.traceId()));
    }

    static ExchangeTrace recorded(String traceId, Recording recording, Foreign foreign) {
        return new ExchangeTrace(UpstreamTry.UNTRACED, Optional.of(recording), foreign, Optional.of(traceId));
    }

    /** Of the trace, for the record. */
    public Optional<String> id() {
        return id;
    }

    public Foreign foreign() {
        return foreign;
    }

    /** A stage ends here that began where the one before ended. */
    public void passed(String stage) {
        if (recording.isPresent()) {
            recording.get().passed(stage);
        }
    }

    /** A try at an upstream begins. @param asked looked at only when the exchange is recorded */
    public UpstreamTry upstream(Supplier<UpstreamTry.Asked> asked) {
        return recording.isPresent() ? recording.get().upstream(asked.get()) : unrecorded;
    }

    /** The exchange is over. @param outcome asked for only when it is recorded */
    public void ended(Supplier<Outcome> outcome) {
        if (recording.isPresent()) {
            recording.get().ended(outcome.get());
        }
    }
}
