package dev.postern.upstream;

/** Which kind of connection an exchange is sent on. */
enum Line {
    /** A pooled one. */
    SHARED,
    /** A new one, used once: nobody can have closed it for idleness. */
    FRESH,
    /** One that will leave HTTP behind. */
    UPGRADE,
    /** One for a question after the endpoint's health, apart from all requests. */
    CHECK
}
