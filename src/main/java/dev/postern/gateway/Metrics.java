package dev.postern.gateway;

import dev.postern.audit.AuditEvent;
import dev.postern.audit.AuditTrail;
import dev.postern.exchange.Reason;
import dev.postern.edge.Listener;
import dev.postern.inspect.Inspector;
import dev.postern.limit.ConnectionGate;
import dev.postern.limit.OverloadMonitor;
import dev.postern.limit.Pressure;
import dev.postern.redis.SharedState;
import dev.postern.trace.SpanCounts;
import dev.postern.upstream.UpstreamStatus;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleFunction;

/**
 * What the gateway counts. Labels are route names, reason codes and status classes: all from the configuration or from ours, so no client can make series. A meter is looked up
 * once for each combination, then found in a map.
 */
final class Metrics {

    private record Key(String route, String reason, int statusClass) {}

    private record Found(String inspector, String rule) {}

    private final MeterRegistry registry;
    private final Map<Key, Timer> exchanges = new ConcurrentHashMap<>();
    private final Map<Found, Counter> findings = new ConcurrentHashMap<>();
    private final AtomicInteger open = new AtomicInteger();
    private final Counter bytesIn;
    private final Counter bytesOut;
    private final UpstreamMeters upstreams;
    private final Timer passes;
    private final Counter reloads;
    private final Counter reloadsRefused;
    private final AtomicBoolean reloadFailing = new AtomicBoolean();

    Metrics(MeterRegistry registry) {
        this.registry = registry;
        this.upstreams = new UpstreamMeters(registry);
        this.bytesIn = registry.counter("postern.body.bytes", "direction", "in");
        this.bytesOut = registry.counter("postern.body.bytes", "direction", "out");
        this.passes = Timer.builder("postern.exchanges.judged").description("from a reason to judge open exchanges again to its last verdict on one event loop")
                .publishPercentileHistogram().register(registry);
        this.reloads = registry.counter("postern.reloads", "outcome", "taken");
        this.reloadsRefused = registry.counter("postern.reloads", "outcome", "refused");
        Gauge.builder("postern.reload.failing", reloadFailing, failing -> failing.get() ? 1 : 0).description("1 while the files hold another configuration than the one in force, which was refused")
                .register(registry);
        Gauge.builder("postern.exchanges.open", open, AtomicInteger::get).description("exchanges open now").register(registry);
    }

    void watch(AuditTrail trail) {
        AuditMeters.register(trail, registry);
    }

    void watch(Counting counting) {
        FunctionCounter.builder("postern.audit.counted", counting, Counting::counted).description("refused exchanges that were counted instead of recorded one by one").register(registry);
    }

    void watch(SpanCounts spans) {
        FunctionCounter.builder("postern.traces.sent", spans, SpanCounts::sent).description("spans that a collector has taken").register(registry);
        FunctionCounter.builder("postern.traces.dropped", spans, SpanCounts::dropped).description("spans lost: too many waited, or the collector did not take them").register(registry);
        Gauge.builder("postern.traces.failing", spans, s -> s.failing() ? 1 : 0).description("1 while the collector of traces cannot be reached or does not take what it is sent")
                .register(registry);
    }

    void watch(SharedState state) {
        Gauge.builder("postern.shared.state.up", state, s -> s.up() ? 1 : 0).description("1 while the server that replicas share answers").register(registry);
        Gauge.builder("postern.shared.state.replicas", state, SharedState::replicas).description("replicas alive, as last heard").register(registry);
        FunctionCounter.builder("postern.shared.state.lost", state, SharedState::lost).description("times the server was lost").register(registry);
        Gauge.builder("postern.revocations.unopened", state, SharedState::unopenedRevocations).description("revocations that the server holds and that do not open here").register(registry);
        FunctionCounter.builder("postern.limits.local", state, SharedState::drawnLocally).description("requests whose limits this replica counted alone").register(registry);
        FunctionCounter.builder("postern.sessions.remembered", state, SharedState::remembered).description("uses of a session as it was last seen").register(registry);
    }

    void watch(OverloadMonitor overload, Pressure pressure) {
        Gauge.builder("postern.overload.level", pressure, p -> p.level().ordinal()).description("0 nobody is turned away, 1 newcomers, 2 new connections too, 3 everybody")
                .register(registry);
        Gauge.builder("postern.overload.memory", overload, OverloadMonitor::memory).description("share of the heap or of direct memory in use").register(registry);
        Gauge.builder("postern.overload.loop.delay", overload, o -> o.delay().toNanos() / 1e9).baseUnit("seconds").description("how late the latest event loop is")
                .register(registry);
    }

    void watch(ConnectionGate gate, Listener listener) {
        for (ConnectionGate.Refused why : ConnectionGate.Refused.values()) {
            closed(why.name().toLowerCase(Locale.ROOT).replace('_', '-'), gate, g -> g.refused(why));
        }
        for (Listener.Handshake how : Listener.Handshake.values()) {
            FunctionCounter.builder("postern.tls.handshakes", listener, l -> l.handshakes(how)).tag("outcome", how.name().toLowerCase(Locale.ROOT))
                    .description("TLS handshakes with clients").register(registry);
        }
        closed("frames", listener, Listener::overspent);
        Gauge.builder("postern.connections.open", listener, Listener::connections).description("client connections open now").register(registry);
    }

    private <T> void closed(String why, T source, ToDoubleFunction<T> count) {
        FunctionCounter.builder("postern.connections.closed", source, count).tag("why", why).description("connections closed in defence").register(registry);
    }

    void watch(Inspector inspector) {
        inspector.gauges().forEach(gauge -> Gauge.builder(gauge.name(), gauge.value(), DoubleSupplier::getAsDouble).description(gauge.description()).strongReference(true).register(registry));
    }

    void look(List<UpstreamStatus> now) {
        upstreams.look(now);
    }

    void opened() {
        open.incrementAndGet();
    }

    void closed(AuditEvent event) {
        open.decrementAndGet();
        Key key = new Key(event.decision().route(), event.decision().reason(), event.outcome().status() / 100);
        exchanges.computeIfAbsent(key, this::timer).record(event.duration());
        bytesIn.increment(event.outcome().bytesIn());
        bytesOut.increment(event.outcome().bytesOut());
        event.findings().forEach(finding -> findings.computeIfAbsent(new Found(finding.inspector(), finding.rule()), this::counter).increment());
    }

    /** As many as there are rules. */
    private Counter counter(Found found) {
        return Counter.builder("postern.findings").description("what inspectors found, by rule").tag("inspector", found.inspector()).tag("rule", found.rule()).register(registry);
    }

    /** An open exchange is being ended because its ground was taken away. */
    void withdrawn(Reason why) {
        registry.counter("postern.exchanges.withdrawn", "reason", why.code()).increment();
    }

    /** One loop has judged what is open on it again, this long after there was reason to. */
    void judgedAgain(Duration after) {
        passes.record(after);
    }

    void reloaded() {
        reloads.increment();
        reloadFailing.set(false);
    }

    void reloadRefused() {
        reloadsRefused.increment();
        reloadFailing.set(true);
    }

    private Timer timer(Key key) {
        return Timer.builder("postern.exchanges")
                .description("exchanges by route, reason of refusal and status class")
                .tag("route", key.route().isEmpty() ? "none" : key.route())
                .tag("reason", key.reason().isEmpty() ? "none" : key.reason())
                .tag("status", key.statusClass() == 0 ? "none" : key.statusClass() + "xx")
                .publishPercentileHistogram()
                .register(registry);
    }
}
