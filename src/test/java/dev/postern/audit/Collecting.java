package dev.postern.audit;

import dev.postern.config.AuditConfig;
import dev.postern.config.AuditConfig.FileConfig;
import dev.postern.config.AuditConfig.OnFull;
import dev.postern.config.AuditConfig.OtlpConfig;
import dev.postern.config.AuditConfig.RotateConfig;
import dev.postern.config.AuditConfig.SinkConfig;
import dev.postern.config.AuditConfig.SyslogConfig;
import dev.postern.config.ClientTls;
import dev.postern.config.Endpoint;
import dev.postern.config.Secret;
import dev.postern.demo.DemoPki;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Trails with collectors, in one directory with certificates. */
final class Collecting {

    static final Duration SETTLE = Duration.ofMillis(200);

    final Path dir;
    final DemoPki pki;

    Collecting(Path dir) {
        this.dir = dir;
        this.pki = DemoPki.write(dir.resolve("pki"), InstantSource.system());
    }

    Path file() {
        return dir.resolve("log/audit.jsonl");
    }

    /** What a collector shows: a certificate for localhost. */
    ClientTls server() {
        return tls(Optional.empty(), Optional.of("ingress"));
    }

    /** The same, and clients must show one of the devices' authority. */
    ClientTls strictServer() {
        return tls(Optional.of("device-ca"), Optional.of("ingress"));
    }

    ClientTls client() {
        return tls(Optional.of("ingress-ca"), Optional.empty());
    }

    ClientTls tls(Optional<String> trust, Optional<String> shown) {
        return new ClientTls(trust.map(name -> Path.of(pki.file(name + ".pem"))), shown.map(name -> Path.of(pki.file(name + ".pem"))),
                shown.map(name -> Path.of(pki.file(name + "-key.pem"))));
    }

    SinkConfig syslog(int port, ClientTls tls, OnFull onFull, long backlog) {
        return new SinkConfig(Optional.empty(), Optional.of(new SyslogConfig("siem", new Endpoint("localhost", port), tls, onFull, backlog)), Optional.empty());
    }

    SinkConfig otlp(String uri, OnFull onFull, long backlog) {
        return new SinkConfig(Optional.empty(), Optional.empty(),
                Optional.of(new OtlpConfig("lake", URI.create(uri), client(), Map.of("Authorization", new Secret("Bearer sesame")), onFull, backlog)));
    }

    SinkTrail open(SinkConfig... collectors) throws Exception {
        return open(RotateConfig.NEVER, collectors);
    }

    SinkTrail open(RotateConfig rotate, SinkConfig... collectors) throws Exception {
        Files.createDirectories(file().getParent());
        List<SinkConfig> sinks = new java.util.ArrayList<>(List.of(collectors));
        sinks.addFirst(new SinkConfig(Optional.of(new FileConfig(file(), rotate)), Optional.empty(), Optional.empty()));
        return SinkTrail.open(new AuditConfig(sinks, OnFull.REFUSE, 10_000, 1_000, 50), Events.settings(OnFull.REFUSE, 10_000), SETTLE);
    }

    static void record(AuditTrail trail, int from, int events) throws Exception {
        for (int i = from; i < from + events; i++) {
            trail.record(Events.event(i));
        }
        Events.flush(trail);
    }

    static AuditTrail.CollectorHealth only(AuditTrail trail) {
        return trail.collectors().getFirst();
    }
}
