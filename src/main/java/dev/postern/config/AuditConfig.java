package dev.postern.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the record of every exchange goes.
 *
 * @param sinks  at most one file, and collectors that are sent what the file holds; standard output without any
 * @param onFull what happens to requests when the record itself, the file or standard output, cannot be written
 * @param queue  events that may wait for the disk, 10,000
 * @param strangers events of strangers that are recorded one by one, each second, 1,000
 * @param refusals  of one principal that are recorded one by one, each second, 50
 */
public record AuditConfig(List<SinkConfig> sinks, OnFull onFull, int queue, int strangers, int refusals) {

    public AuditConfig {
        sinks = List.copyOf(sinks);
    }

    /** The file, when there is one. */
    public Optional<FileConfig> file() {
        return sinks.stream().flatMap(sink -> sink.file().stream()).findFirst();
    }

    public enum OnFull {
        /** Requests are refused: nothing passes unrecorded. The default. */
        REFUSE,
        /** Requests pass and the events lost are counted, in a metric and in the next event written. */
        COUNT
    }

    /** One sink: exactly one of the three. */
    public record SinkConfig(Optional<FileConfig> file, Optional<SyslogConfig> syslog, Optional<OtlpConfig> otlp) {

        /** What cannot change while the sink is open. */
        public SinkConfig lasting() {
            return new SinkConfig(file, syslog, otlp.map(to -> new OtlpConfig(to.name(), to.endpoint(), to.tls(), Map.of(), to.onFull(), to.backlog())));
        }
    }

    /** JSON lines, each with the hash of the one before; continued across restarts. */
    public record FileConfig(Path path, RotateConfig rotate) {}

    /**
     * When a file is full, and how long full ones stay.
     *
     * @param size      octets after which the next line begins a new file; 0 for no bound
     * @param age       since its first line; zero for no bound
     * @param gzip      whether full files are compressed
     * @param keepFiles full files that stay; 0 for all
     * @param keepBytes octets of all files together; 0 for no bound
     */
    public record RotateConfig(long size, Duration age, boolean gzip, int keepFiles, long keepBytes) {

        public static final RotateConfig NEVER = new RotateConfig(0, Duration.ZERO, false, 0, 0);
    }

    /**
     * A collector that speaks syslog over TLS (RFC 5425).
     *
     * @param backlog lines that may wait for it in the file
     * @param onFull  what happens then
     */
    public record SyslogConfig(String name, Endpoint address, ClientTls tls, OnFull onFull, long backlog) {}

    /**
     * A collector that speaks OTLP over HTTP.
     *
     * @param endpoint the whole address, with {@code /v1/logs}
     * @param secretHeaders sent with each request, credentials for one
     */
    public record OtlpConfig(String name, URI endpoint, ClientTls tls, Map<String, Secret> secretHeaders, OnFull onFull, long backlog) {

        public OtlpConfig {
            secretHeaders = Map.copyOf(secretHeaders);
        }
    }
}
