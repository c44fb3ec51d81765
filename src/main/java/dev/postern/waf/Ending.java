package dev.postern.waf;

/** What a rule wants done about a match; {@code block} has been replaced by the default of its phase at load. */
sealed interface Ending {

    Ending PASS = new Pass();

    record Pass() implements Ending {}

    record Deny(int status) implements Ending {}

    record Drop() implements Ending {}

    record Redirect(int status, Template location) implements Ending {}

    record Allow(Scope scope) implements Ending {}

    /** What an {@code allow} skips: all later phases but logging, the rest of this phase, or all of the request. */
    enum Scope { ALL, PHASE, REQUEST }
}
