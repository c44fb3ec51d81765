package dev.postern.coding;

/** The first octet says how the body behind it is cut. */
public final class DeflateDecoderFuzz {

    private DeflateDecoderFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        Cuts.check("deflate", data);
    }
}
