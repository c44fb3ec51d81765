package dev.postern.gateway;

import dev.postern.audit.AuditEvent;
import dev.postern.audit.AuditTrail;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What the gateway counts. Labels are route names, reason codes and status classes: all from the configuration or from ours, so no client can make series. A meter is looked up
 * once for each combination, then found in a map.
 */
final class Metrics {

    private record Key(String route, String reason, int statusClass) {}

    private final MeterRegistry registry;
    private final Map<Key, Timer> exchanges = new ConcurrentHashMap<>();
    private final AtomicInteger open = new AtomicInteger();
    private final Counter bytesIn;
    private final Counter bytesOut;
    private final Counter reloads;
    private final Counter reloadsRefused;

    Metrics(MeterRegistry registry) {
        this.registry = registry;
        this.bytesIn = registry.counter("postern.body.bytes", "direction", "in");
        this.bytesOut = registry.counter("postern.body.bytes", "direction", "out");
        this.reloads = registry.counter("postern.reloads", "outcome", "taken");
        this.reloadsRefused = registry.counter("postern.reloads", "outcome", "refused");
        Gauge.builder("postern.exchanges.open", open, AtomicInteger::get).description("exchanges open now").register(registry);
    }

    void watch(AuditTrail trail) {
        Gauge.builder("postern.audit.accepting", trail, t -> t.accepting() ? 1 : 0).description("1 while the audit trail can be written").register(registry);
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
    }

    void reloaded() {
        reloads.increment();
    }

    void reloadRefused() {
        reloadsRefused.increment();
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
