package dev.postern.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the record of every exchange goes.
 *
 * @param file   JSON lines, each with the hash of the one before; continued across restarts. Standard output without one
 * @param onFull what happens to requests when the record cannot be written
 * @param queue  events that may wait for the disk, 10,000
 */
public record AuditConfig(Optional<Located<Path>> file, OnFull onFull, int queue) {

    public enum OnFull {
        /** Requests are refused: nothing passes unrecorded. The default. */
        REFUSE,
        /** Requests pass and the events lost are counted, in a metric and in the next event written. */
        COUNT
    }
}
