package dev.postern.seclang;

/** What becomes of the transaction when a rule matches. */
public enum Disruption {
    PASS, DENY, DROP,
    /** What the default actions say. */
    BLOCK,
    /** No more rules, except for logging. */
    ALLOW,
    /** No more rules of this phase. */
    ALLOW_PHASE,
    /** No more rules on the request. */
    ALLOW_REQUEST
}
