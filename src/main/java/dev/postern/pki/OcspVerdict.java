package dev.postern.pki;

import java.time.Instant;

/**
 * What an authorised responder says about one certificate (RFC 6960 §2.2).
 *
 * @param thisUpdate since when this is known to be so
 * @param nextUpdate when something newer will be there
 */
public record OcspVerdict(Answer answer, Instant thisUpdate, Instant nextUpdate) {

    public enum Answer { GOOD, REVOKED, UNKNOWN }

    /** The same, believed no longer than until then. */
    public OcspVerdict noLongerThan(Instant until) {
        return until.isBefore(nextUpdate) ? new OcspVerdict(answer, thisUpdate, until) : this;
    }
}
