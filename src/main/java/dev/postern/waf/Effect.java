package dev.postern.waf;

/** Something a matched condition does at once: sets a variable, turns a control. Immutable; one file each, one line in {@link Effects}. */
@FunctionalInterface
interface Effect {

    void run(Transaction transaction);
}
