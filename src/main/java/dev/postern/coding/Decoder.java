package dev.postern.coding;

import java.nio.ByteBuffer;

/** Takes one coding off. Both buffers have arrays. */
interface Decoder extends AutoCloseable {

    /** Decodes until {@code in} is empty or {@code out} is full; when room is left in {@code out}, all of {@code in} has been read and nothing more can be had without more of it. */
    void decode(ByteBuffer in, ByteBuffer out) throws CodingException;

    /** Whether the input may end here. */
    boolean complete();

    /** May be called more than once. */
    @Override
    void close();
}
