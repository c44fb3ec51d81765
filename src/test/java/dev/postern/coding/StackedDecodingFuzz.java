package dev.postern.coding;

/** The first octet says how the body behind it is cut. */
public final class StackedDecodingFuzz {

    private StackedDecodingFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        Cuts.check("deflate, gzip", data);
    }
}
