package dev.postern.soak;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** When which part was away. A failure is excused only while its part was, or shortly after it had come back. Any thread. */
final class Absences {

    /** How long after a part answers again the gateway may take to use it again. */
    static final Duration AFTERMATH = Duration.ofSeconds(3);

    private static final class Absence {
        final Part part;
        final long from;
        volatile long to = Long.MAX_VALUE;

        Absence(Part part, long from) {
            this.part = part;
            this.from = from;
        }
    }

    private final List<Absence> all = new CopyOnWriteArrayList<>();

    /** Told before it is taken away. */
    void gone(Part part) {
        all.add(new Absence(part, System.nanoTime()));
    }

    /** Told when it answers again. */
    void back(Part part) {
        all.stream().filter(absence -> absence.part == part).reduce((one, later) -> later).orElseThrow().to = System.nanoTime() + AFTERMATH.toNanos();
    }

    /** Whether one of the parts was away at some time since {@code from}. */
    boolean any(Set<Part> parts, long from) {
        return all.stream().anyMatch(absence -> parts.contains(absence.part) && absence.to - from >= 0);
    }

    long count(Part part) {
        return all.stream().filter(absence -> absence.part == part).count();
    }
}
