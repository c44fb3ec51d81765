package dev.postern.gateway;

import dev.postern.audit.AuditEvent;
import dev.postern.audit.AuditTrail;
import dev.postern.config.AuditConfig;
import dev.postern.limit.OpenBudget;
import java.util.Optional;

/**
 * What is refused to somebody known is on record by name, and cannot crowd out what others do: whoever has an account may be refused as often as they like, and a line each would fill
 * the record's queue and have everybody refused. Such an exchange has a line of its own while its principal keeps within a budget and the queue is less than half full. Otherwise it is
 * counted, by reason, address and principal. Any thread.
 */
final class Refusals {

    private static final int SHARE = 2;
    private static final int NAME = 128;

    private final AuditTrail trail;
    private final Counting counting;
    private final OpenBudget each;
    private final int places;

    Refusals(AuditTrail trail, Counting counting, AuditConfig config) {
        this.trail = trail;
        this.counting = counting;
        this.each = new OpenBudget(config.refusals());
        this.places = Math.max(1, config.queue() / SHARE);
    }

    void replace(AuditConfig config) {
        each.rate(config.refusals());
    }

    /** Sees that an event is recorded, one way or the other. */
    void record(AuditEvent event) {
        String principal = event.client().principal();
        String name = principal.length() <= NAME ? principal : principal.substring(0, NAME);
        if (trail.health().queued() < places && each.spend(name)) {
            trail.record(event);
        } else {
            counting.count(event, Optional.of(name));
        }
    }
}
