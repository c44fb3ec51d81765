package dev.postern.audit;

import dev.postern.config.AuditConfig;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Takes one event for each exchange and keeps them in order, each chained to the one before. */
public interface AuditTrail extends AutoCloseable {

    /** Takes the event; never blocks. False when the queue is full: the caller applies the configured rule. Any thread. */
    boolean record(AuditEvent event);

    /** Takes one line for many events; never blocks. False when there is no place for it now: to be tried again. Any thread. */
    boolean record(Crowd crowd);

    /** Whether a request may start: false when the rule is to refuse and the record cannot keep up or cannot be written. */
    boolean accepting();

    /** Done when everything recorded so far is on disk. */
    CompletionStage<Void> flushed();

    /** How the record itself fares. Any thread. */
    Health health();

    /** How those fare who are sent what the file holds. Any thread. */
    default List<CollectorHealth> collectors() {
        return List.of();
    }

    /** Takes up the credentials for collectors. */
    default void renew(AuditConfig changed) {}

    @Override
    void close();

    /** Numbers since the start, each read on its own. */
    interface Health {

        /** Events that wait to be written. */
        int queued();

        /** Events lost. */
        long lost();

        /** Lines handed to the operating system, those about the trail itself included. */
        long written();

        /** Whether the last write failed, or the first has not succeeded yet. */
        boolean failing();

        /** The last line on disk: keep it elsewhere and give it to the verifier to notice what a changed anchor would hide. */
        Link head();
    }

    /** The same for one collector. */
    interface CollectorHealth {

        String name();

        /** Lines that it does not have yet. */
        long waiting();

        /** Lines that it will never be sent. */
        long skipped();

        boolean failing();
    }
}
