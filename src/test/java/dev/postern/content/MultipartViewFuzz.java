package dev.postern.content;

/** Multipart bodies however they are cut. */
public final class MultipartViewFuzz {

    private MultipartViewFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        Promises.hold("multipart/mixed; boundary=b", data);
    }
}
