package dev.postern.coding;

import dev.postern.coding.Encoder.Then;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts the codings back on a body as it passes, in their order; {@code deflate} always with the header of RFC 1950. What comes out of a call is not much longer than what went into it and
 * what the codings held back. Memory of a stream: what {@link DeflateEncoder}, {@link BrotliEncoder} and {@link ZstdEncoder} state. Any thread, one at a time.
 */
public final class Encoding implements AutoCloseable {

    private static final byte[] NOTHING = {};

    private final List<Encoder> encoders = new ArrayList<>();
    private boolean closed;

    private Encoding() {}

    /**
     * @param contentEncoding the field's value, with several codings in the order they are to be applied; empty for none
     * @throws CodingException when one is not known here
     */
    public static Encoding of(String contentEncoding) throws CodingException {
        Encoding encoding = new Encoding();
        try {
            for (Coding coding : Coding.listed(contentEncoding)) {
                encoding.encoders.add(coding.encoder());
            }
        } catch (CodingException cannot) {
            encoding.close();
            throw cannot;
        }
        return encoding;
    }

    /** @return what can be passed on; may be empty */
    public byte[] add(byte[] piece) {
        return encode(piece, Then.CONTINUE);
    }

    /** @return what the receiver lacks to decode all that has been added: for the end of an event of a stream of them, at the price of some octets */
    public byte[] flush() {
        return encode(NOTHING, Then.FLUSH);
    }

    /** There is no more. @return the rest */
    public byte[] end() {
        return encode(NOTHING, Then.FINISH);
    }

    private byte[] encode(byte[] piece, Then then) {
        if (closed) {
            throw new IllegalStateException("closed");
        }
        byte[] encoded = piece;
        for (Encoder encoder : encoders) {
            ByteArrayOutputStream out = new ByteArrayOutputStream(Math.max(32, encoded.length / 2));
            encoder.encode(encoded, then, out);
            encoded = out.toByteArray();
        }
        return encoded;
    }

    /** Gives back what it holds; may be called at any time, more than once. */
    @Override
    public void close() {
        closed = true;
        encoders.forEach(Encoder::close);
    }
}
