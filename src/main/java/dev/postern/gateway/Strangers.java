package dev.postern.gateway;

import dev.postern.audit.AuditEvent;
import dev.postern.audit.AuditTrail;
import dev.postern.config.AuditConfig;
import dev.postern.limit.AddressBudgets;
import dev.postern.limit.AddressBudgets.Work;
import dev.postern.limit.OpenBudget;
import java.net.InetAddress;
import java.util.Optional;

/**
 * What strangers do is on record, and cannot crowd out what others do. An exchange by which nobody is known and which led nowhere has a line of its own while its address and all
 * strangers together keep within their budgets and the record's queue is less than a quarter full. Otherwise it is counted, by reason and address. Any thread.
 */
final class Strangers {

    private static final int SHARE = 4;

    private final AuditTrail trail;
    private final AddressBudgets addresses;
    private final Counting counting;
    private final OpenBudget all;
    private final int places;

    /** @param addresses pays for {@link Work#RECORD} */
    Strangers(AuditTrail trail, AddressBudgets addresses, Counting counting, AuditConfig config) {
        this.trail = trail;
        this.addresses = addresses;
        this.counting = counting;
        this.all = new OpenBudget(config.strangers());
        this.places = Math.max(1, config.queue() / SHARE);
    }

    void replace(AuditConfig config) {
        all.rate(config.strangers());
    }

    /** Sees that an event of a stranger is recorded, one way or the other. */
    void record(AuditEvent event, InetAddress from) {
        if (hasALine(from)) {
            trail.record(event);
        } else {
            counting.count(event, Optional.empty());
        }
    }

    /** The address pays first: what one address has too much of costs the others nothing. */
    private boolean hasALine(InetAddress from) {
        return trail.health().queued() < places && addresses.spend(Work.RECORD, from).had() && all.spend();
    }
}
