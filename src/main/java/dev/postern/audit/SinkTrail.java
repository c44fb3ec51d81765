package dev.postern.audit;

import dev.postern.collector.OtlpEndpoint;
import dev.postern.config.AuditConfig;
import dev.postern.config.AuditConfig.FileConfig;
import dev.postern.config.AuditConfig.OtlpConfig;
import dev.postern.config.AuditConfig.SinkConfig;
import dev.postern.config.AuditConfig.SyslogConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The record in a file, with whoever is sent what the file holds. The file comes first: a collector is sent what is on disk here, and nothing else. */
public final class SinkTrail implements AuditTrail {

    private static final Duration DECLARE_WITHIN = Duration.ofSeconds(10);
    private static final Duration COLLECTORS_WITHIN = Duration.ofSeconds(10);

    private final ChainedTrail record;
    private final Housekeeping housekeeping;
    private final List<Forwarder> forwarders = new ArrayList<>();
    private final Map<String, OtlpEndpoint> endpoints = new HashMap<>(); // as they are when it is opened
    private final List<Thread> threads = new ArrayList<>();

    private SinkTrail(FileConfig file, TrailSettings settings) {
        Segments segments = new Segments(file.path());
        Housekeeping.Outlook outlook = new Housekeeping.Outlook(this::declare, this::mayRemove);
        this.housekeeping = new Housekeeping(segments, file.rotate(), outlook);
        this.record = FileTrail.open(file, settings, new FileTrail.Rotation(segments, housekeeping::rotated));
    }

    /**
     * Opens the file and begins to send; blocks for as long as the disk takes.
     *
     * @throws AuditException when the file cannot be used
     */
    public static SinkTrail open(AuditConfig config, TrailSettings settings) {
        return open(config, settings, SyslogCollector.SETTLE_AFTER);
    }

    static SinkTrail open(AuditConfig config, TrailSettings settings, Duration settleAfter) {
        FileConfig file = config.file().orElseThrow();
        SinkTrail trail = new SinkTrail(file, settings);
        try {
            trail.start(config, new Segments(file.path()), new Sending(settings.version(), settleAfter));
            return trail;
        } catch (IOException unusable) {
            trail.close();
            throw new AuditException("the cursor of a collector beside " + file.path() + " cannot be used: " + unusable.getMessage(), unusable);
        }
    }

    private record Sending(String version, Duration settleAfter) {}

    private void start(AuditConfig config, Segments segments, Sending sending) throws IOException {
        for (SinkConfig sink : config.sinks()) {
            Optional<Forwarder.Order> order = sink.syslog().map(syslog -> order(syslog, segments, sending)).or(() -> sink.otlp().map(otlp -> order(otlp, segments, sending)));
            if (order.isPresent()) {
                forwarders.add(new Forwarder(order.get(), record::head, this::declare));
            }
        }
        forwarders.forEach(forwarder -> threads.add(Thread.ofPlatform().daemon().name("postern-audit-" + forwarder.name()).start(forwarder)));
        threads.add(Thread.ofPlatform().daemon().name("postern-audit-files").start(housekeeping));
    }

    private static Forwarder.Order order(SyslogConfig syslog, Segments segments, Sending sending) {
        SyslogFrame frame = new SyslogFrame(hostName(), ProcessHandle.current().pid());
        return new Forwarder.Order(syslog.name(), new SyslogCollector(syslog, frame, sending.settleAfter()), syslog.onFull(), syslog.backlog(), segments);
    }

    private Forwarder.Order order(OtlpConfig otlp, Segments segments, Sending sending) {
        OtlpEndpoint endpoint = new OtlpEndpoint(otlp.endpoint(), otlp.tls(), otlp.secretHeaders());
        endpoints.put(otlp.name(), endpoint);
        return new Forwarder.Order(otlp.name(), new OtlpCollector(endpoint, sending.version()), otlp.onFull(), otlp.backlog(), segments);
    }

    /** From the kernel: asking the resolver could wait for a name server. */
    private static String hostName() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname"), StandardCharsets.UTF_8).strip();
        } catch (IOException elsewhere) {
            return "-";
        }
    }

    @Override
    public void renew(AuditConfig changed) {
        changed.sinks().stream().flatMap(sink -> sink.otlp().stream()).forEach(otlp -> endpoints.get(otlp.name()).headers(otlp.secretHeaders()));
    }

    private boolean declare(Entry entry) {
        if (!record.note(entry)) {
            return false;
        }
        try {
            record.flushed().toCompletableFuture().get(DECLARE_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException | TimeoutException unwritten) {
            return false;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private long mayRemove() {
        return forwarders.stream().flatMap(forwarder -> forwarder.keeps().stream()).mapToLong(Long::longValue).min().orElse(Long.MAX_VALUE);
    }

    @Override
    public boolean record(AuditEvent event) {
        return record.record(event);
    }

    @Override
    public boolean record(Crowd crowd) {
        return record.record(crowd);
    }

    /** Also false while more waits for a collector than its rule to refuse allows. */
    @Override
    public boolean accepting() {
        if (!record.accepting()) {
            return false;
        }
        for (Forwarder forwarder : forwarders) {
            if (!forwarder.accepting()) {
                return false;
            }
        }
        return true;
    }

    @Override
    public CompletionStage<Void> flushed() {
        return record.flushed();
    }

    @Override
    public Health health() {
        return record.health();
    }

    @Override
    public List<CollectorHealth> collectors() {
        return forwarders.stream().<CollectorHealth>map(forwarder -> forwarder).toList();
    }

    /** The file first, its last line included; then collectors have ten seconds to take what waits. The rest is sent after the next start. */
    @Override
    public void close() {
        record.close();
        housekeeping.close();
        forwarders.forEach(Forwarder::close);
        long deadline = System.nanoTime() + COLLECTORS_WITHIN.toNanos();
        try {
            for (Thread thread : threads) {
                thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
