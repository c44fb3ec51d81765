package dev.postern.trace;

import dev.postern.collector.OtlpEndpoint;
import dev.postern.config.TracesConfig;
import dev.postern.exchange.RequestFacts;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/**
 * Traces as one configuration wants them: who is believed about the trace a request belongs to, which exchanges are recorded, where their spans go. Taken over by the next configuration
 * where nothing changed. Safe from any thread.
 */
public final class Tracing {

    private final TracesConfig config;
    private final Allowance allowance;
    private final Ground ground;
    private final Leavers leavers;
    private final Optional<Recording.Ground> recording;

    /**
     * What outlives configurations.
     *
     * @param version of this program
     * @param counts  what becomes of spans
     */
    public record Ground(String version, InstantSource clock, SpanCounts counts) {}

    /** Who asks, as far as it matters here. */
    public enum Caller { ANONYMOUS, AUTHENTICATED }

    private Tracing(TracesConfig config, Ground ground, Leavers leavers) {
        this.config = config;
        this.leavers = leavers;
        this.allowance = new Allowance(config.perSecond());
        this.ground = ground;
        this.recording = config.endpoint().map(endpoint -> new Recording.Ground(
                new SpanExporter(new OtlpEndpoint(endpoint, config.tls(), config.secretHeaders()), config.queue(), ground.version(), ground.counts()), ground.clock()));
    }

    /** Begins to send, where the configuration says so. */
    public static Tracing start(TracesConfig config, Ground ground) {
        return new Tracing(config, ground, new Leavers());
    }

    /** For the configuration after this one; then {@link #retire} this. */
    public Tracing next(TracesConfig after) {
        return after.equals(config) ? this : new Tracing(after, ground, leavers);
    }

    /** What becomes of an exchange, once it is known who asks. */
    public ExchangeTrace enter(RequestFacts facts, Caller caller) {
        boolean trusted = trusts(caller);
        if (recording.isEmpty()) {
            return trusted ? passedThrough(facts) : ExchangeTrace.NONE;
        }
        Optional<TraceContext> received = ReceivedContext.of(facts.headers());
        return trusted && received.isPresent() ? joined(facts, received.get()) : begun(facts, received, trusted ? ExchangeTrace.Foreign.PASSED : ExchangeTrace.Foreign.REMOVED);
    }

    private boolean trusts(Caller caller) {
        return switch (config.trustParent()) {
            case NEVER -> false;
            case AUTHENTICATED -> caller == Caller.AUTHENTICATED;
            case ALWAYS -> true;
        };
    }

    private static ExchangeTrace passedThrough(RequestFacts facts) {
        Optional<TraceContext> received = ReceivedContext.of(facts.headers());
        return received.isPresent() ? ExchangeTrace.passing(received.get(), ExchangeTrace.Foreign.PASSED) : ExchangeTrace.TRUSTED;
    }

    /** A part of the client's trace, recorded when the client's part is. */
    private ExchangeTrace joined(RequestFacts facts, TraceContext parent) {
        Recording.Origin origin = new Recording.Origin(Optional.of(parent.spanId()), Optional.empty());
        return made(facts, parent.at(Hex.spanId(), parent.sampled() && allowed(facts)), origin, ExchangeTrace.Foreign.PASSED);
    }

    /** A trace of its own, with the exchange's id for its own, so that whoever has one has the other. */
    private ExchangeTrace begun(RequestFacts facts, Optional<TraceContext> link, ExchangeTrace.Foreign foreign) {
        boolean sampled = config.sampleOneIn() > 0 && ThreadLocalRandom.current().nextInt(config.sampleOneIn()) == 0 && allowed(facts);
        return made(facts, new TraceContext(facts.id().value(), Hex.spanId(), sampled, ""), new Recording.Origin(Optional.empty(), link), foreign);
    }

    private boolean allowed(RequestFacts facts) {
        return allowance.take(facts.receivedAt().getEpochSecond());
    }

    private ExchangeTrace made(RequestFacts facts, TraceContext own, Recording.Origin origin, ExchangeTrace.Foreign foreign) {
        return own.sampled() ? ExchangeTrace.recorded(own.traceId(), new Recording(own, origin, facts.receivedAt(), recording.orElseThrow()), foreign)
                : ExchangeTrace.passing(own, foreign);
    }

    /** Ends when the exchanges that began with it have, or {@link Leavers after some minutes}, unless the configuration after this one has taken it over. Does not block. */
    public void retire(Tracing survivor) {
        if (survivor != this) {
            recording.ifPresent(old -> leavers.add(old.exporter()));
        }
    }

    /** Sends what waits, that of configurations before included, for a few seconds, and ends. Blocks. */
    public void close() {
        List<SpanExporter> all = Stream.concat(leavers.all().stream(), recording.stream().map(Recording.Ground::exporter)).toList();
        all.forEach(SpanExporter::close);
        all.forEach(SpanExporter::closeAndWait);
    }
}
