package dev.postern.audit;

import dev.postern.audit.AuditEvent.End;
import dev.postern.audit.AuditEvent.How;
import dev.postern.audit.AuditEvent.What;
import dev.postern.audit.AuditEvent.Who;
import dev.postern.audit.AuditEvent.Why;
import dev.postern.config.AuditConfig.FileConfig;
import dev.postern.config.AuditConfig.OnFull;
import dev.postern.config.AuditConfig.RotateConfig;
import dev.postern.inspect.Finding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Events and settings that tests share. */
final class Events {

    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private Events() {}

    static TrailSettings settings(OnFull onFull, int queue) {
        return new TrailSettings(onFull, queue, Duration.ofSeconds(1), "0.1.0", InstantSource.fixed(NOW));
    }

    /** A file that is never rotated. */
    static FileConfig file(Path path) {
        return new FileConfig(path, RotateConfig.NEVER);
    }

    static AuditEvent event(int number) {
        return new AuditEvent("id-" + number, Optional.of("4bf92f3577b34da6a3ce929d0e0e4736"), NOW.plusMillis(number), Duration.ofMillis(12),
                new Who("user:alice@corp", List.of("finance", "staff"), "enrolled:laptop-17", "192.0.2.1", "198.51.100.2", Optional.of("5f2a")),
                new What("POST", "ledger.corp.test", "/entries/" + number, List.of("page", "q"), "HTTP/2", "curl/8"),
                new Why("ledger", true, "finance-on-managed", "", "", List.of("deny:block-weekends"), List.of(), "v7"),
                new How(201, "https://ledger:8443", 12, 34, End.COMPLETED, Optional.of(Duration.ofMillis(7))), List.of());
    }

    static AuditEvent hostile(String text) {
        List<String> many = Collections.nCopies(5_000, text);
        return new AuditEvent(text, Optional.of(text), NOW, Duration.ZERO,
                new Who(text, many, text, text, text, Optional.of(text)),
                new What(text, text, text, many, text, text),
                new Why(text, false, text, text, text, many, many, text),
                new How(403, text, 0, 0, End.ENDED, Optional.empty()), Collections.nCopies(5_000, new Finding(text, text, text, text, text, 5)));
    }

    /** A closed trail of {@code events} exchanges: two lines more than that. */
    static Path trail(Path dir, int events) throws Exception {
        Path file = dir.resolve("audit.jsonl");
        try (ChainedTrail trail = FileTrail.open(file(file), settings(OnFull.REFUSE, 1_000))) {
            for (int i = 0; i < events; i++) {
                trail.record(event(i));
            }
            flush(trail);
        }
        return file;
    }

    static void flush(AuditTrail trail) throws Exception {
        trail.flushed().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    static List<String> lines(Path file) throws IOException {
        return Files.readAllLines(file, StandardCharsets.US_ASCII);
    }

    static void write(Path file, List<String> lines) throws IOException {
        Files.writeString(file, String.join("\n", lines) + "\n", StandardCharsets.US_ASCII);
    }
}
