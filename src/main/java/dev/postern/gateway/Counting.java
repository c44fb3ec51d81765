package dev.postern.gateway;

import dev.postern.audit.AuditEvent;
import dev.postern.audit.AuditTrail;
import dev.postern.audit.Crowd;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What has no line of its own in the record is counted, and each second one line says how many there were; a line that finds no place is tried again, and counted on. So every
 * exchange is in the record, in a line or in a number, or declared lost. Any thread.
 */
final class Counting {

    private final AuditTrail trail;
    private final InstantSource clock;
    private final AtomicLong counted = new AtomicLong();
    private Tally tally = new Tally();

    Counting(AuditTrail trail, InstantSource clock) {
        this.trail = trail;
        this.clock = clock;
    }

    /** @param principal nobody's when empty */
    synchronized void count(AuditEvent event, Optional<String> principal) {
        counted.incrementAndGet();
        tally.add(event.decision().reason(), event.client().address(), principal, clock.instant());
    }

    /** Writes down what has been counted; once a second, and in the end. */
    synchronized void tell() {
        Optional<Crowd> crowd = tally.crowd();
        if (crowd.isPresent() && trail.record(crowd.get())) {
            tally = new Tally();
        }
    }

    /** Exchanges without a line of their own, since the start. */
    long counted() {
        return counted.get();
    }
}
