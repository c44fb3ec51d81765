package dev.postern.trace;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Exporters of configurations that are in force no more. Each goes on for the exchanges that began with it: ten seconds for those on the way in, five minutes for those that are long,
 * and no longer than until {@value #MOST} younger ones have come. Any thread.
 */
final class Leavers {

    static final int MOST = 4;
    private static final Duration AT_LEAST = Duration.ofSeconds(10);
    private static final Duration AT_MOST = Duration.ofMinutes(5);

    private final Deque<SpanExporter> leaving = new ArrayDeque<>();

    synchronized void add(SpanExporter exporter) {
        leaving.removeIf(SpanExporter::isGone);
        if (leaving.size() >= MOST) {
            leaving.removeFirst().close();
        }
        exporter.leave(AT_LEAST, AT_MOST);
        leaving.addLast(exporter);
    }

    synchronized List<SpanExporter> all() {
        return List.copyOf(leaving);
    }
}
