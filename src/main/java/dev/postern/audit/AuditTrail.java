package dev.postern.audit;

import java.util.concurrent.CompletionStage;

/** Takes one event for each exchange and keeps them in order, each chained to the one before. */
public interface AuditTrail extends AutoCloseable {

    /** Takes the event; never blocks. False when the queue is full: the caller applies the configured rule. Any thread. */
    boolean record(AuditEvent event);

    /** Whether a request may start: false when the rule is to refuse and the record cannot keep up or cannot be written. */
    boolean accepting();

    /** Done when everything recorded so far is on disk. */
    CompletionStage<Void> flushed();

    @Override
    void close();
}
