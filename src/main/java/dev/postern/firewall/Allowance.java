package dev.postern.firewall;

import dev.postern.config.WafConfig.Body;
import dev.postern.config.WafConfig.Body.Beyond;

/**
 * How much of one body is held, and what becomes of one that cannot be inspected as a whole; settled when the rules about its head have run.
 *
 * @param limitBytes as they are received
 * @param beyond     of a longer one
 * @param unreadable of one with a coding that cannot be read
 */
record Allowance(long limitBytes, Beyond beyond, Beyond unreadable) {

    /** What holds until more is known. */
    static Allowance strict(Body terms) {
        return new Allowance(terms.limit(), Beyond.REFUSE, Beyond.REFUSE);
    }

    /** Where nothing is enforced, nothing is refused for its length either. */
    static Allowance of(Body terms, FirewallExamination examination) {
        Beyond beyond = examination.enforces() ? terms.beyond() : Beyond.PASS;
        return new Allowance(terms.limit(), beyond, beyond);
    }
}
