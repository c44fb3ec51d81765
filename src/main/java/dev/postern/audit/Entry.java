package dev.postern.audit;

import java.util.Optional;

/** What a line of the trail is about: an exchange, or the trail itself. */
sealed interface Entry {

    record Exchange(AuditEvent event) implements Entry {}

    /** Exchanges that were counted instead. */
    record Counted(Crowd crowd) implements Entry {}

    /** The first line of a chain. */
    record Begun() implements Entry {}

    /** The trail was taken up again. */
    record Resumed(Resumption resumption) implements Entry {}

    /** The files with the lines up to {@code through} are removed, as configured: from then on the trail may begin after it. */
    record Pruned(Link through) implements Entry {}

    /** Lines that a collector will never be sent: too many waited for it, or it refuses them. */
    record Skipped(String sink, long from, long through) implements Entry {}

    /** The trail was closed in good order. */
    record Closed() implements Entry {}

    /** How many exchanges are lost with it. */
    default long exchanges() {
        return switch (this) {
            case Exchange exchange -> 1;
            case Counted counted -> counted.crowd().exchanges();
            case Begun _, Resumed _, Pruned _, Skipped _, Closed _ -> 0;
        };
    }

    /**
     * What was found when the trail was taken up again.
     *
     * @param ending whether the last line says that the trail was closed
     * @param torn   a last line that was never finished; its octets have been moved to a file of their own
     * @param anchor what the anchor says about the lines found
     * @param missing how many lines the anchor knows of that are gone
     */
    record Resumption(Ending ending, Optional<Torn> torn, AnchorState anchor, long missing) {}

    enum Ending { CLOSED, CRASHED }

    /** Octets of an unfinished line: how many, their SHA-256, and the file they are in. */
    record Torn(long bytes, String sha256, String file) {}

    enum AnchorState {
        /** It names the last line found, or one before it. */
        SOUND,
        /** It names a line after the last one found: lines have been cut. */
        LINES_MISSING,
        /** It names the last line found, with another hash: the line has been changed. */
        LINE_CHANGED,
        /** There is none, or it cannot be read, though lines were found: somebody has removed it. */
        ABSENT
    }
}
