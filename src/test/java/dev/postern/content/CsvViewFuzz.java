package dev.postern.content;

/** Tables however they are cut. */
public final class CsvViewFuzz {

    private CsvViewFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        Promises.hold("text/csv", data);
    }
}
