package dev.postern.audit;

import dev.postern.config.AuditConfig.OnFull;
import java.nio.file.Path;

/** Writes to a trail until somebody kills it; says so on standard output after the first thousand lines. */
final class KilledWriter {

    private KilledWriter() {}

    public static void main(String[] args) throws Exception {
        ChainedTrail trail = FileTrail.open(Events.file(Path.of(args[0])), Events.settings(OnFull.COUNT, 10_000));
        for (int i = 0; ; i++) {
            trail.record(Events.event(i));
            if (i == 1_000) {
                Events.flush(trail);
                System.out.println("\nready");
            }
        }
    }
}
