package dev.postern.content;

/** JSON by lines however it is cut. */
public final class LineViewFuzz {

    private LineViewFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        Promises.hold("application/x-ndjson", data);
    }
}
