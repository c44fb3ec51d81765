package dev.postern.upstream;

/** What came of the wish to upgrade. */
public sealed interface Upgraded {

    /** Both sides have switched; what they say to each other passes until the tunnel ends. */
    record Switched(Tunnel tunnel) implements Upgraded {}

    /** The upstream did not agree: this is its answer. */
    record Answered(ForwardedResponse response) implements Upgraded {}
}
