package dev.postern.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.postern.config.AuditConfig.FileConfig;
import dev.postern.config.AuditConfig.OnFull;
import dev.postern.config.AuditConfig.OtlpConfig;
import dev.postern.config.AuditConfig.RotateConfig;
import dev.postern.config.AuditConfig.SinkConfig;
import dev.postern.config.AuditConfig.SyslogConfig;
import dev.postern.config.Keys.Key;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** {@code audit}: the record, and who is sent it. */
final class AuditSections {

    static final Section<ClientTls> CLIENT_TLS = clientTls();
    static final Section<RotateConfig> ROTATE = rotate();
    static final Section<FileConfig> FILE = file();
    static final Section<SyslogConfig> SYSLOG = syslog();
    static final Section<OtlpConfig> OTLP = otlp();
    static final Section<SinkConfig> SINK = sink();
    static final Section<AuditConfig> AUDIT = audit();

    private static final String BACKLOG = "Lines that may wait for it in the file before on-full applies.";
    private static final String ON_FULL = "What happens when more wait: refuse, which refuses requests, or count, which passes over the oldest and says how many.";
    private static final String NAME = "Names its cursor file and its metrics; unique.";

    private AuditSections() {}

    private static Section<AuditConfig> audit() {
        Keys keys = new Keys("Where the record of every exchange goes.");
        Key<List<SinkConfig>> sinks = keys.many("sinks", Lists.of(new OneKind()),
                "One file at most, and collectors, which are sent what the file holds; standard output when left out.");
        Key<Optional<Located<Path>>> file = keys.shortForm("file", FileShapes.written(), "Short for one sink: a file that is never rotated.");
        Key<OnFull> onFull = keys.optional("on-full", Scalars.choice(OnFull.values()), "refuse",
                "What happens to requests when the record cannot be written: refuse, or count, which lets them pass and counts what was lost.");
        Key<Integer> queue = keys.optional("queue", Scalars.integer(1, 1_000_000), "10000", "Events that may wait for the disk.");
        Key<Integer> strangers = keys.optional("strangers", Scalars.integer(1, 1_000_000), "1000",
                "Requests recorded one by one each second though nobody is known by them and they lead nowhere, ten times as many at once; further ones are counted in a line of the record each second.");
        Key<Integer> refusals = keys.optional("refusals", Scalars.integer(1, 1_000_000), "50",
                "Refused requests of one known user, program or workload recorded one by one each second, ten times as many at once; further ones are counted by name.");
        return keys.to(v -> {
            if (v.has(file) && v.has(sinks)) {
                v.problem(file, "both file and sinks are given", "file is short for one entry under sinks: keep one of them");
            }
            Stream<SinkConfig> brief = v.get(file).stream()
                    .map(path -> new SinkConfig(Optional.of(new FileConfig(path.value(), RotateConfig.NEVER)), Optional.empty(), Optional.empty()));
            AuditConfig config = new AuditConfig(Stream.concat(brief, v.get(sinks).stream()).toList(), v.get(onFull), v.get(queue), v.get(strangers), v.get(refusals));
            if (v.sound(sinks)) {
                check(config, v, sinks);
            }
            return config;
        });
    }

    private static void check(AuditConfig config, Section.Values v, Key<List<SinkConfig>> sinks) {
        long files = config.sinks().stream().filter(sink -> sink.file().isPresent()).count();
        if (files > 1) {
            v.problem(sinks, files + " sinks are files", "one file is the record; collectors are sent what it holds");
        }
        if (files == 0 && !config.sinks().isEmpty()) {
            v.problem(sinks, "collectors without a file", "add - file: {path: audit.jsonl}: what a collector has not taken yet waits there");
        }
        Set<String> names = new HashSet<>();
        config.sinks().stream().flatMap(sink -> Stream.concat(sink.syslog().map(SyslogConfig::name).stream(), sink.otlp().map(OtlpConfig::name).stream()))
                .filter(name -> !names.add(name))
                .forEach(name -> v.problem(sinks, "two collectors have the name " + Shown.of(name), "add name: to one of them"));
    }

    private static Section<SinkConfig> sink() {
        Keys keys = new Keys("One sink: file, syslog or otlp.");
        Key<Optional<FileConfig>> file = keys.maybe("file", FILE, "JSON lines, each with the hash of the one before.");
        Key<Optional<SyslogConfig>> syslog = keys.maybe("syslog", SYSLOG, "A collector that speaks syslog over TLS (RFC 5425).");
        Key<Optional<OtlpConfig>> otlp = keys.maybe("otlp", OTLP, "A collector that speaks OTLP over HTTP.");
        return keys.to(v -> {
            long kinds = Stream.of(file, syslog, otlp).filter(v::has).count();
            if (kinds != 1) {
                v.reading().problem(v.at(), kinds == 0 ? "the sink is of no kind" : "one sink is of " + kinds + " kinds", "write file, syslog or otlp, each in an entry of its own");
            }
            return new SinkConfig(v.get(file), v.get(syslog), v.get(otlp));
        });
    }

    /** A sink of no kind, or of one that could not be read, is left out: it would look like another of these. */
    private record OneKind() implements Shape<SinkConfig> {

        @Override
        public Optional<SinkConfig> read(Node node, Reading reading) {
            return SINK.read(node, reading).filter(sink -> sink.file().isPresent() || sink.syslog().isPresent() || sink.otlp().isPresent());
        }

        @Override
        public ObjectNode schema() {
            return SINK.schema().put("minProperties", 1).put("maxProperties", 1);
        }
    }

    private static Section<FileConfig> file() {
        Keys keys = new Keys("JSON lines, each with the hash of the one before; continued across restarts.");
        Key<Located<Path>> path = keys.required("path", FileShapes.written(), "The file that is written; full ones get the number of their first line as an ending.");
        Key<RotateConfig> rotate = keys.section("rotate", ROTATE, "When a file is full, and how long full ones stay.");
        return keys.to(v -> new FileConfig(v.get(path).value(), v.get(rotate)));
    }

    private static Section<RotateConfig> rotate() {
        Keys keys = new Keys("When a file is full, and how long full ones stay; 0 is no bound.");
        Key<Long> size = keys.optional("size", Quantities.size("0", "1024GiB"), "0", "Size at which the next line begins a new file; at least 64KiB.");
        Key<Duration> age = keys.optional("age", Quantities.duration("0s", "366d"), "0s", "Age of its first line at which the next begins a new file; at least 1s.");
        Key<Boolean> gzip = keys.optional("gzip", Scalars.bool(), "false", "Whether full files are compressed.");
        Key<Integer> keepFiles = keys.optional("keep-files", Scalars.integer(0, 100_000), "0", "Full files that stay; older ones are removed, and the record says so.");
        Key<Long> keepBytes = keys.optional("keep-bytes", Quantities.size("0", "102400GiB"), "0", "Size of all files together beyond which the oldest are removed.");
        return keys.to(v -> {
            if (v.sound(size) && v.get(size) > 0 && v.get(size) < 64 << 10) {
                v.problem(size, "files of less than 64 KiB", "0, or at least 64KiB");
            }
            if (v.sound(age) && !v.get(age).isZero() && v.get(age).toSeconds() < 1) {
                v.problem(age, "files of less than a second", "0s, or at least 1s");
            }
            boolean never = v.sound(size, age) && v.get(size) == 0 && v.get(age).isZero();
            Stream.of(gzip, keepFiles, keepBytes).filter(key -> never && v.has(key)).findFirst()
                    .ifPresent(key -> v.problem(key, "no file is ever full", "add size: 256MiB, age: 1d, or both"));
            return new RotateConfig(v.get(size), v.get(age), v.get(gzip), v.get(keepFiles), v.get(keepBytes));
        });
    }

    private static Section<SyslogConfig> syslog() {
        Keys keys = new Keys("A collector that speaks syslog over TLS (RFC 5425, messages as in RFC 5424).");
        Key<String> name = keys.optional("name", Scalars.name(), "syslog", NAME);
        Key<Endpoint> address = keys.required("address", new TextShape<>("host:port, such as logs.corp.test:6514", Endpoint::parse, Json.pattern("^.+:[0-9]{1,5}$")),
                "Host and port; its certificate must be for the host.");
        Key<ClientTls> tls = keys.section("tls", CLIENT_TLS, "Whom to trust, and what to show.");
        Key<OnFull> onFull = keys.optional("on-full", Scalars.choice(OnFull.values()), "count", ON_FULL);
        Key<Long> backlog = keys.optional("backlog", Scalars.number(1, 1_000_000_000), "1000000", BACKLOG);
        return keys.to(v -> new SyslogConfig(v.get(name), v.get(address), v.get(tls), v.get(onFull), v.get(backlog)));
    }

    private static Section<OtlpConfig> otlp() {
        Keys keys = new Keys("A collector that speaks OTLP over HTTP, in JSON.");
        Key<String> name = keys.optional("name", Scalars.name(), "otlp", NAME);
        Key<URI> endpoint = keys.required("endpoint", UriText.collector(), "https://collector:4318/v1/logs; http:// on this machine alone.");
        Key<ClientTls> tls = keys.section("tls", CLIENT_TLS, "Whom to trust, and what to show.");
        Key<Map<String, Secret>> headers = keys.or("secret-headers", headers(), Map.of(), "Sent with each request; values from a file or an environment variable.");
        Key<OnFull> onFull = keys.optional("on-full", Scalars.choice(OnFull.values()), "count", ON_FULL);
        Key<Long> backlog = keys.optional("backlog", Scalars.number(1, 1_000_000_000), "1000000", BACKLOG);
        return keys.to(v -> new OtlpConfig(v.get(name), v.get(endpoint), v.get(tls), v.get(headers), v.get(onFull), v.get(backlog)));
    }

    static Shape<Map<String, Secret>> headers() {
        return Maps.withoutCase(WebTexts.editableHeader(), new SecretShape());
    }

    private static Section<ClientTls> clientTls() {
        Keys keys = new Keys("How a collector is met over TLS.");
        Key<Optional<Located<Path>>> trust = keys.maybe("trust", FileShapes.existing(),
                "PEM file with the authorities that vouch for its certificate; the platform's by default. Read at each connection.");
        Key<Optional<Located<Path>>> cert = keys.maybe("cert", FileShapes.existing(), "PEM file with the certificate chain shown to it, leaf first.");
        Key<Optional<Located<Path>>> key = keys.maybe("key", FileShapes.existing(), "PEM file with the private key.");
        return keys.to(v -> {
            if (v.has(cert) != v.has(key)) {
                v.reading().problem(v.at(), v.has(cert) ? "a certificate without its key" : "a key without its certificate", "cert and key belong together");
            }
            return new ClientTls(v.get(trust).map(Located::value), v.get(cert).map(Located::value), v.get(key).map(Located::value));
        });
    }
}
