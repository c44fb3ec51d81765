package dev.postern.soak;

/** What the gateway rests on and the soak takes away for a while. */
enum Part {
    /** One of the two endpoints of the upstream {@code pair}. */
    ENDPOINT,
    /** The only endpoint of the upstream {@code alone}. */
    ALONE,
    REDIS
}
