package dev.postern.content;

/** Forms however they are cut. */
public final class FormViewFuzz {

    private FormViewFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        Promises.hold("application/x-www-form-urlencoded", data);
    }
}
