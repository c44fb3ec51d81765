package dev.postern.gateway;

import dev.postern.upstream.UpstreamStatus;
import dev.postern.upstream.UpstreamStatus.EndpointStatus;
import dev.postern.upstream.UpstreamStatus.State;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * How upstreams fare, as last looked. The label is the upstream's configured name; addresses are none, because the DNS would make series. What an endpoint has counted goes with it, so
 * sums may fall when one disappears, as counters do when a process starts anew.
 */
final class UpstreamMeters {

    private final MeterRegistry registry;
    private final Map<String, List<Meter>> meters = new HashMap<>();
    private volatile Map<String, UpstreamStatus> latest = Map.of();

    UpstreamMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** To be called every second or so, with the upstreams of the configuration in force. */
    synchronized void look(List<UpstreamStatus> now) {
        latest = now.stream().collect(Collectors.toUnmodifiableMap(UpstreamStatus::name, status -> status));
        meters.entrySet().removeIf(entry -> {
            boolean gone = !latest.containsKey(entry.getKey());
            if (gone) {
                entry.getValue().forEach(registry::remove);
            }
            return gone;
        });
        latest.keySet().forEach(name -> meters.computeIfAbsent(name, this::register));
    }

    private List<Meter> register(String name) {
        List<Meter> made = new ArrayList<>();
        for (State state : State.values()) {
            made.add(Gauge.builder("postern.upstream.endpoints", this, all -> all.sum(name, one -> one.state() == state ? 1 : 0)).tag("upstream", name)
                    .tag("state", state.name().toLowerCase(Locale.ROOT)).description("endpoints, by what speaks loudest against asking them").register(registry));
        }
        made.add(Gauge.builder("postern.upstream.requests.open", this, all -> all.of(name, status -> status.circuit().requests())).tag("upstream", name)
                .description("requests under way").register(registry));
        made.add(Gauge.builder("postern.upstream.connections", this, all -> all.sum(name, EndpointStatus::connections)).tag("upstream", name)
                .description("connections open, idle ones included").register(registry));
        made.add(counter("requests", "requests begun, retries and hedges included", name, status -> sum(status, one -> one.counts().requests())));
        made.add(counter("failures", "connects and exchanges that failed", name, status -> sum(status, one -> one.counts().failures())));
        made.add(counter("retries", "exchanges that were tried again", name, status -> sum(status, one -> one.counts().retries())));
        made.add(counter("hedges", "exchanges asked at a second endpoint because the first was slow", name, status -> sum(status, one -> one.counts().hedges())));
        made.add(counter("ejections", "times an endpoint was left alone for failing", name, status -> sum(status, one -> one.counts().ejections())));
        made.add(counter("refused", "requests refused because too many were under way", name, status -> status.circuit().refused()));
        made.add(counter("retries.refused", "retries and hedges not made for want of budget", name, status -> status.circuit().retriesRefused()));
        return made;
    }

    private Meter counter(String what, String description, String name, ToLongFunction<UpstreamStatus> count) {
        return FunctionCounter.builder("postern.upstream." + what, this, all -> all.of(name, count)).tag("upstream", name).description(description).register(registry);
    }

    private long sum(String name, ToLongFunction<EndpointStatus> count) {
        return of(name, status -> sum(status, count));
    }

    private static long sum(UpstreamStatus status, ToLongFunction<EndpointStatus> count) {
        return status.endpoints().stream().mapToLong(count).sum();
    }

    private long of(String name, ToLongFunction<UpstreamStatus> count) {
        UpstreamStatus status = latest.get(name);
        return status == null ? 0 : count.applyAsLong(status);
    }
}
