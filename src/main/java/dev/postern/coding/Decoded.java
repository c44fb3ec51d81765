package dev.postern.coding;

import java.io.ByteArrayOutputStream;
import java.util.Optional;

/** A whole body without its codings, up to an error if there is one. */
public record Decoded(byte[] content, Optional<CodingException> error) {

    /** For a body that is held: 16 MiB, and 100 times what was received after the first 64 KiB. A small body must not keep a thread busy for long. */
    public static final Limits MODEST = modest(16 << 20);

    private static final int RATIO = 100;
    private static final long FREE_BYTES = 64 << 10;

    /** {@link #MODEST} with as much content as this. */
    public static Limits modest(long contentBytes) {
        return new Limits(contentBytes, RATIO, FREE_BYTES);
    }

    /** @param contentEncoding the field's value, with several codings in the order they were applied; empty for none */
    public static Decoded of(byte[] body, String contentEncoding, Limits limits) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(body.length);
        try (Decoding decoding = Decoding.of(contentEncoding, limits)) {
            decoding.add(body, out::writeBytes);
            decoding.end();
            return new Decoded(out.toByteArray(), Optional.empty());
        } catch (CodingException broken) {
            return new Decoded(out.toByteArray(), Optional.of(broken));
        }
    }
}
