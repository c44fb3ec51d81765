package dev.postern.content;

/** Events however they are cut. */
public final class EventViewFuzz {

    private EventViewFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        Promises.hold("text/event-stream", data);
    }
}
