package dev.postern.firewall;

import dev.postern.config.WafConfig.Body;
import dev.postern.config.WafConfig.Body.Beyond;
import dev.postern.waf.Settings;
import java.util.Optional;

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

    /**
     * Where nothing is enforced, nothing is refused for its length either.
     *
     * @param stated by rule files and rules; where it is the smaller one, what they say becomes of a longer body
     */
    static Allowance of(Body terms, FirewallExamination examination, Optional<Settings.Limit> stated) {
        Beyond beyond = examination.enforces() ? terms.beyond() : Beyond.PASS;
        return stated.filter(limit -> limit.bytes() < terms.limit()).map(limit -> new Allowance(limit.bytes(), examination.enforces() ? beyond(limit) : Beyond.PASS, beyond))
                .orElseGet(() -> new Allowance(terms.limit(), beyond, beyond));
    }

    private static Beyond beyond(Settings.Limit limit) {
        return switch (limit.over()) {
            case REJECT -> Beyond.REFUSE;
            case PROCESS_PARTIAL -> Beyond.PASS;
        };
    }
}
