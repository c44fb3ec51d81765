package dev.postern.coding;

/** The first octet says how the body behind it is cut. */
public final class BrotliDecoderFuzz {

    private BrotliDecoderFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        Cuts.check("br", data);
    }
}
