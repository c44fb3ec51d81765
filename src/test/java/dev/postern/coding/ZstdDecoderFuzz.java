package dev.postern.coding;

/** The first octet says how the body behind it is cut. */
public final class ZstdDecoderFuzz {

    private ZstdDecoderFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        Cuts.check("zstd", data);
    }
}
