package dev.postern.gateway;

import dev.postern.audit.AuditTrail;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** How the record fares, and those who are sent it. The label is the collector's configured name. */
final class AuditMeters {

    private AuditMeters() {}

    static void register(AuditTrail trail, MeterRegistry registry) {
        AuditTrail.Health health = trail.health();
        Gauge.builder("postern.audit.accepting", trail, t -> t.accepting() ? 1 : 0).description("1 while requests can be recorded").register(registry);
        Gauge.builder("postern.audit.failing", health, h -> h.failing() ? 1 : 0).description("1 while the file or standard output cannot be written").register(registry);
        Gauge.builder("postern.audit.queued", health, AuditTrail.Health::queued).description("events that wait for the disk").register(registry);
        FunctionCounter.builder("postern.audit.lost", health, AuditTrail.Health::lost).description("events that could not be recorded").register(registry);
        FunctionCounter.builder("postern.audit.lines", health, AuditTrail.Health::written).description("lines written").register(registry);
        trail.collectors().forEach(collector -> register(collector, registry));
    }

    private static void register(AuditTrail.CollectorHealth collector, MeterRegistry registry) {
        Gauge.builder("postern.audit.collector.waiting", collector, AuditTrail.CollectorHealth::waiting).tag("sink", collector.name())
                .description("lines that a collector does not have yet").register(registry);
        Gauge.builder("postern.audit.collector.failing", collector, c -> c.failing() ? 1 : 0).tag("sink", collector.name())
                .description("1 while a collector cannot be reached or does not take what it is sent").register(registry);
        FunctionCounter.builder("postern.audit.collector.skipped", collector, AuditTrail.CollectorHealth::skipped).tag("sink", collector.name())
                .description("lines that a collector will never be sent").register(registry);
    }
}
